using System.Diagnostics;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Gateway.Tests;

namespace Gateway.Benchmarks.Messages;

/// <summary>The broker is killed and stays away while referrals go on being sent: none is refused, none is lost, and what waited is gone soon after it is back.</summary>
internal static class BrokerAway
{
    private const double MostToDrain = 120;

    public static async Task RunAsync(MessagesOptions options, ReferralSite site, RabbitMqBroker broker, LoadReport report)
    {
        await Console.Error.WriteLineAsync($"Measuring: the broker away for {options.Minutes:0.##} minutes (load average {Machine.Load()})");
        var first = await site.SendAsync(1, 10, seed: 101);
        if (!await site.Reader.HasAsync([.. first.Select(each => each.Referral)], TimeSpan.FromSeconds(30))) throw new MeasureException("Nothing came while the broker was there.");
        await broker.AgeQueuesAsync();
        await broker.KillAsync();
        var posted = await site.SendAsync(options.Minutes * 60, options.Rate, seed: 102);
        var refused = posted.Count(each => !each.Accepted);
        // From the start of its process: what goes while it still opens its queues is counted too.
        var back = Stopwatch.GetTimestamp();
        await broker.StartAgainAsync();
        Guid[] sent = [.. posted.Where(each => each.Accepted).Select(each => each.Referral)];
        var drained = await site.Reader.HasAsync(sent, TimeSpan.FromSeconds(5 * MostToDrain));
        var took = Stopwatch.GetElapsedTime(back).TotalSeconds;
        var lost = sent.Count(referral => !site.Reader.Seen.ContainsKey(referral));
        var answers = posted.Select(each => Stopwatch.GetElapsedTime(each.Asked, each.Answered).TotalMilliseconds).Order().ToArray();
        report.Figures.Add(Figure.FromRounds("B14", "referrals refused while the broker was away", [refused], "", 0, 0, false) with { Of = $"of {posted.Length}; answered in {answers[answers.Length / 2]:0.0} ms, p99 {answers[(int)(answers.Length * 0.99)]:0} ms" });
        report.Figures.Add(Figure.FromRounds("B14", "referrals that did not arrive", [lost], "", 0, 0, false));
        report.Figures.Add(Figure.FromRounds("B14", "until everything that waited was at the council, from the broker's start", [drained ? took : double.PositiveInfinity], " s", MostToDrain, MostToDrain, false));
    }
}
