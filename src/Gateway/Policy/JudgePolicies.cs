using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>What may be put in force of what was read, and what may not. Pure.</summary>
internal static class JudgePolicies
{
    /// <param name="newestSeen">The version that was last in force, here or before a restart; null where none ever was.</param>
    /// <param name="rolesInUse">The roles that the register gives.</param>
    public static Judged Of(
        ImmutableArray<(string Name, PolicyReading Reading)> read, PolicyBundle? current, SeenPolicy? newestSeen, IReadOnlySet<string> rolesInUse)
    {
        var sound = new List<PolicyBundle>();
        var refused = ImmutableArray.CreateBuilder<RefusedPolicy>();
        foreach (var (name, reading) in read.RemoveAll(one => IsHistory(one.Reading, read, newestSeen)))
            if (Faults(reading, sound, newestSeen, rolesInUse) is { IsEmpty: false } faults) refused.Add(new RefusedPolicy(name, faults));
            else if (reading is PolicyReading.Valid { Policy: var policy }) sound.Add(policy);
        return new Judged(PolicySchedule.Of(current is null ? sound : sound.Prepend(current)), refused.ToImmutable());
    }

    // An older version beside the one that replaced it is history; alone, it is somebody going back.
    private static bool IsHistory(PolicyReading reading, ImmutableArray<(string Name, PolicyReading Reading)> read, SeenPolicy? seen) =>
        reading is PolicyReading.Valid { Policy: var policy } && policy.Sequence < seen?.Sequence
        && read.Any(one => one.Reading is PolicyReading.Valid { Policy: var newer } && newer.Sequence >= seen.Sequence);

    private static ImmutableArray<string> Faults(PolicyReading reading, List<PolicyBundle> before, SeenPolicy? seen, IReadOnlySet<string> rolesInUse) => reading switch
    {
        PolicyReading.Faulty faulty => faulty.Faults,
        PolicyReading.Valid { Policy: var policy } => [.. Faults(policy, before, seen), .. Unknown(policy, rolesInUse)],
        _ => throw new InvalidOperationException(),
    };

    private static IEnumerable<string> Faults(PolicyBundle policy, List<PolicyBundle> before, SeenPolicy? seen)
    {
        if (policy.Sequence < seen?.Sequence) yield return $"sequence {policy.Sequence} is older than {seen.Sequence}, which was in force";
        else if (policy.Sequence == seen?.Sequence && !policy.Hash.Span.SequenceEqual(seen.Hash)) yield return $"sequence {policy.Sequence} was in force with other files";
        if (before.Any(other => other.Sequence == policy.Sequence)) yield return $"sequence {policy.Sequence} stands in another folder too";
    }

    private static IEnumerable<string> Unknown(PolicyBundle policy, IReadOnlySet<string> rolesInUse) =>
        rolesInUse.Where(role => policy.Role(role) is null).Order(StringComparer.Ordinal).Select(role => $"roles.csv: the register gives the role '{role}', which is missing");
}

/// <summary>What may be put in force, and what was refused.</summary>
internal sealed record Judged(PolicySchedule Schedule, ImmutableArray<RefusedPolicy> Refused);

/// <summary>A version that is not put in force, and everything that is wrong with it.</summary>
internal sealed record RefusedPolicy(string Name, ImmutableArray<string> Faults);
