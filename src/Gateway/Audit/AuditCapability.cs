using Gateway.Agencies;
using Gateway.Audit.Anchoring;
using Gateway.Audit.Erasure;
using Gateway.Audit.Export;
using Gateway.Audit.Health;
using Gateway.Audit.Publishing;
using Gateway.Audit.Search;
using Gateway.Audit.Trace;
using Gateway.Audit.Witness;
using Gateway.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Audit;

public static class AuditCapability
{
    private const string UsualRetention = "contracts/ledger/retention.csv";

    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => LedgerSettings.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton<WitnessQuorum>();
        services.AddSingleton(provider => new Ledger(
            provider.GetRequiredService<LedgerSettings>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Ledger>>())
        {
            Pause = () => provider.GetRequiredService<WitnessQuorum>().WhyPaused,
            KnownElsewhere = log => provider.GetRequiredService<PublishingHolder>().Settings is { } publishing
                ? new KnownElsewhere(new Anchor(provider.GetRequiredService<LedgerSettings>().Anchor!), publishing, provider.GetRequiredService<AskWitnesses>()).Of(log)
                : [],
            WhyNoTurn = log => provider.GetRequiredService<PublishingHolder>().Settings?.WhyNoTurn(new Anchor(provider.GetRequiredService<LedgerSettings>().Anchor!).Keys(log)),
        });
        services.AddSingleton<AppendToLedger>(provider => provider.GetRequiredService<Ledger>().AppendAsync);
        services.AddSingleton<RecordReading>();
        services.AddSingleton<LedgerProbe>();
        services.AddSingleton<RunSearch>();
        services.AddSingleton<RecordAgreement>();
        services.AddSingleton<TraceDecision>();
        services.AddSingleton<LedgerHealth>();
        services.AddSingleton(provider => new ServiceDeskHolder(ServiceDesk.Read(provider.GetRequiredService<IConfiguration>())));
        services.AddHostedService(provider => provider.GetRequiredService<Ledger>());
        services.AddHostedService<LedgerPulse>();
        services.AddSingleton<RecordSent>();
        services.AddHostedService(provider => provider.GetRequiredService<RecordSent>());
        services.AddPublishing().AddWitness();
        services.AddSingleton(provider => Retention(provider.GetRequiredService<IConfiguration>()));
        services.AddHostedService<TendErasure>();
        return builder;
    }

    // Named and not there is a fault; not named and not there erases nothing.
    private static RetentionRules Retention(IConfiguration configuration)
    {
        var path = configuration["Ledger:Retention"];
        return path is not null || File.Exists(UsualRetention) ? RetentionRules.Read(path ?? UsualRetention) : RetentionRules.KeepEverything;
    }

    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/ledger/v1/search", Handlers.With<RunSearch, TimeProvider>(SearchEndpoint.HandleAsync)).RequireAgencyToken();
        endpoints.MapPost("/ledger/v1/export", Handlers.With<PublishedLog>(ScopedExportEndpoint.HandleAsync)).RequireAgencyToken();
        endpoints.MapPost("/ledger/v1/agreements", Handlers.With<RecordAgreement, TimeProvider>(AgreementEndpoint.HandleAsync)).RequireAgencyToken();
        endpoints.MapGet("/ledger/v1/health", Handlers.With<LedgerHealth, ServiceDeskHolder>(HealthEndpoint.HandleAsync)).RequireAgencyToken();
        return endpoints.MapPublishing().MapWitness();
    }
}
