using System.Globalization;
using Gateway.Agencies;
using Gateway.Hosting;

namespace Gateway.Referrals.Attachments;

internal static class AttachmentsCapability
{
    public static IServiceCollection AddAttachments(this IServiceCollection services)
    {
        services.AddSingleton<VirusScanner>();
        services.AddSingleton<AttachmentParts>();
        services.AddSingleton<TellKind>();
        services.AddSingleton<TakeBytes>();
        services.AddSingleton<AddAttachment>();
        services.AddSingleton<RemoveAttachment>();
        services.AddSingleton<ReadAttachments>();
        services.AddSingleton<OpenAttachment>();
        services.AddSingleton<MarkVirus>();
        services.AddSingleton<ClearBroken>();
        services.AddSingleton<ScanAttachments>();
        services.AddHostedService(provider => provider.GetRequiredService<ScanAttachments>());
        return services;
    }

    public static void MapAttachments(this IEndpointRouteBuilder endpoints)
    {
        // A setting that does not read stops the start, not the first file.
        endpoints.ServiceProvider.GetRequiredService<VirusScanner>();
        const string All = "/v1/referrals/{id:guid}/attachments", One = All + "/{attachment:guid}";
        endpoints.MapGet(All, Handlers.WithId(AttachmentEndpoints.ListAsync)).RequireAgencyToken();
        endpoints.MapPost(All, Handlers.WithId(AttachmentEndpoints.AddAsync)).RequireAgencyToken();
        endpoints.MapGet(One, Of(AttachmentEndpoints.OpenAsync)).RequireAgencyToken();
        endpoints.MapDelete(One, Of(AttachmentEndpoints.RemoveAsync)).RequireAgencyToken();
    }

    private static RequestDelegate Of(Func<HttpContext, Guid, Guid, Task> handle) =>
        Handlers.WithId((http, id) => handle(http, id, Guid.Parse(http.Part("attachment"), CultureInfo.InvariantCulture)));
}
