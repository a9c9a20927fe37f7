using System.Diagnostics;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>The same loop as the peers have: round and round the requests until the time is up.</summary>
internal static class Loop
{
    private const int Batch = 64;

    public static PolicyTurn Typed(PolicyBundle policy, RequestFacts[] requests, double seconds) => Run(seconds, requests.Length, at =>
    {
        var decision = Decide.Request(policy, requests[at]);
        return decision.Items[0].Reason.Length;
    });

    public static PolicyTurn Bytes(PolicyBundle policy, byte[][] requests, double seconds)
    {
        var answer = new DecideBytes(policy);
        return Run(seconds, requests.Length, at => answer.Answer(requests[at]).Length);
    }

    private static PolicyTurn Run(double seconds, int requests, Func<int, int> decide)
    {
        var (decisions, reasons, at) = (0L, 0L, 0);
        var (began, cpu, allocated) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
        var until = began + (long)(seconds * Stopwatch.Frequency);
        while (Stopwatch.GetTimestamp() < until)
        {
            for (var i = 0; i < Batch; i++)
            {
                reasons += decide(at);
                if (++at == requests) at = 0;
            }

            decisions += Batch;
        }

        return new PolicyTurn(
            decisions, Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, reasons,
            GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}
