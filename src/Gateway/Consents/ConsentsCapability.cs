using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Retention;
using Gateway.Rules.Consent;
using Gateway.Rules.Retention;

namespace Gateway.Consents;

/// <summary>Consent and engagement: what was said, by whom in which role, and what it comes to.</summary>
public static class ConsentsCapability
{
    public static WebApplicationBuilder AddConsents(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(_ => LoadConsentTerms.From(builder.Configuration["Gateway:Consent"]));
        services.AddSingleton(provider => new ChildKeys(
            LedgerSettings.Read(builder.Configuration, provider.GetRequiredService<IHostEnvironment>()).Key.For("gateway/consents/v1"u8)));
        services.AddSingleton<ConsentsInForce>();
        services.AddSingleton<ConsentEntries>();
        services.AddSingleton<AdmitRecorder>();
        services.AddSingleton<ApplyStep>();
        services.AddSingleton<EvidenceStep>();
        services.AddSingleton<TakeStep>();
        services.AddSingleton<SearchSteps>();
        services.AddSingleton<SearchConsents>();
        services.AddRetentionRules().AddKeyedSingleton(TendConsents.Kind, (provider, kind) => new AgencyRetention(
            provider.GetRequiredService<IConfiguration>(), (string)kind!, provider.GetRequiredService<RetentionTable>(), RecordKind.Consent, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TendConsents>();
        services.AddHostedService(provider => provider.GetRequiredService<TendConsents>());
        return builder;
    }

    public static IEndpointRouteBuilder MapConsents(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table or a setting at fault stops the start, not the first question.
        endpoints.ServiceProvider.GetRequiredService<ConsentTerms>();
        endpoints.ServiceProvider.GetRequiredKeyedService<AgencyRetention>(TendConsents.Kind);
        endpoints.MapPost("/v1/consents", ConsentEndpoints.RecordAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/consents/{id}/withdrawal", Handlers.WithPart(ConsentEndpoints.WithdrawAsync, "id")).RequireAgencyToken();
        endpoints.MapPost("/v1/consents/{id}/review", Handlers.WithPart(ConsentEndpoints.ReviewAsync, "id")).RequireAgencyToken();
        endpoints.MapPost("/v1/consents/search", ConsentEndpoints.SearchAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/engagements", ConsentEndpoints.EngageAsync).RequireAgencyToken();
        return endpoints;
    }
}
