using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Policy;

/// <summary>P8 and P9: one item's decision under the whole policy, under a hundred times its cells, and while a policy is put in force.</summary>
internal static class Alone
{
    public static async Task RunAsync(PolicyOptions options, PolicyPeer own, LoadReport report)
    {
        Task<DecisionTimes[]> TimesAsync(double seconds) => own.AskAsync($"times {seconds:R}", 2 * seconds + 60, PolicyJson.Default.DecisionTimesArray);
        await TimesAsync(options.WarmUpSeconds / 2);
        var rounds = new List<DecisionTimes[]>();
        for (var round = 0; round < options.Rounds; round++) rounds.Add(await TimesAsync(options.Seconds / 2));
        AddTimes(rounds, report);
        var reloads = new List<ReloadTimes>();
        for (var round = 0; round <= options.Rounds; round++)
            if (await own.AskAsync("reload", 60, PolicyJson.Default.ReloadTimes) is var reload && round > 0) reloads.Add(reload);
        AddReloads(reloads, report);
    }

    private static void AddTimes(List<DecisionTimes[]> rounds, LoadReport report)
    {
        double Middle(Func<DecisionTimes[], double> of) => rounds.Select(of).Median();
        report.Figures.Add(Figure.FromRounds("P8", "One item's decision under the whole policy, p50", [.. rounds.Select(r => r[0].P50)], " ns", 2000, 300, higherIsBetter: false) with
        {
            Of = $"p99 {Middle(r => r[0].P99):N0} ns; mean processor time of a loop {Middle(r => r[0].Mean):N0} ns; {Middle(r => r[0].Bytes):N0} B allocated",
        });
        report.Figures.Add(Figure.FromRounds("P9", $"The same with {OwnProcess.GrownTo} times the cells, mean processor time; beside the policy as it is", [.. rounds.Select(r => r[1].Mean / r[0].Mean)], "x", 3, 1.6, higherIsBetter: false) with
        {
            Of = $"{Middle(r => r[1].Mean):N0} ns beside {Middle(r => r[0].Mean):N0} ns; p50 {Middle(r => r[1].P50):N0} ns",
        });
    }

    private static void AddReloads(List<ReloadTimes> reloads, LoadReport report)
    {
        report.Figures.Add(Figure.FromRounds("C5", "A policy of 10,000 rows, from its text until it is in force", [.. reloads.Select(r => r.Milliseconds)], " ms", 1000, 1000, higherIsBetter: false));
        report.Figures.Add(Figure.FromRounds("C5", "The longest pause between two decisions meanwhile", [.. reloads.Select(r => r.LongestPause)], " ms", null, 5, higherIsBetter: false) with
        {
            Of = $"as long without a reload {reloads.Select(r => r.PauseAtRest).Median():0.0} ms",
        });
    }
}
