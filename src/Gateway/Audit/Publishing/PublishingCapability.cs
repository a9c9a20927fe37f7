using Gateway.Agencies;
using Gateway.Audit.Witness;
using Gateway.Hosting;

namespace Gateway.Audit.Publishing;

/// <summary>The ledger as others see it: checkpoints, tiles and proofs.</summary>
internal static class PublishingCapability
{
    public static IServiceCollection AddPublishing(this IServiceCollection services)
    {
        services.AddSingleton(provider => new PublishingHolder(PublishingSettings.Read(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<LedgerSettings>())));
        services.AddSingleton(provider => new AskWitnesses(
            new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), provider.GetRequiredService<ILogger<AskWitnesses>>()));
        services.AddSingleton(provider => new PublishedLog(
            provider.GetRequiredService<LedgerSettings>(), provider.GetRequiredService<PublishingHolder>().Settings?.Folder, provider.GetRequiredService<Ledger>()));
        services.AddSingleton(provider => new PublishCheckpoints(
            provider.GetRequiredService<Ledger>(), provider.GetRequiredService<LedgerSettings>(), provider.GetRequiredService<PublishingHolder>().Settings,
            provider.GetRequiredService<AskWitnesses>(), provider.GetRequiredService<WitnessQuorum>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PublishCheckpoints>>()));
        services.AddHostedService(provider => provider.GetRequiredService<PublishCheckpoints>());
        return services;
    }

    /// <summary>Hashes are for anybody: they name nobody. Leaves and proofs of single entries are for those who sign in.</summary>
    public static IEndpointRouteBuilder MapPublishing(this IEndpointRouteBuilder endpoints)
    {
        foreach (var at in (string[])["/ledger", "/ledger/logs/{log:int}"])
        {
            endpoints.MapGet(at + "/checkpoint", PublishedFiles.CheckpointAsync);
            endpoints.MapGet(at + "/policy", PublishedFiles.PolicyAsync);
            endpoints.MapGet(at + "/log.json", PublishedFiles.DescriptionAsync);
            endpoints.MapGet(at + "/tile/{**path}", PublishedFiles.TileAsync);
            endpoints.MapGet(at + "/tile/entries/{**path}", PublishedFiles.BundleAsync).RequireAgencyToken();
        }

        endpoints.MapGet("/ledger/v1/proof/consistency", ProofEndpoints.ConsistencyAsync);
        endpoints.MapGet("/ledger/v1/proof/inclusion", Handlers.With<PublishedLog>(ProofEndpoints.InclusionAsync)).RequireAgencyToken();
        endpoints.MapGet("/ledger/v1/receipt/{interaction:guid}", Handlers.WithId((http, interaction) => ReceiptEndpoint.HandleAsync(http, http.RequestServices.GetRequiredService<PublishedLog>(), http.RequestServices.GetRequiredService<Ledger>(), interaction), "interaction")).RequireAgencyToken();
        endpoints.MapGet("/ledger/v1/export", ExportEndpoint.HandleAsync).RequireAgencyToken();
        return endpoints;
    }
}

/// <param name="Settings">Null where nothing is signed.</param>
internal sealed record PublishingHolder(PublishingSettings? Settings);
