using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation.Uploads.Reading;
using Gateway.Federation.Uploads.Store;
using Gateway.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Uploads;

/// <summary>Files of councils that have no API.</summary>
public static class UploadsCapability
{
    internal static void AddUploads(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(Options.Create(configuration.GetSection("Federation:Uploads").Get<UploadSettings>() ?? new UploadSettings()));
        services.AddSingleton(provider => new SealUploads(LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key));
        services.AddSingleton<MatchRecord>();
        services.AddSingleton<ReadParts>();
        services.AddSingleton<CheckUpload>();
        services.AddSingleton<ForgetUploads>();
        services.AddSingleton<CheckUploads>();
        services.AddHostedService(provider => provider.GetRequiredService<CheckUploads>());
        services.AddSingleton<BeginUpload>();
        services.AddSingleton<TakePart>();
        services.AddSingleton<ApplyUpload>();
        services.AddSingleton<ReadUploads>();
        services.AddSingleton<SendUpload>();
        services.AddSingleton<AnswerFromFile>();
        services.AddSingleton<AnswerByFile>(provider => provider.GetRequiredService<AnswerFromFile>().OfAsync);
    }

    public static IEndpointRouteBuilder MapUploads(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapPost("/v1/uploads", UploadsEndpoint.BeginAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/uploads/{upload:guid}", Handlers.WithId(UploadsEndpoint.ShowAsync, "upload")).RequireAgencyToken();
        endpoints.MapPut("/v1/uploads/{upload:guid}/parts/{offset}", Handlers.WithId((http, upload) => UploadsEndpoint.PartAsync(http, upload, http.Part("offset")), "upload")).WithMetadata(new RequestSizeLimitAttribute(UploadDeclared.LargestPart)).RequireAgencyToken();
        endpoints.MapGet("/v1/uploads/{upload:guid}/records", Handlers.WithId(UploadsEndpoint.RecordsAsync, "upload")).RequireAgencyToken();
        endpoints.MapPost("/v1/uploads/{upload:guid}/preview", Handlers.WithId(UploadsEndpoint.PreviewAsync, "upload")).RequireAgencyToken();
        endpoints.MapPost("/v1/uploads/{upload:guid}/apply", Handlers.WithId(UploadsEndpoint.ApplyAsync, "upload")).RequireAgencyToken();
        return endpoints;
    }
}
