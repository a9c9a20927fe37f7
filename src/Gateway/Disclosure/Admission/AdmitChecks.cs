using System.Collections.Frozen;
using System.Threading.RateLimiting;
using Gateway.Agencies;
using Gateway.Rules.Policy;
using Microsoft.Extensions.Options;

namespace Gateway.Disclosure.Admission;

/// <summary>
/// Lets a check begin, or says at once that it cannot: nobody waits in a queue with a child before them. Purposes that can wait give way
/// first, and an agency whose systems flood the gateway is held back by itself; its urgent checks are counted apart from its others.
/// </summary>
internal sealed class AdmitChecks : IDisposable
{
    private readonly FrozenSet<Purpose> _urgent;
    private readonly ConcurrencyLimiter _all;
    private readonly ConcurrencyLimiter _thatCanWait;
    private readonly PartitionedRateLimiter<Lane> _agencies;

    public AdmitChecks(IOptions<AdmissionLimits> options)
    {
        var limits = options.Value;
        _urgent = limits.Urgent.Select(word => PurposeWords.TryRead(word, out var purpose) ? purpose : default).ToFrozenSet();
        _all = AtOnce(limits.AtOnce);
        _thatCanWait = AtOnce(limits.AtOnceThatCanWait);
        // The rate last: what it gives is not given back where there is no place.
        _agencies = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Lane, Lane>(lane => RateLimitPartition.GetConcurrencyLimiter(lane, _ => OfAgency(limits))),
            PartitionedRateLimiter.Create<Lane, Lane>(lane => RateLimitPartition.GetTokenBucketLimiter(lane, _ => Rate(limits))));
    }

    public Admitted Begin(Agency agency, Purpose purpose)
    {
        var lane = new Lane(agency.Id, _urgent.Contains(purpose));
        var own = _agencies.AttemptAcquire(lane);
        if (!own.IsAcquired) return Refuse(own, new Admitted.AgencyHeldBack());
        var thatCanWait = lane.IsUrgent ? null : _thatCanWait.AttemptAcquire();
        if (thatCanWait is { IsAcquired: false }) return Refuse(own, new Admitted.TooBusy(), thatCanWait);
        var any = _all.AttemptAcquire();
        return any.IsAcquired ? new Admitted.Yes([any, thatCanWait, own]) : Refuse(own, new Admitted.TooBusy(), thatCanWait, any);
    }

    public void Dispose()
    {
        _all.Dispose();
        _thatCanWait.Dispose();
        _agencies.Dispose();
    }

    private static Admitted Refuse(RateLimitLease own, Admitted refused, params ReadOnlySpan<RateLimitLease?> leases)
    {
        own.Dispose();
        foreach (var lease in leases) lease?.Dispose();
        return refused;
    }

    private static ConcurrencyLimiter AtOnce(int most) => new(new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 });

    private static ConcurrencyLimiterOptions OfAgency(AdmissionLimits limits) => new() { PermitLimit = limits.AgencyAtOnce, QueueLimit = 0 };

    private static TokenBucketRateLimiterOptions Rate(AdmissionLimits limits) => new()
    {
        TokenLimit = limits.AgencyTogether,
        TokensPerPeriod = Math.Max(1, limits.AgencyASecond / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(limits.AgencyASecond >= 10 ? 0.1 : 1.0 / limits.AgencyASecond),
        QueueLimit = 0,
    };

    private readonly record struct Lane(string Agency, bool IsUrgent);
}

/// <summary>Whether a check may begin.</summary>
internal abstract record Admitted
{
    private Admitted() { }

    /// <summary>Until it is disposed of it has a place.</summary>
    public sealed record Yes(RateLimitLease?[] Leases) : Admitted, IDisposable
    {
        public void Dispose()
        {
            foreach (var lease in Leases) lease?.Dispose();
        }
    }

    /// <summary>Its agency asks more than it may.</summary>
    public sealed record AgencyHeldBack : Admitted;

    /// <summary>There is too much at once for this purpose.</summary>
    public sealed record TooBusy : Admitted;
}
