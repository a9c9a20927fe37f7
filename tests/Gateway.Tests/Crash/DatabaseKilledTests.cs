namespace Gateway.Tests.Crash;

[Collection(CrashCollection.Name)]
public sealed class DatabaseKilledTests
{
    [Fact]
    public async Task Gateway_outlives_its_killed_database_shows_nothing_meanwhile_and_loses_nothing()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        using var store = new CrashStore.Postgres(cluster.ConnectionString);
        await using var site = await CrashSite.PrepareAsync(24);
        await using var gateway = await GatewayProcess.StartAsync(site.Settings(store));
        var load = await CheckLoad.StartAsync(gateway, site.Attendances, seed: 1);
        await load.NextAsync();

        load.ExpectAClosedLedger();
        await cluster.KillAsync();
        await load.UntilOtherAsync("503 urn:gateway:problem:ledger-closed");
        await ShowsNothingAsync(gateway, site);

        await cluster.StartAsync();
        await load.NextAsync();
        await load.EndAsync();
        Assert.True(gateway.Alive);
        Assert.All(load.Others, other => Assert.StartsWith("503 ", other));
        (await StoredLog.ReadAsync(store)).Holds(load.Acknowledged);
    }

    private static async Task ShowsNothingAsync(GatewayProcess gateway, CrashSite site)
    {
        using var live = await gateway.Http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(200, (int)live.StatusCode);
        var (status, body) = await (await Asking.SignInAsync(gateway)).AskAsync(new Question(Guid.NewGuid(), CrashSite.Nurse, site.Attendances[0]));
        Assert.Equal((503, "urn:gateway:problem:ledger-closed"), (status, body.GetProperty("type").GetString()));
        Assert.NotEqual(0, body.GetProperty("ringNow").GetArrayLength());
        Assert.False(body.TryGetProperty("receipt", out _));
    }
}
