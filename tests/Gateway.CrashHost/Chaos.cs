using System.Text;
using Gateway.Federation.Calls;
using Gateway.Federation.Verified;
using Gateway.Rules.Federation;
using Polly;
using Polly.Simmy;

namespace Gateway.CrashHost;

/// <summary>Spoils a share of all sendings: thrown faults, silence, answers of somebody else and answers that are none.</summary>
internal static class Chaos
{
    // What would hurt most: a body that says "nothing" and that no holder signed.
    private static readonly byte[] Nothing = Encoding.UTF8.GetBytes("""{"requestId":"00000000-0000-0000-0000-000000000000","custodian":"nobody","asOf":"2026-11-22T02:10:00Z","items":[]}""");

    private static readonly AnswerSignature Unsigned = new("", "", "");

    /// <param name="share">Of the sendings, from 0 to 1, for each kind of spoiling.</param>
    public static ChaosOnCalls At(double share, int seed)
    {
        var random = new Random(seed);
        double Next()
        {
            lock (random) return random.NextDouble();
        }

        return line => line
            .AddChaosLatency(new() { InjectionRate = share, Randomizer = Next, Latency = TimeSpan.FromMilliseconds(20) })
            .AddChaosFault(new() { InjectionRate = share, Randomizer = Next, FaultGenerator = _ => ValueTask.FromResult<Exception?>(Fault(Next())) })
            .AddChaosOutcome(new() { InjectionRate = share, Randomizer = Next, OutcomeGenerator = _ => ValueTask.FromResult<Outcome<Reply>?>(Outcome.FromResult(Spoilt(Next()))) });
    }

    private static Exception Fault(double chance) => chance switch
    {
        < 0.3 => new HttpRequestException(HttpRequestError.ConnectionError),
        < 0.6 => new IOException(),
        _ => new InvalidOperationException(),
    };

    private static Reply Spoilt(double chance) => chance switch
    {
        < 0.2 => new Reply.Nothing(Because.NoReply, Reached.CutOff),
        < 0.4 => new Reply.Nothing(Because.TimedOut, Reached.Silence),
        < 0.6 => new Reply.Nothing(Because.Busy, Reached.Answered) { LeaveAlone = TimeSpan.FromMilliseconds(1) },
        < 0.8 => new Reply.Body(Nothing, Unsigned),
        _ => new Reply.Body(ReadOnlyMemory<byte>.Empty, Unsigned),
    };
}
