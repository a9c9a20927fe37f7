using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Matching.Links;

/// <summary>The cross-reference: which number of which agency is which child's.</summary>
public static class LinksCapability
{
    public static WebApplicationBuilder AddLinks(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(provider => new LinkKeys(
            LedgerSettings.Read(builder.Configuration, provider.GetRequiredService<IHostEnvironment>()).Key.For("gateway/links/v1"u8)));
        services.AddSingleton<ResolveLinks>();
        services.AddSingleton<MatchRecord>();
        services.AddSingleton<TakeLinkStep>();
        services.AddSingleton<AssertLink>();
        services.AddSingleton<TakeUpload>();
        services.AddSingleton<WhoSaw>();
        services.AddSingleton<QueueCorrections>();
        services.AddSingleton<ProposeEvent>();
        services.AddSingleton<AnswerEvent>();
        services.AddSingleton<KeepApart>();
        services.AddSingleton<SupersededNumbers>();
        services.AddSingleton<EndTask>();
        services.AddSingleton<TendLinks>();
        services.AddHostedService(provider => provider.GetRequiredService<TendLinks>());
        return builder;
    }

    public static IEndpointRouteBuilder MapLinks(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapPost("/v1/links", LinkEndpoints.UploadAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/links/search", LinkEndpoints.FindAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/links/{id:guid}/dispute", Handlers.WithId(LinkEndpoints.DisputeAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/links/{id:guid}/confirmation", Handlers.WithId(LinkEndpoints.ConfirmAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/links/{id:guid}/withdrawal", Handlers.WithId(LinkEndpoints.WithdrawAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/link-events", EventEndpoints.ProposeAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/link-events", EventEndpoints.ListAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/link-events/{id:guid}/answer", Handlers.WithId(EventEndpoints.AnswerAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/do-not-links", EventEndpoints.KeepApartAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/link-tasks", WorkEndpoints.TasksAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/link-tasks/{id:guid}/outcome", Handlers.WithId(WorkEndpoints.EndTaskAsync)).RequireAgencyToken();
        endpoints.MapGet("/v1/corrections", WorkEndpoints.CorrectionsAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/corrections/{id:guid}/read", Handlers.WithId(WorkEndpoints.ReadCorrectionAsync)).RequireAgencyToken();
        return endpoints;
    }
}
