namespace Gateway.Rules.Consent;

/// <summary>One answer of one giver, as evidence for the gateway's own decisions. No narrative, no names (rulings, 24).</summary>
/// <param name="Id">The record.</param>
/// <param name="RecordedBy">The agency that recorded it and owns it.</param>
/// <param name="Kind">Which of the three things called consent.</param>
/// <param name="Scope">What it is about.</param>
/// <param name="Giver">As what the giver answered.</param>
/// <param name="Stage">Where it stood when it was last changed; see <see cref="StageOn"/>.</param>
/// <param name="RecordedAt">When, UTC.</param>
public sealed record ConsentRecord(
    Guid Id, string RecordedBy, ConsentKind Kind, ConsentScope Scope, GiverRole Giver, ConsentStage Stage, DateTimeOffset RecordedAt)
{
    /// <summary>How the answer was obtained.</summary>
    public Obtained Obtained { get; init; }

    /// <summary>The child's competence for this decision, where it was judged.</summary>
    public Competence? Competence { get; init; }

    /// <summary>The giver is suspected of being the source of harm: their answer is ignored.</summary>
    public bool SuspectedSourceOfHarm { get; init; }

    /// <summary>The ledger has an entry of it. Without one a yes does not count; a no always does.</summary>
    public bool IsEvidenced { get; init; }

    /// <summary>The ledger has never had an entry of it: it says nothing yet, and takes nobody's place. A no is never so.</summary>
    public bool IsUnrecorded { get; init; }

    /// <summary>The first day on which a review is due, or on which it is superseded.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>What that day brings: a review, or its end.</summary>
    public ReviewEffect ReviewBrings { get; init; }

    /// <summary>While its review is due it still stands.</summary>
    public bool StandsInReview { get; init; }

    /// <summary>The first day on which it has lapsed.</summary>
    public DateOnly? LapsesOn { get; init; }

    /// <summary>Where it stands on a day, whether or not anybody has written it down yet.</summary>
    public ConsentStage StageOn(DateOnly day)
    {
        if (Stage is not (ConsentStage.Given or ConsentStage.ReviewDue)) return Stage;
        var reached = ReviewOn <= day;
        if (reached && ReviewBrings == ReviewEffect.Superseded) return ConsentStage.Superseded;
        if (LapsesOn <= day) return ConsentStage.Lapsed;
        return reached ? ConsentStage.ReviewDue : Stage;
    }

    /// <summary>A yes that stands on a day: explicit, evidenced, specific, and neither lapsed nor in a review that suspends it.</summary>
    public bool StandsOn(DateOnly day) =>
        Obtained == Obtained.Explicit && IsEvidenced && Scope.IsSpecific
        && (StageOn(day) == ConsentStage.Given || (StageOn(day) == ConsentStage.ReviewDue && StandsInReview));

    /// <summary>A no: refused, or withdrawn.</summary>
    public bool IsNo => Stage is ConsentStage.Refused or ConsentStage.Withdrawn;

    /// <summary>It says something on a day. A draft, or what is not recorded, says nothing yet, and what is superseded nothing any more.</summary>
    public bool SpeaksOn(DateOnly day) => !IsUnrecorded && StageOn(day) is not (ConsentStage.Draft or ConsentStage.Superseded);
}
