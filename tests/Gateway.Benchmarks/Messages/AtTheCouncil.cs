using System.Diagnostics;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;

namespace Gateway.Benchmarks.Messages;

/// <summary>From the moment that the referrer is told that it was accepted until it is seen at the council; and from the moment that they asked.</summary>
internal static class AtTheCouncil
{
    public static async Task RunAsync(MessagesOptions options, ReferralSite site, LoadReport report)
    {
        await Console.Error.WriteLineAsync($"Measuring: from accepted to visible at the council (load average {Machine.Load()})");
        await site.SendAsync(options.Short ? 10 : 20, options.Rate, seed: 1);
        var (accepted, whole) = (new List<double>(), new List<double>());
        foreach (var round in Enumerable.Range(2, options.Rounds))
        {
            var posted = await site.SendAsync(options.Short ? 5 : 10, options.Rate, round);
            if (posted.Any(each => !each.Accepted)) throw new MeasureException("Some referral was not accepted.");
            if (!await site.Reader.HasAsync([.. posted.Select(each => each.Referral)], TimeSpan.FromSeconds(30))) throw new MeasureException("Some referral did not come.");
            accepted.AddRange(posted.Select(each => Milliseconds(each.Answered, site.Reader.Seen[each.Referral])));
            whole.AddRange(posted.Select(each => Milliseconds(each.Asked, site.Reader.Seen[each.Referral])));
        }

        Add(report, "P27", $"referral accepted to visible at its council, at {options.Rate:0} a second", accepted, 25, 100);
        Add(report, "P27", "the same from the moment that it was sent, with its own answer in it", whole, null, null);
    }

    private static void Add(LoadReport report, string code, string what, List<double> all, double? p50, double? p99)
    {
        var sorted = all.Order().ToArray();
        report.Figures.Add(Figure.FromRounds(code, what + ", p50", [At(sorted, 0.5)], " ms", p50, p50, false) with { Of = $"{sorted.Length} referrals" });
        report.Figures.Add(Figure.FromRounds(code, what + ", p99", [At(sorted, 0.99)], " ms", p99, p99, false));
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    // It may be there before the answer is.
    private static double Milliseconds(long from, long to) => Math.Max(0, Stopwatch.GetElapsedTime(from, to).TotalMilliseconds);
}
