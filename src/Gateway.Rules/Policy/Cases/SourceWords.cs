using System.Collections.Immutable;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy.Cases;

/// <summary>The words of section 5.1 as what a custodian said, and back.</summary>
internal static class SourceWords
{
    private static readonly (string Word, Because Because)[] Unsettled =
    [
        ("NO_REPLY", Because.NoReply), ("NOT_MATCHED", Because.NotMatched), ("AMBIGUOUS", Because.Ambiguous), ("STALE", Because.Stale),
        ("NOT_COVERED", Because.NotCovered), ("NOT_ASKED", Because.NotAsked),
    ];

    /// <summary>What one source said is worth at the instant: nothing held, or a number, is stale after a day, whatever word the source chose.</summary>
    public static CustodianSaid Said(SourceState source, DateTimeOffset at)
    {
        var said = Of(source);
        if (source.AsOf is not { } asOf) return said;
        if (source.Count is not null && said.Said == Federation.Said.Held && at - asOf > Freshness.AsOf) return CustodianSaid.NotKnown(Because.Stale);
        return Freshness.Judge(said, at - asOf, mustBeCurrent: false);
    }

    /// <summary>The words for reasons of the wire, each once; one that has no word of its own is no reply that counts.</summary>
    public static ImmutableArray<string> Names(ImmutableArray<string> reasons) => [.. reasons
        .Select(reason => Unsettled.FirstOrDefault(row => row.Because.Word() == reason).Word ?? "NO_REPLY")
        .Distinct().Order(StringComparer.Ordinal)];

    private static CustodianSaid Of(SourceState source) => source.Status switch
    {
        "FOUND" => source.Count is 0 ? CustodianSaid.NothingHeld : CustodianSaid.Held,
        "NO_RECORD" => CustodianSaid.NothingHeld,
        // An old YES is still a YES; an old number is not the number now (rulings, 16).
        "STALE" when source.Yes => CustodianSaid.Held,
        "NOT_APPLICABLE_AGE" => CustodianSaid.NotApplicable(Because.Age),
        "NOT_APPLICABLE" => CustodianSaid.NotApplicable(Because.NotPregnant),
        var word => CustodianSaid.NotKnown(Unsettled.First(row => row.Word == word).Because),
    };
}
