using System.Threading.RateLimiting;
using Gateway.Rules.Federation;
using Polly;

namespace Gateway.Federation.Calls;

/// <summary>So many calls of one holder at once, and a few that wait; the others are told at once that it is busy. One slow holder cannot hold every thread and socket.</summary>
internal sealed class Bulkhead(ConcurrencyLimiter places) : ResilienceStrategy<Reply>
{
    private static readonly Reply Full = new Reply.Nothing(Because.Busy, Reached.NotSent);
    private static readonly Reply Waited = new Reply.Nothing(Because.TimedOut, Reached.NotSent);

    protected override async ValueTask<Outcome<Reply>> ExecuteCore<TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<Reply>>> callback, ResilienceContext context, TState state)
    {
        RateLimitLease place;
        try
        {
            place = await places.AcquireAsync(1, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Outcome.FromResult(Waited);
        }

        using (place) return place.IsAcquired ? await callback(context, state) : Outcome.FromResult(Full);
    }
}

internal sealed class BulkheadOptions : ResilienceStrategyOptions;
