using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Retention;

namespace Gateway.Signals;

/// <summary>A run of checks on a child with no plan reaches the child's council.</summary>
public static class SignalsCapability
{
    public static WebApplicationBuilder AddSignals(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(_ => RunsInForce.Load(configuration["Gateway:Signals"]));
        services.AddRetentionRules().AddSingleton<CountChecks>();
        services.AddSingleton<FollowChecks>();
        services.AddSingleton<TellSignals>();
        services.AddSingleton<ReadSignal>();
        services.AddSingleton<TendSignals>();
        services.AddHostedService(provider => provider.GetRequiredService<TendSignals>());
        return builder;
    }

    public static IEndpointRouteBuilder MapSignals(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A fault of the table stops the start.
        _ = endpoints.ServiceProvider.GetRequiredService<RunsInForce>();
        endpoints.MapGet(SignalEndpoint.Path, Handlers.WithId(SignalEndpoint.HandleAsync)).RequireAgencyToken();
        return endpoints;
    }
}
