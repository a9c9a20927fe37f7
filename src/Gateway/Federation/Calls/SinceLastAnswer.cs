using Polly;
using Polly.CircuitBreaker;

namespace Gateway.Federation.Calls;

/// <summary>
/// Stands just inside the breaker and lets it count from the last answer on. A ratio over hours would hide a busy holder that
/// has just died behind its thousand answers, and a ratio over seconds never sees the council that is asked twice a night.
/// </summary>
internal sealed class SinceLastAnswer(CircuitBreakerManualControl breaker, CircuitBreakerStateProvider state) : ResilienceStrategy<Reply>
{
    private int _answered;

    protected override async ValueTask<Outcome<Reply>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Reply>>> callback, ResilienceContext context, TState given)
    {
        var outcome = await callback(context, given);
        if (outcome.Result is { IsWord: true }) Volatile.Write(ref _answered, 1);
        else if (Pipeline.IsFailure(outcome)) await ForgetWhatWentWellAsync();
        return outcome;
    }

    // Closing a closed breaker empties its counts; one that is open, trying or shut by hand is left alone.
    private async ValueTask ForgetWhatWentWellAsync()
    {
        if (Interlocked.Exchange(ref _answered, 0) == 1 && state.CircuitState == CircuitState.Closed) await breaker.CloseAsync(CancellationToken.None);
    }
}

internal sealed class SinceLastAnswerOptions : ResilienceStrategyOptions;
