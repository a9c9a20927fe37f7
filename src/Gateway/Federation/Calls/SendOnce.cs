using Gateway.Hosting;
using Gateway.Rules.Federation;
using Polly;

namespace Gateway.Federation.Calls;

/// <summary>The innermost of the pipeline: one sending, given up when its time is over even where the client does not listen.</summary>
internal sealed class SendOnce(CustodianHttp http, TimeSpan fair, TimeProvider time)
{
    private static readonly Reply NoTime = new Reply.Nothing(Because.TimedOut, Reached.NotSent);

    public async ValueTask<Outcome<Reply>> AttemptAsync(ResilienceContext attempt)
    {
        var call = attempt.Properties.GetValue(Call.Key, null!);
        if (call.Left <= TimeSpan.Zero) return Outcome.FromResult(NoTime);
        var started = time.GetTimestamp();
        var sending = http.PostAsync(call.AddressFor(attempt), call.Posting, call.Digest, attempt.CancellationToken);
        try
        {
            return Outcome.FromResult(await sending.WaitAsync(attempt.CancellationToken));
        }
        catch (OperationCanceledException)
        {
            if (!sending.IsCompleted) Telemetry.CountOutlived(sending);
            var reached = time.GetElapsedTime(started) < fair ? Reached.Hurried : Reached.Silence;
            return Outcome.FromResult<Reply>(new Reply.Nothing(Because.TimedOut, reached));
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return Outcome.FromException<Reply>(fault);
        }
    }
}
