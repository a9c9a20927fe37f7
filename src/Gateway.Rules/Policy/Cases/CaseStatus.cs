using System.Collections.Immutable;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy.Cases;

/// <summary>What every custodian in scope said of one item, as one status (sharing rules, 5.1; rulings, 9 and 16).</summary>
/// <param name="Word">The combined status; null where the case says nothing of it.</param>
/// <param name="Because">The source statuses that made it unknown or partial, in order of the alphabet.</param>
/// <param name="Coverage">How many settled the question, of how many in scope; null where none was named.</param>
public readonly record struct CaseStatus(string? Word, ImmutableArray<string> Because, Coverage? Coverage)
{
    /// <summary>Nothing is said of it.</summary>
    public static readonly CaseStatus None = new(null, [], null);

    /// <summary>
    /// The status for one decided item. A refusal before anybody was asked has none, except that the item cannot apply or
    /// that the child is not identified; that is the same whatever a custodian would have said.
    /// </summary>
    public static CaseStatus Of(ItemDecision beforeRecord, CaseRequest request, ImmutableArray<SourceState> sources)
    {
        if (beforeRecord.Outcome == Outcome.NoData)
            return None with { Word = request.Facts.Identity == IdentityMatch.Ambiguous ? "AMBIGUOUS" : "NOT_MATCHED" };
        if (beforeRecord.Rules.HasFlag(RuleSet.SubjectIsAdult)) return None with { Word = "NOT_APPLICABLE_AGE" };
        if (beforeRecord.Rules.HasFlag(RuleSet.NoRecordedPregnancy)) return None with { Word = "NOT_APPLICABLE" };
        var said = sources.Where(s => s.Item == beforeRecord.Item).ToArray();
        return beforeRecord.Outcome == Outcome.Refuse || said.Length == 0 ? None : Combine(beforeRecord.Item, said, request.Facts.At);
    }

    private static CaseStatus Combine(Item item, SourceState[] sources, DateTimeOffset at)
    {
        var states = Array.ConvertAll(sources, s => Said(s, at));
        return Combined.Of(states) switch
        {
            Combined.Yes yes when !item.IsAttendance() => new(IsYesOrNo(item) ? "YES" : "FOUND", [], yes.Coverage),
            Combined.Yes yes => new(yes.Coverage.IsWhole ? "FOUND" : "PARTIAL", Names(yes.Missing), yes.Coverage),
            Combined.NothingHeld nothing => new("NO_RECORD", [], nothing.Coverage),
            // Of attendances, some departments' answers are a part of the answer (5.3).
            Combined.NotKnown unknown => new(item.IsAttendance() && unknown.Coverage.Answered > 0 ? "PARTIAL" : "UNKNOWN", Names(unknown.Missing), unknown.Coverage),
            Combined.NotApplicable cannot => new(cannot.Because == Because.Age ? "NOT_APPLICABLE_AGE" : "NOT_APPLICABLE", [], new Coverage(states.Length, states.Length)),
            _ => throw new InvalidOperationException("unknown combination"),
        };
    }

    private static bool IsYesOrNo(Item item) => item
        is Item.PlanFlag or Item.LookedAfter or Item.UnbornPlan or Item.PlanEnded or Item.SiblingOnPlan or Item.AbuseMarker;

    private static CustodianSaid Said(SourceState source, DateTimeOffset at)
    {
        var said = Of(source);
        return source.AsOf is { } asOf ? Freshness.Judge(said, at - asOf, mustBeCurrent: false) : said;
    }

    private static CustodianSaid Of(SourceState source) => source.Status switch
    {
        "FOUND" => source.Count is 0 ? CustodianSaid.NothingHeld : CustodianSaid.Held,
        "NO_RECORD" => CustodianSaid.NothingHeld,
        // An old YES is still a YES; an old number is not the number now (rulings, 16).
        "STALE" => source.Yes ? CustodianSaid.Held : CustodianSaid.NotKnown(Because.Stale),
        "NOT_MATCHED" => CustodianSaid.NotKnown(Because.NotMatched),
        "AMBIGUOUS" => CustodianSaid.NotKnown(Because.Ambiguous),
        "NOT_COVERED" => CustodianSaid.NotKnown(Because.NotCovered),
        "NOT_ASKED" => CustodianSaid.NotKnown(Because.NotAsked),
        "NOT_APPLICABLE_AGE" => CustodianSaid.NotApplicable(Because.Age),
        "NOT_APPLICABLE" => CustodianSaid.NotApplicable(Because.NotPregnant),
        _ => CustodianSaid.NotKnown(Because.NoReply),
    };

    // "no-reply" on the wire is NO_REPLY in a case; a time ahead of ours is no reply that counts.
    private static ImmutableArray<string> Names(ImmutableArray<string> words) =>
        [.. words.Select(word => word == "rejected-unverified" ? "NO_REPLY" : word.ToUpperInvariant().Replace('-', '_')).Distinct().Order(StringComparer.Ordinal)];
}
