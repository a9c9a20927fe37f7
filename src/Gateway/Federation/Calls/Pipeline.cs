using System.Threading.RateLimiting;
using Polly;
using Polly.CircuitBreaker;
using Polly.Hedging;
using Polly.Retry;
using Polly.Timeout;

namespace Gateway.Federation.Calls;

/// <summary>
/// The order in which a call is guarded, outermost first: bulkhead, breaker, one second attempt, replicas of the same holder,
/// the time of an attempt. The deadline of the whole question is held outside, where a client that ignores its token cannot
/// hold it up.
/// </summary>
internal static class Pipeline
{
    // With less than this to go a second attempt would only be cut off.
    private static readonly TimeSpan WorthAnother = TimeSpan.FromMilliseconds(100);

    public static ResiliencePipeline<Reply> Of(
        CallLimits limits, TimeProvider time, ConcurrencyLimiter places, ExtraCalls extra,
        CircuitBreakerManualControl breaker, CircuitBreakerStateProvider state, bool hasReplicas, ChaosOnCalls? chaos)
    {
        var line = new ResiliencePipelineBuilder<Reply> { TimeProvider = time }
            .AddStrategy(_ => new Bulkhead(places), new BulkheadOptions())
            .AddCircuitBreaker(Breaker(limits, breaker, state))
            .AddStrategy(_ => new SinceLastAnswer(breaker, state), new SinceLastAnswerOptions())
            .AddRetry(Again(limits, extra));
        if (hasReplicas) line.AddHedging(Replicas(limits, extra));
        line.AddTimeout(Attempt(limits));
        chaos?.Invoke(line);
        return line.Build();
    }

    private static CircuitBreakerStrategyOptions<Reply> Breaker(CallLimits limits, CircuitBreakerManualControl breaker, CircuitBreakerStateProvider state) => new()
    {
        MinimumThroughput = limits.BreakAfter,
        FailureRatio = 0.5,
        SamplingDuration = TimeSpan.FromHours(limits.BreakWindowHours),
        BreakDuration = TimeSpan.FromMilliseconds(limits.BreakMilliseconds),
        ShouldHandle = args => ValueTask.FromResult(IsFailure(args.Outcome)),
        ManualControl = breaker,
        StateProvider = state,
    };

    // Never blindly: to read may tell a council. Silence is not asked twice, and what was answered is not asked again.
    private static RetryStrategyOptions<Reply> Again(CallLimits limits, ExtraCalls extra) => new()
    {
        MaxRetryAttempts = 1,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = TimeSpan.FromMilliseconds(limits.RetryMilliseconds),
        ShouldHandle = args => ValueTask.FromResult(
            args.AttemptNumber == 0 && args.Outcome.Result is { MayBeSentAgain: true } reply && !(Call(args.Context).Posting.Once && reply.MayHaveBeenRead) && Call(args.Context).Left > WorthAnother && extra.TryTake()),
    };

    // Replicas are one holder: they tell one council once, by the id of the question.
    private static HedgingStrategyOptions<Reply> Replicas(CallLimits limits, ExtraCalls extra) => new()
    {
        MaxHedgedAttempts = 2,
        Delay = TimeSpan.FromMilliseconds(limits.ReplicaMilliseconds),
        ShouldHandle = args => ValueTask.FromResult(IsFailure(args.Outcome)),
        ActionGenerator = args => Call(args.PrimaryContext) is var call && call.Left > WorthAnother && extra.TryTake() && call.PointAtReplica(args.ActionContext)
            ? () => args.Callback(args.ActionContext)
            : null,
    };

    private static TimeoutStrategyOptions Attempt(CallLimits limits) => new()
    {
        // Nothing or less would switch the timeout off.
        TimeoutGenerator = args => ValueTask.FromResult(Call(args.Context) is var call ? Shortest(call.Longest(limits.Attempt), call.Left) : limits.Attempt),
    };

    /// <summary>Something is wrong with the holder, or with how we call it; to be called off is neither.</summary>
    internal static bool IsFailure(Outcome<Reply> outcome) => outcome.Result is { IsFailure: true } || outcome.Exception is not (null or OperationCanceledException);

    private static TimeSpan Shortest(TimeSpan attempt, TimeSpan left)
    {
        var shorter = left < attempt ? left : attempt;
        return shorter > TimeSpan.FromMilliseconds(1) ? shorter : TimeSpan.FromMilliseconds(1);
    }

    private static Call Call(ResilienceContext context) => context.Properties.GetValue(Calls.Call.Key, null!);
}
