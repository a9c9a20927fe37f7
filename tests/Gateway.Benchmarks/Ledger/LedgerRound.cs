using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Ledger;

/// <summary>One round on one store.</summary>
/// <param name="Bare">Rows a second of the bare loop, in batches of the size that the ledger made.</param>
/// <param name="FullCommit">One bare commit of 256 entries, in milliseconds.</param>
/// <param name="SingleRows">Single-row inserts a second from 64 clients; null on SQLite.</param>
internal sealed record LedgerRound(OwnTurn Own, double Bare, double FullCommit, OwnTurn OneByOne, double? SingleRows)
{
    public static void Add(string store, List<LedgerRound> rounds, LoadReport report)
    {
        void Figure(string code, string what, Func<LedgerRound, double> value, string unit, double floor, bool higher, string of) =>
            report.Figures.Add(Gateway.Benchmarks.Report.Figure.FromRounds(code, $"{store}: {what}", [.. rounds.Select(value)], unit, floor, null, higher) with { Of = of });

        var own = rounds.Select(round => round.Own.PerSecond).Median();
        var batch = rounds.Select(round => round.Own.Batch).Median();
        Figure("L1", "acknowledged appends a second; beside a bare loop that commits the same bytes in batches of the same size",
            round => round.Own.PerSecond / round.Bare, "x", 0.8, true, $"{own:N0}/s in batches of {batch:0.0}; beside {rounds.Select(round => round.Bare).Median():N0}/s");
        if (rounds[0].SingleRows is not null)
            Figure("L2", "the same; beside pgbench with single-row inserts from 64 clients",
                round => round.Own.PerSecond / round.SingleRows!.Value, "x", 1.2, true, $"beside {rounds.Select(round => round.SingleRows!.Value).Median():N0}/s");
        Figure("L3", "the same; beside our own writer with one entry in a commit",
            round => round.Own.PerSecond / round.OneByOne.PerSecond, "x", 4, true, $"beside {rounds.Select(round => round.OneByOne.PerSecond).Median():N0}/s");
        Figure("L4", "p99 of an append; beside one bare commit of 256 entries",
            round => round.Own.P99 / round.FullCommit, "x", 2, false,
            $"p50 {rounds.Select(round => round.Own.P50).Median():0.00} ms, p99 {rounds.Select(round => round.Own.P99).Median():0.00} ms; beside {rounds.Select(round => round.FullCommit).Median():0.00} ms");
    }
}
