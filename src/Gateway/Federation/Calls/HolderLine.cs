using System.Threading.RateLimiting;
using Gateway.Agencies;
using Gateway.Federation.Verified;
using Gateway.Hosting;
using Gateway.Rules.Federation;
using Polly;
using Polly.CircuitBreaker;

namespace Gateway.Federation.Calls;

/// <summary>Everything that is remembered of how one holder answers, and the pipeline that each call of it goes through.</summary>
internal sealed class HolderLine : IDisposable
{
    private static readonly Reply NoTime = new Reply.Nothing(Because.NotAsked, Reached.NotSent);
    private static readonly Reply Skipped = new Reply.Nothing(Because.NotAsked, Reached.NotSent);
    private static readonly Reply LeftAlone = new Reply.Nothing(Because.Busy, Reached.NotSent);
    private static readonly Reply NotBelieved = new Reply.Nothing(Because.RejectedUnverified, Reached.Answered);
    private static readonly Reply Fault = new Reply.Nothing(Because.RejectedUnverified, Reached.Answered);

    private readonly string _id;
    private readonly CustodianHttp _http;
    private readonly CallLimits _limits;
    private readonly TimeProvider _time;
    private readonly ConcurrencyLimiter _places;
    private readonly ExtraCalls _extra;
    private readonly AnswerProof _proof;
    private readonly SendOnce _send;
    private readonly ResiliencePipeline<Reply> _pipeline;
    private long _leftAloneUntil = long.MinValue;

    public HolderLine(Holder holder, CallLimits limits, CustodianHttp http, TimeProvider time, ChaosOnCalls? chaos)
    {
        (_id, _http, _limits, _time, _extra, _proof) = (holder.Id, http, limits, time, new ExtraCalls(limits.ExtraShare), AnswerProof.Of(holder));
        _places = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = limits.AtOnce, QueueLimit = limits.Waiting });
        _send = new SendOnce(http, limits.Fair, time);
        _pipeline = Pipeline.Of(limits, time, _places, _extra, Breaker, State, holder.Addresses.Length > 1, chaos);
    }

    public CircuitBreakerStateProvider State { get; } = new();

    /// <summary>An operator may shut a holder off by hand; it is then not asked, and nothing counts against it.</summary>
    public CircuitBreakerManualControl Breaker { get; } = new();

    public async Task<Reply> AskAsync(Call call, CancellationToken cancel)
    {
        // A timeout of nothing would be no timeout at all: without time nobody is asked.
        if (call.Left <= TimeSpan.Zero) return NoTime;
        if (_time.GetTimestamp() < Volatile.Read(ref _leftAloneUntil)) return LeftAlone;
        // A question without a fair time cannot tell whether a holder is well again.
        if (State.CircuitState != CircuitState.Closed && call.Left < _limits.Fair) return Skipped;
        _extra.CountCall();
        var reply = await ThroughAsync(call, cancel);
        if (reply is Reply.Nothing { LeaveAlone: { } asked }) LeaveAlone(asked);
        return Believed(reply, call);
    }

    public void Dispose()
    {
        _places.Dispose();
        _http.Dispose();
    }

    private async Task<Reply> ThroughAsync(Call call, CancellationToken cancel)
    {
        var context = ResilienceContextPool.Shared.Get(cancel);
        context.Properties.Set(Call.Key, call);
        try
        {
            var outcome = await _pipeline.ExecuteOutcomeAsync(static (attempt, send) => send.AttemptAsync(attempt), context, _send);
            return outcome switch
            {
                { Result: { } reply } => reply,
                { Exception: BrokenCircuitException } => Skipped,
                { Exception: OperationCanceledException } => new Reply.Nothing(Because.TimedOut, Reached.Hurried),
                _ => Fault,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private Reply Believed(Reply reply, Call call)
    {
        if (reply is not Reply.Body body || _proof.Against(body.Bytes, body.Signature, call.Digest, call.Posting.RequestId) is not { } doubt) return reply;
        Telemetry.CountDoubt(_id, doubt.Word());
        return NotBelieved;
    }

    private void LeaveAlone(TimeSpan asked)
    {
        var time = asked < _limits.LeaveAlone ? asked : _limits.LeaveAlone;
        Volatile.Write(ref _leftAloneUntil, _time.GetTimestamp() + (long)(time.TotalSeconds * _time.TimestampFrequency));
    }
}
