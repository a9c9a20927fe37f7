using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>
/// The versions that may be in force, newest first. Of those whose period has begun the newest counts; where it has ended
/// nothing is in force, for an older version is never gone back to. Immutable.
/// </summary>
public sealed class PolicySchedule
{
    private readonly PolicyBundle[] _newestFirst;

    private PolicySchedule(PolicyBundle[] newestFirst) => _newestFirst = newestFirst;

    /// <summary>No version at all.</summary>
    public static PolicySchedule Empty { get; } = new([]);

    /// <summary>The versions, newest first.</summary>
    public ImmutableArray<PolicyBundle> All => [.. _newestFirst];

    /// <summary>The version in force on a day, or null.</summary>
    /// <param name="recorded">The newest of which the ledger says that it is in force; a newer one does not count yet.</param>
    public PolicyBundle? On(DateOnly day, int recorded = int.MaxValue)
    {
        foreach (var policy in _newestFirst)
            if (policy.Sequence <= recorded && policy.Period.From <= day) return policy.InForce(day) ? policy : null;
        return null;
    }

    /// <summary>The schedule of these versions.</summary>
    public static PolicySchedule Of(IEnumerable<PolicyBundle> policies) =>
        new([.. policies.DistinctBy(policy => policy.Sequence).OrderByDescending(policy => policy.Sequence)]);
}
