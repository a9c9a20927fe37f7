namespace Gateway.Tests.Crash;

[Collection(CrashCollection.Name)]
public sealed class TwoGatewaysTests(PostgresServer server)
{
    [Fact]
    public async Task Two_gateways_write_one_ledger_and_one_goes_on_when_the_other_is_killed()
    {
        using var store = new CrashStore.Postgres(await server.CreateDatabaseAsync());
        await using var site = await CrashSite.PrepareAsync(24);
        var settings = site.Settings(store);
        await using var first = await GatewayProcess.StartAsync(settings);
        await using var second = await GatewayProcess.StartAsync(settings);
        var dying = await CheckLoad.StartAsync(first, site.Attendances, seed: 1);
        var living = await CheckLoad.StartAsync(second, site.Attendances, seed: 2);
        await Task.WhenAll(dying.ReachesAsync(100), living.ReachesAsync(100));

        dying.ExpectTheEnd();
        await first.KillAsync();
        await dying.EndAsync();
        await living.ReachesAsync(living.Acknowledged.Count + 100);
        await living.EndAsync();

        Assert.Empty(dying.Others);
        Assert.Empty(living.Others);
        Interleaved(dying.Acknowledged, living.Acknowledged);
        (await StoredLog.ReadAsync(store)).Holds([.. dying.Acknowledged, .. living.Acknowledged]);
    }

    private static void Interleaved(IReadOnlyCollection<Acknowledged> one, IReadOnlyCollection<Acknowledged> other)
    {
        Assert.Empty(one.Select(a => a.Entry).Intersect(other.Select(a => a.Entry)));
        Assert.InRange(other.Min(a => a.Entry), 0, one.Max(a => a.Entry));
        Assert.InRange(one.Min(a => a.Entry), 0, other.Max(a => a.Entry));
        Assert.True(other.Max(a => a.Entry) > one.Max(a => a.Entry));
    }
}
