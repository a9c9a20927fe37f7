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
    public PolicyBundle? On(DateOnly day)
    {
        foreach (var policy in _newestFirst)
            if (policy.Period.From <= day) return policy.InForce(day) ? policy : null;
        return null;
    }

    /// <summary>The schedule of these versions.</summary>
    public static PolicySchedule Of(IEnumerable<PolicyBundle> policies) =>
        new([.. policies.DistinctBy(policy => policy.Sequence).OrderByDescending(policy => policy.Sequence)]);
}
