using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Notifications;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Late;

/// <summary>Asking on after an answer went out without a source.</summary>
public static class LateCapability
{
    public static WebApplicationBuilder AddLate(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(Options.Create(Settings(builder.Configuration)));
        services.AddKeyedSingleton<OutboxSignal>(KeepAsking.Name);
        services.AddSingleton(provider => new SealLate(provider.GetRequiredService<LedgerSettings>().Key));
        services.AddSingleton<PromiseLate>();
        services.AddSingleton<ReadLateCheck>();
        services.AddSingleton<ComposeLate>();
        services.AddSingleton<TellOfNews>();
        services.AddSingleton<WhetherGone>();
        services.AddSingleton<CloseTry>();
        services.AddSingleton<TryLate>();
        services.AddSingleton<KeepAsking>();
        services.AddSingleton<ReadLate>();
        services.AddHostedService(provider => provider.GetRequiredService<KeepAsking>());
        return builder;
    }

    public static IEndpointRouteBuilder MapLate(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(LateEndpoint.Path, Handlers.WithId(LateEndpoint.HandleAsync, "check")).RequireAgencyToken();
        endpoints.MapGet(ListNews.Path, ListNews.HandleAsync).RequireAgencyToken();
        return endpoints;
    }

    private static LateSettings Settings(ConfigurationManager configuration)
    {
        var settings = configuration.GetSection("Federation:Late").Get<LateSettings>() ?? new LateSettings();
        return settings.Faults is { IsEmpty: false } faults ? throw new StartRefusedException(faults) : settings;
    }
}
