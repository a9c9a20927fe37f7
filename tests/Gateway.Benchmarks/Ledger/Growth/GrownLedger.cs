using Gateway.Benchmarks.Processes;
using System.Diagnostics;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Ledger.Growth;

/// <summary>A ledger that already has so many entries, open, and what was measured of it.</summary>
internal sealed class GrownLedger(long size, Audit.Ledger ledger, TimeSpan opened) : IDisposable
{
    private const int Page = 20;
    private const int Searches = 400;
    private readonly List<double> _cost = [], _p99 = [], _searches = [];
    private int _turn;

    public long Size => size;

    public double Cost => _cost.Median();

    /// <summary>Appends about children who may be anywhere in the index, then searches for children who have been asked about.</summary>
    public async Task RoundAsync(GrowthOptions options, bool counts)
    {
        if (!counts) await OwnTurn.RunAsync(ledger, LedgerOptions.Callers, options.Seconds, MadeEntries.Of);
        var own = await OwnTurn.RunAsync(ledger, LedgerOptions.Callers, options.Seconds, MadeEntries.OfAnybody);
        var searches = await SearchAsync();
        if (!counts) return;
        _cost.Add(1_000_000 / own.PerSecond);
        _p99.Add(own.P99);
        _searches.AddRange(searches);
    }

    public void Add(string store, LoadReport report)
    {
        var sorted = _searches.Order().ToArray();
        report.Figures.Add(Figure.FromRounds("L5", $"{store}, {size:N0} entries: time for an append", _cost, " µs", null, null, false) with
        {
            Of = $"p99 {_p99.Median():0.00} ms from {LedgerOptions.Callers} callers; opened and re-hashed in {opened.TotalSeconds:0.0} s",
        });
        var p99 = sorted[(int)(sorted.Length * 0.99)];
        report.Figures.Add(new Figure("L6", $"{store}, {size:N0} entries: who has asked about this child, p99", p99, " ms", 20, null, false)
        {
            Lowest = sorted[0],
            Highest = sorted[^1],
            Of = $"p50 {sorted[sorted.Length / 2]:0.00} ms; {sorted.Length:N0} searches, {Page} entries opened and proven at most",
        });
    }

    public void Dispose() => ledger.Dispose();

    private async Task<List<double>> SearchAsync()
    {
        var times = new List<double>(Searches);
        for (var search = 0; search < Searches; search++)
        {
            var started = Stopwatch.GetTimestamp();
            var history = await ledger.History.ReadAsync(new AccessOf.ToChild(MadeEntries.Number(_turn++)), null, Page, default);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (history.Entries.Length == 0 || history.Gaps.Length > 0) throw new MeasureException("A history is not whole.");
        }

        return times;
    }
}
