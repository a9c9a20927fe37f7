using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Matching.Calibration;
using Gateway.Matching.Find;
using Gateway.Matching.Registrations;
using Gateway.Matching.Trace;

namespace Gateway.Matching;

/// <summary>Recognising the child.</summary>
public static class MatchingCapability
{
    public static WebApplicationBuilder AddMatching(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var services = builder.Services;
        services.AddSingleton(_ => MatchingTables.From(configuration["Gateway:Matching"] ?? "contracts/matching"));
        services.AddSingleton(provider => provider.GetRequiredService<MatchingTables>().Limits);
        services.AddSingleton(provider => LatestCalibration.In(configuration["Gateway:Matching"] ?? "contracts/matching", provider.GetRequiredService<MatchingTables>().Parameters));
        switch (configuration["Gateway:ChildrenFrom"] ?? "index")
        {
            case "index": AddIndex(services, configuration); break;
            case "pds": services.AddTrace(configuration); break;
            default: throw new StartRefusedException(["Gateway:ChildrenFrom is index or pds."]);
        }

        services.AddSingleton(provider => new MatchHandles(Key(provider, configuration), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LooksThatFoundNobody(Key(provider, configuration), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LookPatterns(Key(provider, configuration)));
        services.AddSingleton<LookTrail>();
        services.AddSingleton<ChildTrail>();
        services.AddSingleton<LookOnce>();
        services.AddSingleton<FindEntries>();
        services.AddSingleton<TellOfLooks>();
        services.AddSingleton<FindChild>();
        services.AddSingleton<ReleaseLooks>();
        return builder;
    }

    private static void AddIndex(IServiceCollection services, ConfigurationManager configuration)
    {
        var path = configuration["Gateway:Children"]
            ?? throw new StartRefusedException(["Gateway:Children is not set: it names the snapshot of children."]);
        services.AddOwnIndex(configuration, path, provider => Key(provider, configuration));
    }

    private static LedgerKey Key(IServiceProvider provider, ConfigurationManager configuration) =>
        LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key;

    public static IEndpointRouteBuilder MapMatching(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapPost("/v1/matches", MatchesEndpoint.FindAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/registrations", RegistrationEndpoints.TakeAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/matches/confirmations", MatchesEndpoint.ConfirmAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/look-releases", ReleaseEndpoint.HandleAsync).RequireAgencyToken();
        return endpoints;
    }
}
