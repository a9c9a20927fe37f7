using System.Collections.Immutable;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy.Cases;

/// <summary>What every custodian in scope said of one item, as one status (sharing rules, 5.1; rulings, 9 and 16).</summary>
/// <param name="Word">The combined status; null where nobody said anything of it.</param>
/// <param name="Because">The source statuses that made it unknown or partial, in order of the alphabet.</param>
/// <param name="Combined">The same as the service holds it; null where nobody was asked.</param>
public sealed record CaseStatus(string? Word, ImmutableArray<string> Because, Combined? Combined)
{
    /// <summary>How many custodians settled the question, of how many in scope; null where none was asked.</summary>
    public Coverage? Coverage => Combined switch
    {
        Combined.Yes yes => yes.Coverage,
        Combined.NothingHeld nothing => nothing.Coverage,
        Combined.NotKnown unknown => unknown.Coverage,
        _ => null,
    };

    /// <summary>
    /// The status for one item as decided from the request. A refusal before anybody was asked has none, except that the item
    /// cannot apply or that the child is not identified; that is the same whatever a custodian would have said.
    /// </summary>
    public static CaseStatus Of(ItemDecision asked, CaseRequest request, ImmutableArray<SourceState> sources)
    {
        if (asked.Outcome == Outcome.NoData) return Only(request.Facts.Identity == IdentityMatch.Ambiguous ? "AMBIGUOUS" : "NOT_MATCHED");
        if (asked.Outcome == Outcome.Refuse && asked.Rules.HasFlag(RuleSet.SubjectIsAdult)) return Only("NOT_APPLICABLE_AGE");
        if (asked.Outcome == Outcome.Refuse && asked.Rules.HasFlag(RuleSet.NoRecordedPregnancy)) return Only("NOT_APPLICABLE");
        var said = sources.Where(source => source.Item == asked.Item).Select(source => SourceWords.Said(source, request.Facts.At)).ToArray();
        return asked.Outcome == Outcome.Refuse || said.Length == 0 ? Only(null) : Of(asked.Item, Combined.Of(said));
    }

    private static CaseStatus Only(string? word) => new(word, [], null);

    private static CaseStatus Of(Item item, Combined combined) => combined switch
    {
        Combined.Yes when IsYesOrNo(item) => new("YES", [], combined),
        Combined.Yes yes when item.IsAttendance() && !yes.Coverage.IsWhole => new("PARTIAL", SourceWords.Names(yes.Missing), combined),
        Combined.Yes => new("FOUND", [], combined),
        Combined.NothingHeld => new("NO_RECORD", [], combined),
        // What some departments answered is a part of the answer, even where they hold nothing (5.3).
        Combined.NotKnown part when item.IsAttendance() && part.Coverage.Answered > 0 => new("PARTIAL", SourceWords.Names(part.Missing), combined),
        Combined.NotKnown unknown => new("UNKNOWN", SourceWords.Names(unknown.Missing), combined),
        Combined.NotApplicable cannot => new(cannot.Because == Federation.Because.Age ? "NOT_APPLICABLE_AGE" : "NOT_APPLICABLE", [], combined),
        _ => throw new InvalidOperationException("unknown combination"),
    };

    private static bool IsYesOrNo(Item item) => item
        is Item.PlanFlag or Item.LookedAfter or Item.UnbornPlan or Item.PlanEnded or Item.SiblingOnPlan or Item.AbuseMarker;
}
