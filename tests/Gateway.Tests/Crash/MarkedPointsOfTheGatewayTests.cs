using System.Diagnostics;
using System.Text.Json;
using Gateway.Hosting;

namespace Gateway.Tests.Crash;

public sealed class MarkedPointsOfTheGatewayOnSqliteTests : MarkedPointsOfTheGatewayTests
{
    private protected override IEnumerable<CrashPoint> Impossible => [];

    private protected override Task<CrashStore> NewStoreAsync() => Task.FromResult<CrashStore>(new CrashStore.Sqlite());
}

public sealed class MarkedPointsOfTheGatewayOnPostgresTests(PostgresServer server) : MarkedPointsOfTheGatewayTests
{
    // Rows and COMMIT are one statement.
    private protected override IEnumerable<CrashPoint> Impossible => [CrashPoint.RowsInserted];

    private protected override async Task<CrashStore> NewStoreAsync() => new CrashStore.Postgres(await server.CreateDatabaseAsync());
}

/// <summary>The whole gateway is killed at one marked point after another, each time while it is asked.</summary>
[Collection(CrashCollection.Name)]
public abstract class MarkedPointsOfTheGatewayTests
{
    private const int DeathsInALife = 10;
    private const int AttendancesInAStart = 12;

    // More than half a minute: what a process left open is closed by the next only when it must be dead.
    private const int SecondsAStart = 40;

    private static readonly CrashPoint[] InACheck =
    [
        CrashPoint.DecisionRecorded, CrashPoint.CustodiansAnswered, CrashPoint.DisclosureRecorded, CrashPoint.BeforeFirstByte, CrashPoint.AnswerSent, CrashPoint.AnswerEnded,
        CrashPoint.BatchTaken, CrashPoint.BatchSealed, CrashPoint.RowsInserted, CrashPoint.BatchCommitted, CrashPoint.EntryAcknowledged,
    ];

    private static readonly CrashPoint[] OnceAStart =
    [
        CrashPoint.StoreOpened, CrashPoint.LogVerified, CrashPoint.LogOpened, CrashPoint.OpenedRecorded, CrashPoint.InterruptedClosed, CrashPoint.KeyMade, CrashPoint.KeyStored,
        CrashPoint.HeadRehashed, CrashPoint.HeadSigned, CrashPoint.AnchorMoved, CrashPoint.FileMade, CrashPoint.TilesWritten, CrashPoint.Cosigned, CrashPoint.CheckpointDue, CrashPoint.CheckpointPublished,
    ];

    private protected abstract IEnumerable<CrashPoint> Impossible { get; }

    private protected abstract Task<CrashStore> NewStoreAsync();

    [Fact]
    public async Task Every_answer_that_came_has_its_entry_wherever_the_gateway_is_killed()
    {
        var (seed, started) = (Rounds.Seed(), Stopwatch.GetTimestamp());
        Say($"seed {seed}");
        var random = new Random(seed);
        var points = InACheck.Concat(OnceAStart).Except(Impossible).ToArray();
        random.Shuffle(points);
        var acknowledged = 0;
        foreach (var deaths in Enumerable.Range(0, Rounds.OfTheGateway).Select(death => points[death % points.Length]).Chunk(DeathsInALife))
            acknowledged += await LiveAsync(deaths, random);
        Say($"{Rounds.OfTheGateway} deaths at {Math.Min(points.Length, Rounds.OfTheGateway)} points, {acknowledged} acknowledged, 0 lost, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    private async Task<int> LiveAsync(CrashPoint[] deaths, Random random)
    {
        using var store = await NewStoreAsync();
        using var anchor = new Synthetic.TemporaryFolder();
        await using var site = await CrashSite.PrepareAsync(deaths.Length * AttendancesInAStart);
        var settings = site.Settings(store);
        settings["Ledger__Anchor"] = anchor.At("anchor.db");
        var acknowledged = new List<Acknowledged>();
        foreach (var (start, present) in site.Attendances.Chunk(AttendancesInAStart).Index())
            acknowledged.AddRange(await DieAsync(store, present, settings, deaths[start], start, random, acknowledged));

        await using var survivor = GatewayProcess.BeginMarked(settings, null, 0, deaths.Length * SecondsAStart);
        await survivor.ReadyAsync();
        await HoldsAsync(store, acknowledged);
        var published = anchor.At("published");
        var (code, output, error) = await Synthetic.Tool.RunAsync(["ledger", "verify", "full", published, "--policy", Path.Combine(published, "policy")]);
        Assert.True(code == 0 || !File.Exists(Path.Combine(published, "checkpoint")), output + error);
        return acknowledged.Count;
    }

    private static async Task<IReadOnlyCollection<Acknowledged>> DieAsync(
        CrashStore store, Attendance[] present, Dictionary<string, string> settings, CrashPoint point, int start, Random random, List<Acknowledged> before)
    {
        var after = InACheck.Contains(point) ? random.Next(60) : 0;
        await using var gateway = GatewayProcess.BeginMarked(settings, point.ToString(), after, start * SecondsAStart);
        var asking = new Asked();
        var life = asking.LiveAsync(gateway, present, random.Next(), () => HoldsAsync(store, before));
        Assert.Equal(point.ToString(), await await Task.WhenAny(gateway.AtPointAsync(), FailedAsync(life)));
        asking.Load?.ExpectTheEnd();
        await gateway.KillAsync();
        await asking.EndAsync(life);
        return asking.Load?.Acknowledged ?? [];
    }

    // Only a fault ends a life before its point is reached.
    private static async Task<string> FailedAsync(Task life)
    {
        await life;
        return await new TaskCompletionSource<string>().Task;
    }

    private static async Task HoldsAsync(CrashStore store, List<Acknowledged> acknowledged)
    {
        var log = await StoredLog.ReadAsync(store);
        log.Holds(acknowledged);
        log.LeavesNothingOpen(norAnswers: true);
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    /// <summary>Whoever asks a gateway that is about to die.</summary>
    private sealed class Asked
    {
        public CheckLoad? Load { get; private set; }

        public async Task LiveAsync(GatewayProcess gateway, Attendance[] present, int seed, Func<Task> holds)
        {
            await gateway.ReadyAsync();
            await holds();
            Load = await CheckLoad.StartAsync(gateway, present, seed);
        }

        // What breaks off at a death is no fault; that a promise did not hold is.
        public async Task EndAsync(Task life)
        {
            await EndedAsync(life);
            if (Load is null) return;
            Load.ExpectTheEnd();
            await EndedAsync(Load.EndAsync());
            Assert.Empty(Load.Others);
        }

        private static async Task EndedAsync(Task task)
        {
            try
            {
                await task;
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException or JsonException or InvalidOperationException)
            {
            }
        }
    }
}
