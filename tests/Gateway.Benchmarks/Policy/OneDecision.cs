using System.Diagnostics;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>Times of one item's decision: each by itself, less what reading the clock takes, and the mean processor time in a loop that reads no clock.</summary>
internal static class OneDecision
{
    private const int Samples = 200_000;

    public static DecisionTimes Of(Grown grown, double seconds)
    {
        var loop = Loop.Typed(grown.Policy, grown.Requests, seconds);
        var single = Gaps(grown);
        var clock = Gaps(null);
        double Less(double part) => Math.Max(0, At(single, part) - At(clock, 0.5)) * 1e9 / Stopwatch.Frequency;
        return new DecisionTimes(Less(0.5), Less(0.99), loop.Cpu * 1000, (double)loop.Allocated / loop.Decisions);
    }

    private static long[] Gaps(Grown? grown)
    {
        var (gaps, reasons) = (new long[Samples], 0L);
        for (var i = 0; i < gaps.Length; i++)
        {
            var before = Stopwatch.GetTimestamp();
            if (grown is not null) reasons += Decide.Request(grown.Policy, grown.Requests[i % grown.Requests.Length]).Items[0].Reason.Length;
            gaps[i] = Stopwatch.GetTimestamp() - before;
        }

        GC.KeepAlive(reasons);
        Array.Sort(gaps);
        return gaps;
    }

    private static long At(long[] sorted, double part) => sorted[(int)(part * (sorted.Length - 1))];
}
