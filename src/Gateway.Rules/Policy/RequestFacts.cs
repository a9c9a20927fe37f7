using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>What is known when the question arrives, before any custodian is asked.</summary>
/// <param name="At">The instant of the decision, UTC.</param>
/// <param name="Role">A role of the matrix, from the asker's token.</param>
/// <param name="Purpose">Why the question is asked.</param>
/// <param name="Items">What is asked for; each item at most once.</param>
public sealed record RequestFacts(DateTimeOffset At, string Role, Purpose Purpose, ImmutableArray<Item> Items)
{
    /// <summary>The relationship that the asker's agency confirmed; null where there is none.</summary>
    public Relationship? Relationship { get; init; }

    /// <summary>Whether the identity is exact; matching comes after the relationship (rulings, 27).</summary>
    public IdentityMatch Identity { get; init; } = IdentityMatch.Exact;

    /// <summary>Completed years of age, or null when not known.</summary>
    public int? AgeYears { get; init; }

    /// <summary>A pregnancy is recorded for the subject, or for a newborn subject's mother.</summary>
    public bool PregnancyRecorded { get; init; }

    /// <summary>Consent or agreement was given and stands; false where it was never asked for.</summary>
    public bool ConsentGiven { get; init; }

    /// <summary>Facts about the request that change an outcome.</summary>
    public RequestFlags Flags { get; init; }

    /// <summary>How many children are asked about in one go; anything but one is refused.</summary>
    public int SubjectCount { get; init; } = 1;

    /// <summary>Items that a court order forbids to share.</summary>
    public ImmutableArray<Item> Prohibited { get; init; } = [];

    /// <summary>Items that a demand or an order names (compelled disclosure).</summary>
    public ImmutableArray<Item> Demanded { get; init; } = [];
}

/// <summary>Flags known from the request (policy case format, "Flags").</summary>
[Flags]
public enum RequestFlags
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>A list, a wildcard or a rate breach.</summary>
    Bulk = 1,
    /// <summary>A conflict of interest, declared or detected.</summary>
    ConflictOfInterest = 2,
    /// <summary>An emergency, declared by the asker.</summary>
    Emergency = 4,
    /// <summary>A break-glass pattern alert on this practitioner.</summary>
    Anomaly = 8,
    /// <summary>The 2026 duty is in force for this date, area and purpose.</summary>
    DutyInForce = 16,
    /// <summary>The social worker is allocated to this child.</summary>
    Allocated = 32,
}

/// <summary>Whether the child asked about is identified.</summary>
public enum IdentityMatch : byte
{
    /// <summary>One child, exactly.</summary>
    Exact,
    /// <summary>More than one child fits.</summary>
    Ambiguous,
    /// <summary>No child fits.</summary>
    None,
    /// <summary>The number was replaced by another and cannot be resolved.</summary>
    Superseded,
}

/// <summary>What the record says that the rules need; known only after the custodians answered.</summary>
/// <param name="Shield">Whereabouts are protected.</param>
public sealed record RecordFacts(bool Shield)
{
    /// <summary>The young person agreed that a sensitive attendance may be listed.</summary>
    public bool SensitiveConsentGiven { get; init; }
}
