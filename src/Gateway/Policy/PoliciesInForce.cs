using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>
/// The policy in force, as one immutable bundle. A question takes <see cref="Current"/> once and passes it on, so it is
/// decided, recorded and answered wholly by what it took.
/// </summary>
public sealed class PoliciesInForce(TimeProvider time)
{
    private volatile PolicySchedule _schedule = PolicySchedule.Empty;
    private volatile int _recorded = int.MaxValue;

    /// <summary>What is in force now, or null: then nothing may be decided. Take it once.</summary>
    public PolicyBundle? Current => _schedule.On(Today, _recorded);

    /// <summary>The version with this hash, in force or not; null where it does not lie here.</summary>
    public PolicyBundle? Known(ReadOnlySpan<byte> hash)
    {
        foreach (var policy in _schedule.All)
            if (policy.Hash.Span.SequenceEqual(hash)) return policy;
        return null;
    }

    /// <summary>Every role of what is in force now.</summary>
    public ImmutableArray<string> RoleNames => Current?.RoleNames ?? [];

    internal DateOnly Today => LondonTime.Day(time.GetUtcNow());

    /// <summary>The sequence of the newest version of which the ledger says that it is in force: none newer decides anything.</summary>
    internal int Recorded
    {
        get => _recorded;
        set => _recorded = value;
    }

    /// <summary>The versions that are known; whoever took a bundle before keeps it.</summary>
    internal PolicySchedule Schedule
    {
        get => _schedule;
        set => _schedule = value;
    }

    /// <summary>Reads what lies in the folder at the start. Without a sound version in force there is no start, and every fault is listed.</summary>
    internal static PoliciesInForce Load(PolicyFolder folder, TimeProvider time)
    {
        var read = folder.Read();
        var policies = new PoliciesInForce(time) { Schedule = PolicySchedule.Of(read.Select(one => one.Reading).OfType<PolicyReading.Valid>().Select(valid => valid.Policy)) };
        if (policies.Current is not null) return policies;
        throw new StartRefusedException(
        [
            "No policy can be put in force.",
            .. read.SelectMany(one => one.Reading is PolicyReading.Faulty faulty
                ? faulty.Faults.Select(fault => $"{one.Name} {fault}".TrimStart())
                : [$"{one.Name} is not in force today".TrimStart()]),
        ]);
    }
}
