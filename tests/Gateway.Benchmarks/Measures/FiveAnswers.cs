using Gateway.Benchmarks.Drive;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Measures;

/// <summary>Whole checks with five signed answers each: as many as go while agencies, database and generator have the same cores, and what one takes at 500 a second.</summary>
internal static class FiveAnswers
{
    private const int Rate = 500;
    private const int Custodians = 5;

    public static async Task RunAsync(Bed bed, LoadReport report)
    {
        await using var site = await bed.SiteAsync(bed.Options.Sizes[0], custodians: Custodians);
        var (closed, open) = (new List<DriveResult>(), new List<DriveResult>());
        await WarmUp.UntilSettledAsync(async () => (await bed.Generator.RunAsync(bed.Checks(site) with { Seconds = bed.Options.WarmUpSeconds })) is var turn ? 1 / turn.PerSecond : 0);
        for (var round = 0; round <= bed.Options.Rounds; round++)
        {
            var fast = await bed.Generator.RunAsync(bed.Checks(site));
            var fixedRate = await bed.Generator.RunAsync(bed.Checks(site) with { Rate = Rate, Connections = OwnShare.Connections });
            if (round == 0) continue;
            closed.Add(fast);
            open.Add(fixedRate);
        }

        report.Figures.Add(Figure.FromRounds("", "Checks a second with five signed answers each", [.. closed.Select(turn => turn.PerSecond)], "/s", Rate, Rate, true) with
        {
            Of = $"at {Rate} a second: p50 {open.Select(turn => turn.Whole.P50).Median():0.0} ms, p99 {open.Select(turn => turn.Whole.P99).Median():0.0} ms, own share p50 {open.Select(turn => turn.Own.P50).Median():0.0} ms; {open.Sum(turn => turn.Failed)} failed",
        });
    }
}
