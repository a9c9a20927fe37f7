using System.Diagnostics;
using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Tests.Crash;

public sealed class MarkedPointsOnSqliteTests : MarkedPointsTests
{
    private protected override StorageProvider Provider => StorageProvider.Sqlite;

    // One process writes the file, and no connection is between it and the writer.
    private protected override IEnumerable<CrashPoint> Impossible => [CrashPoint.HeadMoved, CrashPoint.CaughtUp, CrashPoint.AnswerLost];

    private protected override Task<CrashStore> NewStoreAsync() => Task.FromResult<CrashStore>(new CrashStore.Sqlite());
}

public sealed class MarkedPointsOnPostgresTests(PostgresServer server) : MarkedPointsTests
{
    private protected override StorageProvider Provider => StorageProvider.Postgres;

    // Rows and COMMIT are one statement.
    private protected override IEnumerable<CrashPoint> Impossible => [CrashPoint.RowsInserted];

    private protected override async Task<CrashStore> NewStoreAsync() => new CrashStore.Postgres(await server.CreateDatabaseAsync());
}

/// <summary>A slim host of the ledger is killed at one marked point after another, each time under load.</summary>
[Collection(CrashCollection.Name)]
public abstract class MarkedPointsTests
{
    private const int DeathsInALife = 25;
    private static readonly CrashPoint[] OfACheck = [CrashPoint.DecisionRecorded, CrashPoint.CustodiansAnswered, CrashPoint.DisclosureRecorded, CrashPoint.BeforeFirstByte, CrashPoint.AnswerSent, CrashPoint.AnswerEnded];

    // Those of the index of children are ChildrenKilledTests'.
    private static readonly CrashPoint[] OfTheChildren =
        [CrashPoint.BatchSaid, CrashPoint.IndexFolded, CrashPoint.FoldTaken, CrashPoint.CopyBegun, CrashPoint.CopyHalfWritten, CrashPoint.CopyWritten, CrashPoint.CopyInPlace];
    // And those of what people wrote RetentionKilledTests'.
    private static readonly CrashPoint[] OfRetention = [CrashPoint.ErasurePlanned, CrashPoint.ErasureWritten, CrashPoint.RowsErased, CrashPoint.ErasureDone];
    private static readonly CrashPoint[] OnceAStart = [CrashPoint.StoreOpened, CrashPoint.LogVerified, CrashPoint.LogOpened, CrashPoint.OpenedRecorded, CrashPoint.InterruptedClosed];
    private static readonly CrashPoint[] Seldom =
        [CrashPoint.KeyRetired, CrashPoint.ErasureCounted, CrashPoint.ErasureRecorded, CrashPoint.KeysDestroyed, CrashPoint.AnswerLost, CrashPoint.HeadMoved, CrashPoint.CaughtUp];

    private protected abstract StorageProvider Provider { get; }

    private protected abstract IEnumerable<CrashPoint> Impossible { get; }

    private protected abstract Task<CrashStore> NewStoreAsync();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_one_history_is_signed_wherever_the_ledger_is_killed()
    {
        var (seed, started) = (Rounds.Seed(), Stopwatch.GetTimestamp());
        Say($"seed {seed}");
        var random = new Random(seed);
        var points = Enum.GetValues<CrashPoint>().Except(OfACheck).Except(OfTheChildren).Except(OfRetention).Except(Impossible).ToArray();
        random.Shuffle(points);
        var (acknowledged, signed) = (0, 0);
        foreach (var deaths in Enumerable.Range(0, Rounds.OfTheLedger).Select(death => points[death % points.Length]).Chunk(DeathsInALife))
        {
            using var life = new LedgerLife(await NewStoreAsync(), Provider);
            foreach (var point in deaths) await DieAsync(life, point, random);
            await EndAsync(life, random);
            (acknowledged, signed) = (acknowledged + life.Acknowledged, signed + life.Signed);
        }

        Say($"{Rounds.OfTheLedger} deaths at {Math.Min(points.Length, Rounds.OfTheLedger)} points, {acknowledged} acknowledged, 0 lost, {signed} heads signed, {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
    }

    private static async Task DieAsync(LedgerLife life, CrashPoint point, Random random)
    {
        var after = OnceAStart.Contains(point) ? 0 : random.Next(Seldom.Contains(point) ? 2 : 12);
        var what = $"start {life.Starts}, {point}, after {after}";
        await using var host = life.Start(random.Next(), "--point", point.ToString(), "--after", $"{after}");
        try
        {
            var next = await host.NextAsync();
            if (next == "open")
            {
                await life.HoldsAsync();
                await host.GoAsync();
                next = await host.NextAsync();
            }

            Assert.Equal($"at {point}", next);
            await host.KillAsync();
            life.Remember(host);
            life.HasGivenOut |= point == CrashPoint.CheckpointPublished;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{what}: {fault.Message}\n{string.Join('\n', host.Said.TakeLast(20))}", fault);
        }
    }

    private static async Task EndAsync(LedgerLife life, Random random)
    {
        await using var survivor = life.Start(random.Next());
        Assert.Equal("open", await survivor.NextAsync());
        await life.IsWholeAsync();
    }

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
