using System.Collections.Concurrent;
using System.Diagnostics;
using Gateway.Audit;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Ledger;

/// <summary>What callers saw of the ledger in one turn.</summary>
/// <param name="PerSecond">Acknowledged appends a second.</param>
/// <param name="Batch">Entries in a commit, on average.</param>
/// <param name="P99">Of the time from the call to the acknowledgement, in milliseconds.</param>
internal sealed record OwnTurn(double PerSecond, double Batch, double P50, double P99)
{
    /// <summary>A closed loop of callers, each with one entry at a time.</summary>
    public static async Task<OwnTurn> RunAsync(Audit.Ledger ledger, int callers, double seconds, Func<int, int, LedgerEntry> made)
    {
        var turns = new int[callers];
        var batches = new ConcurrentDictionary<long, bool>();
        var until = Stopwatch.GetTimestamp() + (long)(seconds * Stopwatch.Frequency);
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(ledger, () => made(caller, turns[caller]++), until, batches))));
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var sorted = times.SelectMany(one => one).Order().ToArray();
        return new OwnTurn(sorted.Length / took, (double)sorted.Length / batches.Count, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }

    private static async Task<List<double>> CallAsync(Audit.Ledger ledger, Func<LedgerEntry> made, long until, ConcurrentDictionary<long, bool> batches)
    {
        var times = new List<double>();
        while (Stopwatch.GetTimestamp() < until)
        {
            var entry = made();
            var started = Stopwatch.GetTimestamp();
            if (await ledger.AppendAsync(entry) is not AppendResult.Recorded { Receipt: var receipt }) throw new MeasureException("An entry was not recorded.");
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            batches.TryAdd(receipt.TreeSize, true);
        }

        return times;
    }
}
