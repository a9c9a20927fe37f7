using Gateway.Benchmarks.Drive;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Measures;

/// <summary>The gateway and its peer, side by side, with a count of what each has answered.</summary>
internal sealed class Pair(Bed bed, Site site, Bare bare) : IAsyncDisposable
{
    private const string Decisions = "select count(*) from ledger.entry where type = 2";

    // A notice to a council is a disclosure too, of the same interaction.
    private const string Disclosures = "select count(distinct interaction_id) from ledger.entry where type = 3";

    private long _checks;
    private long _inserts;

    public Site Site => site;

    public static async Task<Pair> StartAsync(Bed bed)
    {
        var site = await bed.SiteAsync(bed.Options.Sizes[0]);
        return new Pair(bed, site, await Bare.StartAsync(bed, site.Population));
    }

    public Task<Slot> ChecksAsync(Func<DriveOrder, DriveOrder>? change = null) => RunAsync(
        bed.Checks(site), change, () => (site.Gateway.Cpu, site.Simulator.Cpu, bed.Postgres.Cpu), result => _checks += result.Completed);

    public Task<Slot> InsertsAsync(Func<DriveOrder, DriveOrder>? change = null) => RunAsync(
        bed.Inserts(bare.Port, site.Population), change, () => (bare.Process.Cpu, 0, bed.Postgres.Cpu), result => _inserts += result.Completed);

    /// <summary>Two rows each, and the same three calls to the agencies.</summary>
    public Task<Slot> SameCallsAsync(Func<DriveOrder, DriveOrder>? change = null) => RunAsync(
        bed.Inserts(bare.Port, site.Population) with { Path = Peers.SameCalls.Path }, change,
        () => (bare.Process.Cpu, site.Simulator.Cpu, bed.Postgres.Cpu), result => _inserts += 2 * result.Completed);

    /// <summary>The same work before any time is taken: so many answers of each, the gateway's about the child asked for.</summary>
    public async Task SameWorkAsync()
    {
        DriveOrder Counted(DriveOrder order) => order with { Count = bed.Options.SameWork, Seconds = 60, NamesChild = order.Path == Site.Path };
        await ChecksAsync(Counted);
        await InsertsAsync(Counted);
        await SameCallsAsync(Counted);
        await AllRecordedAsync();
    }

    /// <summary>Every answer that was counted is in the database: two entries a check, one row an insert.</summary>
    public async Task AllRecordedAsync()
    {
        await AgreeAsync("decisions in the ledger", Decisions, site.Database, _checks);
        await AgreeAsync("disclosures in the ledger", Disclosures, site.Database, _checks);
        if (await bare.RowsAsync() != _inserts) throw new MeasureException("The bare endpoint answered for rows that are not in its table.");
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await bare.DisposeAsync();
    }

    private static async Task AgreeAsync(string what, string sql, string database, long expected)
    {
        var found = (long)(await Postgres.ExecuteAsync(database, sql))!;
        if (found != expected) throw new MeasureException($"{expected} checks were answered and there are {found} {what}.");
    }

    private async Task<Slot> RunAsync(
        DriveOrder order, Func<DriveOrder, DriveOrder>? change, Func<(double Service, double Simulator, double Postgres)> cpu, Action<DriveResult> count)
    {
        var before = cpu();
        var result = await bed.Generator.RunAsync(change?.Invoke(order) ?? order);
        var after = cpu();
        count(result);
        double Each(double seconds) => seconds * 1_000_000 / result.Completed;
        return new Slot(result, Each(after.Service - before.Service), Each(after.Simulator - before.Simulator), Each(after.Postgres - before.Postgres));
    }
}

/// <summary>One turn of one side. Processor time is in microseconds for each answer.</summary>
internal sealed record Slot(DriveResult Result, double ServiceCpu, double SimulatorCpu, double PostgresCpu)
{
    public double Cpu => ServiceCpu + SimulatorCpu + PostgresCpu;
}
