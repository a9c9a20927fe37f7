using System.Diagnostics;
using Gateway.Audit;

namespace Gateway.Tests.Crash;

public sealed class KilledUnderLoadOnSqliteTests : KilledUnderLoadTests
{
    private protected override Task<CrashStore> NewStoreAsync() => Task.FromResult<CrashStore>(new CrashStore.Sqlite());
}

public sealed class KilledUnderLoadOnPostgresTests(PostgresServer server) : KilledUnderLoadTests
{
    private protected override async Task<CrashStore> NewStoreAsync() => new CrashStore.Postgres(await server.CreateDatabaseAsync());
}

[Collection(CrashCollection.Name)]
public abstract class KilledUnderLoadTests
{
    private const int AttendancesInARound = 12;
    private const int AskedAgain = 24;

    // In every so manyth round a council gives no answer: whoever lives later has to get it.
    private const int SilentEvery = 7;

    private readonly int _seed = Rounds.Seed();

    private protected abstract Task<CrashStore> NewStoreAsync();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_every_council_is_told_once_however_often_the_gateway_is_killed()
    {
        var started = Stopwatch.GetTimestamp();
        using var store = await NewStoreAsync();
        await using var site = await CrashSite.PrepareAsync(Rounds.UnderLoad * AttendancesInARound);
        var settings = site.Settings(store);
        var random = Seeded();
        var acknowledged = new List<Acknowledged>();
        var last = new List<Acknowledged>();

        foreach (var (round, present) in site.Attendances.Chunk(AttendancesInARound).Index())
        {
            await site.Agencies.ResetAsync();
            if (round % SilentEvery == 1) await site.SilenceACouncilAsync(random);
            await using var gateway = await GatewayProcess.StartAsync(settings);
            await HoldsAsync(store, gateway, acknowledged, last);
            var load = await UnderLoadAsync(gateway, present, random);
            last = random.Next(2) == 0 ? await KilledAsync(gateway, load) : await KilledBeforeItsCommitAsync(store, gateway, load);
            acknowledged.AddRange(last);
        }

        await site.Agencies.ResetAsync();
        await store.LetTheWaitingBeOverAsync();
        await using var survivor = await GatewayProcess.StartAsync(settings);
        await HoldsAsync(store, survivor, acknowledged, last);
        await ToldOnceAsync(survivor, store, site, acknowledged);
        Assert.True((await StoredLog.ReadAsync(store)).Size > acknowledged.Count);
        Say($"{Rounds.UnderLoad} rounds, {acknowledged.Count} acknowledged, 0 lost, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    [Fact]
    public async Task Gateway_killed_while_it_starts_starts_the_next_time()
    {
        using var store = await NewStoreAsync();
        await using var site = await CrashSite.PrepareAsync(AttendancesInARound);
        var settings = site.Settings(store);
        var random = Seeded();

        var usual = Stopwatch.GetTimestamp();
        await StartOnAnotherStoreAsync(site);
        var start = (int)Stopwatch.GetElapsedTime(usual).TotalMilliseconds;
        for (var i = 0; i < 6; i++)
        {
            await using var gateway = GatewayProcess.Begin(settings);
            await AMomentAsync(random.Next(start / 3, start));
            await gateway.KillAsync();
        }

        await using var survivor = await GatewayProcess.StartAsync(settings);
        var load = await CheckLoad.StartAsync(survivor, site.Attendances, random.Next());
        await load.NextAsync();
        await load.EndAsync();
        (await StoredLog.ReadAsync(store)).Holds(load.Acknowledged);
    }

    private static async Task<CheckLoad> UnderLoadAsync(GatewayProcess gateway, Attendance[] present, Random random)
    {
        var load = await CheckLoad.StartAsync(gateway, present, random.Next());
        await load.ReachesAsync(random.Next(1, 80));
        await AMomentAsync(random.Next(50, 600));
        return load;
    }

    // A death between an acknowledgement that came too early and its COMMIT is a matter of microseconds: here they are made long.
    private static async Task<List<Acknowledged>> KilledBeforeItsCommitAsync(CrashStore store, GatewayProcess gateway, CheckLoad load)
    {
        await using var held = await store.HoldCommitsAsync();
        await AMomentAsync(100);
        return await KilledAsync(gateway, load);
    }

    private static async Task<List<Acknowledged>> KilledAsync(GatewayProcess gateway, CheckLoad load)
    {
        load.ExpectTheEnd();
        await gateway.KillAsync();
        await load.EndAsync();
        Assert.Empty(load.Others);
        return [.. load.Acknowledged];
    }

    private static async Task HoldsAsync(CrashStore store, GatewayProcess gateway, List<Acknowledged> all, List<Acknowledged> last)
    {
        var log = await StoredLog.ReadAsync(store);
        log.Holds(all);
        var asking = await Asking.SignInAsync(gateway);
        await Parallel.ForEachAsync(last.TakeLast(AskedAgain), async (before, _) => await IsAlreadyAnsweredAsync(log, asking, before));
    }

    // A refusal was acknowledged with its decision, an answer with the disclosure that followed the decision.
    private static async Task IsAlreadyAnsweredAsync(StoredLog log, Asking asking, Acknowledged before)
    {
        var (status, body) = await asking.AskAsync(before.Question);
        Assert.Equal((409, "urn:gateway:problem:already-answered"), (status, body.GetProperty("type").GetString()));
        var decision = body.GetProperty("receipt").GetProperty("entry").GetInt64();
        Assert.Equal((byte)EntryType.Decision, log[decision].Type);
        Assert.Equal(log[before.Entry].InteractionId, log[decision].InteractionId);
        if (before.Status == 403) Assert.Equal(before.Entry, decision);
        else Assert.InRange(decision, 0, before.Entry - 1);
    }

    // A council that was too slow for an answer is asked on, by whoever lives: it is told as one is that answered in time.
    private static async Task ToldOnceAsync(GatewayProcess survivor, CrashStore store, CrashSite site, List<Acknowledged> acknowledged)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await survivor.NobodySilentAsync(patience.Token);
        await site.Agencies.NoticesReachAsync(await store.CountNoticesAsync(), patience.Token);

        var notices = site.Agencies.Notices;
        var told = notices.Select(n => (n.Reference, n.Recipient)).ToHashSet();
        Assert.Equal(await store.CountNoticesAsync(), notices.Count);
        Assert.Equal(notices.Count, told.Count);
        Assert.Subset(Owed(site.Attendances), told);
        Assert.Superset(Owed(acknowledged.Where(a => a.Status == 200).Select(a => a.Question.About)), told);
    }

    private static HashSet<(string Reference, string Council)> Owed(IEnumerable<Attendance> attendances) =>
        [.. attendances.Where(a => a.Council is not null).Select(a => (a.Reference, a.Council!))];

    private async Task StartOnAnotherStoreAsync(CrashSite site)
    {
        using var other = await NewStoreAsync();
        await using var gateway = await GatewayProcess.StartAsync(site.Settings(other));
    }

    // The one thing here that nothing signals: the moment of a death is nobody's to choose.
    private static Task AMomentAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);

    private Random Seeded()
    {
        Say($"seed {_seed}");
        return new Random(_seed);
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
