using Gateway.Agencies;
using Gateway.Audit;

namespace Gateway.Alerts;

/// <summary>What information governance is told of at once.</summary>
public static class AlertsCapability
{
    public static WebApplicationBuilder AddAlerts(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        var services = builder.Services;
        services.AddSingleton(_ => LoadAlertLimits.From(File.ReadAllText(
            configuration["Gateway:Alerts"] ?? Path.Combine(configuration["Gateway:Policy"] ?? "contracts/policy", "alerts.csv"))));
        services.AddSingleton(provider => new PatternKey(
            LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key.For("gateway/patterns/v1"u8)));
        services.AddSingleton<WriteLater>();
        services.AddSingleton<Trail>();
        services.AddSingleton<BreakGlassTurns>();
        services.AddSingleton<WatchChecks>();
        services.AddSingleton<SpreadToHolders>();
        services.AddSingleton<TellOfficers>();
        services.AddSingleton<ReadAlerts>();
        services.AddSingleton<TendPatterns>();
        services.AddHostedService(provider => provider.GetRequiredService<TendPatterns>());
        return builder;
    }

    public static IEndpointRouteBuilder MapAlerts(this IEndpointRouteBuilder endpoints)
    {
        _ = endpoints.ServiceProvider.GetRequiredService<Rules.Policy.Alerts.AlertLimits>();
        endpoints.MapGet("/v1/alerts", AlertsEndpoint.ListAsync).RequireAgencyToken();
        return endpoints;
    }
}
