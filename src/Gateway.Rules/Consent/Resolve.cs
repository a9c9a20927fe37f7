using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>
/// What the recorded answers come to (sharing rules, 3.4): a court order, else the competent child, else any one holder of
/// parental responsibility. Silence, pressure, conduct and a lapsed yes are never consent, and a no that cannot be told from a
/// change of mind wins.
/// </summary>
public static class Resolve
{
    // Where nobody said yes, the word that says most is the one that is told.
    private static readonly ConsentState[] Strongest =
    [
        ConsentState.Conflict, ConsentState.Refused, ConsentState.Withdrawn, ConsentState.Lapsed, ConsentState.Pending,
        ConsentState.NotSoughtUnsafe, ConsentState.NotPossible, ConsentState.NotSought,
    ];

    /// <summary>Resolves for every item; a yes for some of them is a yes with the others out of its scope.</summary>
    public static Resolution For(
        ConsentTerms terms, ConsentQuestion question, IReadOnlyList<ConsentRecord> records, IReadOnlyList<EngagementRecord> engagements)
    {
        var opens = question.Sensitive ? terms.OpensSensitive(question.Today) : terms.Opens(question.Purpose, question.Today);
        if (opens.IsEmpty && !question.Sensitive) return Resolution.NotRequired;
        var silence = Silence(question.Purpose, engagements);
        var found = question.Items.Select(item => (Item: item, Found: new ResolveItem(question, opens, item, records).Find(silence))).ToArray();
        var prevails = found.Where(one => one.Found.State == ConsentState.Given).Select(one => one.Found).FirstOrDefault()
            ?? found.Select(one => one.Found).OrderBy(one => Array.IndexOf(Strongest, one.State)).FirstOrDefault()
            ?? new ItemConsent(silence, null, null, false, [], []);
        return Told(prevails, found);
    }

    private static Resolution Told(ItemConsent prevails, (Item Item, ItemConsent Found)[] found) => new(
        prevails.State, prevails.Prevailing?.Giver.AsGiver(), prevails.Competent, prevails.Prevailing?.Id, prevails.Prevailing?.Competence?.Reference,
        found.Any(one => one.Found.Conflict),
        prevails.State == ConsentState.Given ? [.. found.Where(one => one.Found.State != ConsentState.Given).Select(one => one.Item)] : [],
        [.. found.SelectMany(one => one.Found.Others).Where(other => other.Record != prevails.Prevailing?.Id).Distinct()],
        [.. found.SelectMany(one => one.Found.Considered).Distinct()]);

    // Nobody answered. Why not is known only where somebody wrote it down.
    private static ConsentState Silence(Purpose purpose, IReadOnlyList<EngagementRecord> engagements) =>
        engagements.Where(record => record.Purposes.Contains(purpose)).MaxBy(record => record.RecordedAt)?.Because switch
        {
            WhyNotInformed.AskingRaisesRisk or WhyNotInformed.PrejudicesInvestigation or WhyNotInformed.DelayRaisesRisk => ConsentState.NotSoughtUnsafe,
            WhyNotInformed.NotPossible => ConsentState.NotPossible,
            _ => ConsentState.NotSought,
        };
}

/// <summary>What was found for one item.</summary>
internal sealed record ItemConsent(
    ConsentState State, ConsentRecord? Prevailing, bool? Competent, bool Conflict, ImmutableArray<OtherView> Others, ImmutableArray<Guid> Considered);
