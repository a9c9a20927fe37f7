using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Matching.Find;

namespace Gateway.Matching;

/// <summary>Recognising the child.</summary>
public static class MatchingCapability
{
    public static WebApplicationBuilder AddMatching(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var path = configuration["Gateway:Children"]
            ?? throw new InvalidDataException("Gateway:Children is not set: it names the snapshot of children.");
        var services = builder.Services;
        services.AddSingleton(_ => MatchingTables.From(configuration["Gateway:Matching"] ?? "contracts/matching"));
        services.AddSingleton(provider => provider.GetRequiredService<MatchingTables>().Limits);
        services.AddSingleton(provider => new LoadChildren(
            provider.GetRequiredService<Postcodes>(), provider.GetRequiredService<MatchingTables>(), Key(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<LoadChildren>().FromFile(path));
        services.AddSingleton<Children>(provider => provider.GetRequiredService<ChildIndex>());
        services.AddSingleton(provider => new MatchHandles(Key(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LookPatterns(Key(provider)));
        services.AddSingleton<LookTrail>();
        services.AddSingleton<FindEntries>();
        services.AddSingleton<TellOfLooks>();
        services.AddSingleton<FindChild>();
        return builder;

        Audit.Sealing.LedgerKey Key(IServiceProvider provider) => LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key;
    }

    public static IEndpointRouteBuilder MapMatching(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapPost("/v1/matches", MatchesEndpoint.FindAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/matches/confirmations", MatchesEndpoint.ConfirmAsync).RequireAgencyToken();
        return endpoints;
    }
}
