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

    /// <summary>The question is about an unborn child, and the subject is the mother.</summary>
    public bool Unborn { get; init; }

    /// <summary>The subject has died.</summary>
    public bool Deceased { get; init; }

    /// <summary>A pregnancy is recorded for the subject, or for a newborn subject's mother.</summary>
    public bool PregnancyRecorded { get; init; }

    /// <summary>The resolved consent or agreement; not sought unless somebody recorded one.</summary>
    public ConsentFacts Consent { get; init; }

    /// <summary>Facts about the request that change an outcome.</summary>
    public RequestFlags Flags { get; init; }

    /// <summary>How many children are asked about in one go; anything but one is refused.</summary>
    public int SubjectCount { get; init; } = 1;

    /// <summary>Items that a court order forbids to share.</summary>
    public ImmutableArray<Item> Prohibited { get; init; } = [];

    /// <summary>Items that a demand or an order names (compelled disclosure).</summary>
    public ImmutableArray<Item> Demanded { get; init; } = [];

    /// <summary>The risks that a professional declared with reasons; null where the defaults stand, which change nothing (rulings, 1).</summary>
    public RiskDeclared? Risk { get; init; }

    /// <summary>The written reason, where one was sent.</summary>
    public Justification? Justification { get; init; }

    /// <summary>Items that the asker's own organisation holds already (N5).</summary>
    public ImmutableArray<Item> AlreadyHeld { get; init; } = [];

    /// <summary>How many months the question looks back (N6).</summary>
    public int LookBackMonths { get; init; } = 12;

    /// <summary>Asked within office hours, so that the ordinary route is the shorter one (N4).</summary>
    public bool InHours { get; init; }
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
    /// <summary>Nobody could look, which says nothing of any child.</summary>
    NotLooked,
}
