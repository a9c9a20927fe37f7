using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>Who decides about one item, and what they said.</summary>
internal sealed class ResolveItem
{
    private readonly DateOnly _today;
    private readonly bool _sensitive;
    private readonly bool _adult;
    private readonly bool _presumed;
    private readonly ImmutableArray<ConsentKind> _opens;
    private readonly ConsentRecord[] _speaking;

    public ResolveItem(ConsentQuestion question, ImmutableArray<ConsentKind> opens, Item item, IReadOnlyList<ConsentRecord> records)
    {
        (_today, _sensitive, _opens) = (question.Today, question.Sensitive, opens);
        _adult = question.AgeYears >= question.Ages.Adult;
        _presumed = question.AgeYears >= question.Ages.Presumed;
        _speaking = [.. records.Where(record => record.SpeaksOn(_today) && record.Scope.Covers(item, question.Recipient, question.Purpose))];
    }

    public ItemConsent Find(ConsentState silence)
    {
        var orders = Of(record => record.Giver == GiverRole.CourtOrder && (record.IsNo || Yes(record)));
        if (orders.Length > 0) return Answer(orders, null, AnyNo(orders), silence);
        var competent = Competent();
        var own = Own(competent);
        if (competent == true || _sensitive) return Answer(own, competent, AnyNo(own), competent == false ? ConsentState.NotPossible : silence);
        if (_adult) return Answer([], false, false, ConsentState.NotPossible);
        var holders = Of(record => record.Giver.HasParentalResponsibility() && !record.SuspectedSourceOfHarm);
        // Judged competent for another kind of decision: their own no stands beside it.
        var vetoes = Of(record => record.Giver == GiverRole.Self && record.IsNo && record.Competence is { IsCompetent: true });
        var ignored = _speaking.Any(record => record.Giver.HasParentalResponsibility() && record.SuspectedSourceOfHarm);
        return Answer([.. holders, .. vetoes], competent, vetoes.Length > 0 || Disputed(holders), ignored ? ConsentState.NotSoughtUnsafe : silence);
    }

    // Judged for this decision, the newest judgement counts; else presumed from 16; else nobody knows.
    private bool? Competent()
    {
        var judged = Of(record => record.Giver == GiverRole.Self && _opens.Contains(record.Kind) && record.Competence?.CountsFor(record.Kind, _sensitive) == true)
            .MaxBy(record => (record.Competence!.AssessedOn, record.RecordedAt, record.Id));
        return judged?.Competence!.IsCompetent ?? (_presumed ? true : null);
    }

    // Their newest answer about this item counts; an earlier one may stand for other items.
    private ConsentRecord[] Own(bool? competent) =>
        competent == true && Theirs().MaxBy(record => (record.RecordedAt, record.Id)) is { } newest ? [newest] : [];

    // A no of any kind is heard; any other answer is one to this question only where it is of a kind that opens it.
    private ConsentRecord[] Theirs() => Of(record => record.Giver == GiverRole.Self
        && (record.IsNo || (_opens.Contains(record.Kind) && (_presumed || record.Competence is { IsCompetent: true }))));

    // Two people of one family may differ, and one yes is enough. An agency knows that they are two: it keeps both answers to one
    // question. Answers that came from different agencies, or to different questions, may be one person's change of mind.
    private bool Disputed(ConsentRecord[] holders) =>
        holders.Where(no => no.IsNo).Any(no => !holders.Any(yes => Yes(yes) && yes.RecordedBy == no.RecordedBy && yes.Kind == no.Kind));

    private bool Yes(ConsentRecord record) => (record.Giver == GiverRole.CourtOrder || _opens.Contains(record.Kind)) && record.StandsOn(_today);

    private static bool AnyNo(ConsentRecord[] deciding) => deciding.Any(record => record.IsNo);

    private ItemConsent Answer(ConsentRecord[] deciding, bool? competent, bool disputed, ConsentState silence)
    {
        var yes = deciding.Where(Yes).MaxBy(record => record.RecordedAt);
        var no = deciding.Where(record => record.IsNo).OrderBy(record => record.Stage == ConsentStage.Refused ? 0 : 1).ThenByDescending(record => record.RecordedAt).FirstOrDefault();
        var (state, prevailing) = (yes, no) switch
        {
            (null, null) => Unanswered(deciding, silence),
            (null, { Stage: ConsentStage.Refused }) => (ConsentState.Refused, no),
            (null, _) => (ConsentState.Withdrawn, no),
            (_, null) => (ConsentState.Given, yes),
            _ => disputed ? (ConsentState.Conflict, no) : (ConsentState.Given, yes),
        };
        return new ItemConsent(
            state, prevailing, competent, yes is not null && no is not null, Others(prevailing, deciding), [.. _speaking.Select(record => record.Id)]);
    }

    private (ConsentState State, ConsentRecord? Prevailing) Unanswered(ConsentRecord[] deciding, ConsentState silence)
    {
        var asked = deciding.Where(record => record.Stage == ConsentStage.Pending).MaxBy(record => record.RecordedAt);
        if (asked is not null) return (ConsentState.Pending, asked);
        var lapsed = deciding.Where(record => record.StageOn(_today) is ConsentStage.Lapsed or ConsentStage.ReviewDue).MaxBy(record => record.RecordedAt);
        return lapsed is null ? (silence, null) : (ConsentState.Lapsed, lapsed);
    }

    private ImmutableArray<OtherView> Others(ConsentRecord? prevailing, ConsentRecord[] deciding) =>
    [
        .. _speaking.Where(record => record.Id != prevailing?.Id)
            .Select(record => new OtherView(record.Id, record.Giver, record.StageOn(_today), !deciding.Contains(record))),
    ];

    private ConsentRecord[] Of(Func<ConsentRecord, bool> which) => [.. _speaking.Where(which)];
}
