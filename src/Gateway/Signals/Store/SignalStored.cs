using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Identifiers;

namespace Gateway.Signals.Store;

/// <summary>How far the ledger was followed: the position after the last entry that was counted.</summary>
public sealed class LedgerFollowed
{
    public string Name { get; init; } = "";
    public long Position { get; init; }
}

/// <summary>A check on a child, as far as it counts, until it is part of a signal or too old to be. It names the child by a keyed digest.</summary>
public sealed class CheckSeen
{
    /// <summary>Where its disclosure stands in the ledger.</summary>
    public long Position { get; init; }

    public long ChildKey { get; init; }
    public string Agency { get; init; } = "";
    public string Kind { get; init; } = "";

    /// <summary>Who asked, as a keyed digest: asked again with a reason on one day it is the same check. Of what was stored before it was kept, 0.</summary>
    public long Asker { get; init; }

    public DateTimeOffset At { get; init; }
    public Rules.Signals.PlanSaid Plan { get; init; }
}

/// <summary>A run of checks on one child with no plan, of which the child's council is told once (rulings, 25).</summary>
public sealed class Signal
{
    private const int MostChecks = 500;

    private Signal() { }

    public Guid Id { get; private init; }

    /// <summary>Where the check that made it a run stands in the ledger.</summary>
    public long Position { get; private init; }

    public long ChildKey { get; private init; }
    public NhsNumber Child { get; private init; }
    public DateOnly DateOfBirth { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Checks up to here belong to this run, and make no other.</summary>
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>Who checked last: their council is told where nobody knows where the child lives.</summary>
    public string LastAgency { get; private init; } = "";

    /// <summary>Each check as its agency's kind, a digest of the agency, an instant and a digest of who asked.</summary>
    public string Checks { get; private set; } = "";

    /// <summary>The councils that were told, between blanks.</summary>
    public string Councils { get; private init; } = "";

    public DateTimeOffset NextTryAt { get; private init; }
    public DateTimeOffset? ToldAt { get; private init; }

    internal static Signal Of(CheckOfLedger last, long key, DateTimeOffset ends, IEnumerable<string> checks) => new()
    {
        Id = Guid.CreateVersion7(last.At),
        Position = last.Position,
        ChildKey = key,
        Child = last.Child.NhsNumber,
        DateOfBirth = last.Child.DateOfBirth,
        At = last.At,
        EndsAt = ends,
        LastAgency = last.Agency,
        Checks = string.Join(' ', checks),
        NextTryAt = last.At,
    };

    internal void Adds(string check)
    {
        if (Counted().Length < MostChecks) Checks = $"{Checks} {check}";
    }

    internal static string Kept(string kind, byte[] agency, DateTimeOffset at, long asker) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}:{Convert.ToHexStringLower(agency.AsSpan(0, 4))}:{at.ToUnixTimeMilliseconds()}:{asker:x}");

    /// <summary>The same person asked about the child before on this day.</summary>
    internal bool Has(long asker, DateTimeOffset at) => Checks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kept => kept.Split(':'))
        .Any(parts => parts.Length > 3 && long.Parse(parts[3], NumberStyles.HexNumber, CultureInfo.InvariantCulture) == asker
            && IsOneDay(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[2], CultureInfo.InvariantCulture)), at));

    internal static bool IsOneDay(DateTimeOffset one, DateTimeOffset other) => Agencies.LondonTime.Day(one) == Agencies.LondonTime.Day(other);

    internal ImmutableArray<(string Kind, string Agency, DateTimeOffset At)> Counted() =>
    [
        .. Checks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(kept => kept.Split(':'))
            .Select(parts => (parts[0], parts[1], DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[2], CultureInfo.InvariantCulture)))),
    ];
}
