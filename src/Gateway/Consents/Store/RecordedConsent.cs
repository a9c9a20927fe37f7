using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;

namespace Gateway.Consents.Store;

/// <summary>
/// One answer as it is kept: evidence, no narrative and no names (rulings, 24). The child stands as a keyed hash. It belongs
/// to the agency that recorded it, whose own record the reference names.
/// </summary>
public sealed class RecordedConsent
{
    private RecordedConsent() { }

    public Guid Id { get; private init; }
    public byte[] Child { get; private init; } = [];
    public string Agency { get; private init; } = "";
    public string Reference { get; private init; } = "";
    public ConsentKind Kind { get; private init; }
    public GiverRole Giver { get; private init; }
    public Obtained Obtained { get; private init; }
    public bool SuspectedSourceOfHarm { get; private init; }
    public string Items { get; private init; } = "";
    public string Recipients { get; private init; } = "";
    public string Purposes { get; private init; } = "";
    public DateOnly? GivenOn { get; private init; }
    public DateOnly? ExpiresOn { get; private init; }
    public string RecordedBy { get; private init; } = "";
    public DateTimeOffset RecordedAt { get; private init; }

    public Guid? CompetenceId { get; private init; }
    public CompetenceKind? CompetenceKind { get; private init; }
    public bool? Understands { get; private init; }
    public bool? SeesConsequences { get; private init; }
    public bool? Weighs { get; private init; }
    public bool? FreeOfPressure { get; private init; }
    public DateOnly? AssessedOn { get; private init; }

    public ConsentStage Stage { get; private set; }
    public DateOnly? ReviewOn { get; private set; }
    public ReviewTrigger? ReviewBecause { get; private set; }
    public ReviewEffect ReviewBrings { get; private set; }
    public bool StandsInReview { get; private set; }
    public DateOnly? LapsesOn { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public GiverRole? WithdrawnBy { get; private set; }

    /// <summary>When it ended: from here on its agency's retention counts. None while it speaks.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The ledger's entry of the newest step. Without one a yes does not count.</summary>
    public Guid? LedgerEntry { get; private set; }

    /// <summary>Whose place it takes once it is in the ledger, each as it then stood, such as <c>id=0</c>. Until then they stand.</summary>
    public string Replaces { get; private set; } = "";

    /// <summary>Grows with each step, so that of two who change it at once one is told.</summary>
    public int Version { get; private set; }

    internal static RecordedConsent Of(Guid id, byte[] child, string agency, string practitioner, ConsentCommand.Record command, ReviewPlan? plan, DateTimeOffset now)
    {
        var recorded = new RecordedConsent
        {
            Id = id,
            Child = child,
            Agency = agency,
            Reference = command.Reference,
            Kind = command.Kind,
            Giver = command.Giver,
            Obtained = command.Obtained,
            SuspectedSourceOfHarm = command.SuspectedSourceOfHarm,
            Items = string.Join(' ', command.Scope.Items.Select(item => item.Word())),
            Recipients = string.Join(' ', command.Scope.Recipients),
            Purposes = string.Join(' ', command.Scope.Purposes.Select(purpose => purpose.Word())),
            GivenOn = command.GivenOn,
            ExpiresOn = command.ExpiresOn,
            RecordedBy = practitioner,
            RecordedAt = now,
            CompetenceId = command.Competence is null ? null : Guid.CreateVersion7(now),
            CompetenceKind = command.Competence?.Kind,
            Understands = command.Competence?.Understands,
            SeesConsequences = command.Competence?.SeesConsequences,
            Weighs = command.Competence?.Weighs,
            FreeOfPressure = command.Competence?.FreeOfPressure,
            AssessedOn = command.Competence?.AssessedOn,
            Stage = command.Stage,
            EndedAt = command.Stage == ConsentStage.Refused ? now : null,
        };
        recorded.Follow(plan);
        return recorded;
    }

    /// <summary>As a value of the rules.</summary>
    internal ConsentRecord Value() => new(Id, Agency, Kind, new ConsentScope(WordList.Items(Items), WordList.Of(Recipients), WordList.Purposes(Purposes)), Giver, Stage, RecordedAt)
    {
        Obtained = Obtained,
        Competence = Judged(),
        SuspectedSourceOfHarm = SuspectedSourceOfHarm,
        IsEvidenced = LedgerEntry is not null,
        IsUnrecorded = LedgerEntry is null && Version == 0 && Stage is not (ConsentStage.Refused or ConsentStage.Withdrawn),
        ReviewOn = ReviewOn,
        ReviewBrings = ReviewBrings,
        StandsInReview = StandsInReview,
        LapsesOn = LapsesOn,
    };

    internal void TakesThePlaceOf(IEnumerable<RecordedConsent> earlier) => Replaces = string.Join(' ', earlier.Select(before => $"{before.Id:N}={before.Version}"));

    internal IEnumerable<(Guid Id, int Version)> Replaced() => WordList.Of(Replaces).Select(one => (Guid.ParseExact(one[..32], "N"), int.Parse(one[33..], CultureInfo.InvariantCulture)));

    internal void Withdraw(GiverRole by, DateTimeOffset now)
    {
        (WithdrawnAt, WithdrawnBy) = (now, by);
        Move(ConsentStage.Withdrawn, now);
    }

    internal void Confirm(ReviewPlan? plan, DateTimeOffset now)
    {
        Move(ConsentStage.Given, now);
        Follow(plan);
    }

    /// <summary>Something happened that calls for a review, or ends it.</summary>
    internal void Trigger(ReviewRule rule, DateOnly today, DateTimeOffset now)
    {
        (ReviewOn, ReviewBecause, ReviewBrings) = (today, rule.Trigger, rule.Effect);
        // A second trigger never brings back what the first took.
        StandsInReview = rule.Stands && (Stage == ConsentStage.Given || StandsInReview);
        LapsesOn = Earlier(LapsesOn, today.AddDays(rule.LapseAfterDays));
        Move(rule.Effect == ReviewEffect.Superseded ? ConsentStage.Superseded : ConsentStage.ReviewDue, now);
    }

    internal void Move(ConsentStage stage, DateTimeOffset now, Guid? entry = null)
    {
        (Stage, LedgerEntry) = (stage, entry);
        Version++;
        EndedAt = stage is ConsentStage.Refused or ConsentStage.Withdrawn or ConsentStage.Lapsed or ConsentStage.Superseded ? EndedAt ?? now : null;
    }

    private void Follow(ReviewPlan? plan)
    {
        if (Stage != ConsentStage.Given || plan is null) return;
        (ReviewOn, ReviewBecause, ReviewBrings, StandsInReview) = (plan.On, plan.Trigger, plan.Brings, plan.Stands);
        LapsesOn = Earlier(ExpiresOn, plan.LapsesOn);
    }

    private static DateOnly Earlier(DateOnly? one, DateOnly other) => one is { } day && day < other ? day : other;

    private Competence? Judged() => CompetenceId is { } id
        ? new Competence(id, CompetenceKind!.Value, Understands!.Value, SeesConsequences!.Value, Weighs!.Value, FreeOfPressure!.Value, RecordedBy, AssessedOn!.Value, Kind)
        : null;
}
