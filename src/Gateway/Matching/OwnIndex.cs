using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Matching.Registrations;
using Gateway.Matching.Snapshot;

namespace Gateway.Matching;

/// <summary>The index that the gateway keeps itself: of a source and of registrations, with a copy for the next start.</summary>
internal static class OwnIndex
{
    public static void AddOwnIndex(this IServiceCollection services, IConfiguration configuration, string source, Func<IServiceProvider, LedgerKey> key)
    {
        services.AddSingleton(provider => new LoadChildren(
            provider.GetRequiredService<Postcodes>(), provider.GetRequiredService<MatchingTables>(), key(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new FindInIndex(provider.GetRequiredService<MatchingTables>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ChildIndex(provider.GetRequiredService<FindInIndex>()));
        services.AddSingleton<Children>(provider => provider.GetRequiredService<ChildIndex>());
        services.AddSingleton(provider => new ChildrenFiles(source, SnapshotFile(configuration), key(provider)));
        services.AddSingleton(provider => new SealStatements(key(provider)));
        services.AddSingleton(provider => new MergeChild(new SameChild(provider.GetRequiredService<MatchingTables>().Names)));
        services.AddSingleton<FollowRegistrations>();
        services.AddSingleton<TakeRegistrations>();
        services.AddSingleton<OpenChildren>();
        services.AddSingleton<FoldChildren>();
        services.AddSingleton<KeepChildren>();
        services.AddHostedService(provider => provider.GetRequiredService<KeepChildren>());
    }

    // Beside the embedded store; a database elsewhere gives no folder, and no place of ours would be each process's own. Each start says so.
    private static string? SnapshotFile(IConfiguration configuration) =>
        LedgerSettings.Set(configuration, "Gateway:ChildrenSnapshot")
        ?? (configuration["Storage:Provider"] == "Sqlite" && LedgerSettings.Set(configuration, "Storage:Connection") is { } folder ? Path.Combine(folder, "children.snapshot") : null);
}
