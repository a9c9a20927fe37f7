using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Rules.Matching.Links;

/// <summary>The nightly checks on links (matching, section 7): each finding is a doubt for a person, never a correction.</summary>
public static class Consistency
{
    /// <summary>More linked records than this for one child is looked at.</summary>
    public const int MostRecords = 8;

    /// <summary>The authority of NHS numbers, of which a child has one.</summary>
    public const string Nhs = "nhs";

    /// <summary>Everything that does not fit together, by kind and then by link; the same for the same records in any order.</summary>
    /// <param name="records">All links; those that do not resolve are left out.</param>
    public static ImmutableArray<Inconsistency> Of(IEnumerable<LinkedRecord> records)
    {
        var standing = records.Where(record => record.Status.Resolves()).ToList();
        return
        [
            .. standing.GroupBy(record => record.Child).SelectMany(OfChild)
                .Concat(standing.GroupBy(record => (record.Authority, record.Number)).SelectMany(OfNumber))
                .OrderBy(found => found.Kind).ThenBy(found => found.Links[0]),
        ];
    }

    private static IEnumerable<Inconsistency> OfChild(IGrouping<ChildKey, LinkedRecord> records)
    {
        var all = records.OrderBy(record => record.Link).ToList();
        if (Differ(all.Where(record => record.Authority == Nhs), record => record.Number)) yield return Found(InconsistencyKind.TwoNhsNumbers, all.Where(record => record.Authority == Nhs));
        if (Differ(all, record => record.Born?.DayNumber.ToString(CultureInfo.InvariantCulture))) yield return Found(InconsistencyKind.TwoBirths, all);
        if (Differ(all.Where(record => record.Sex is 'F' or 'M'), record => record.Sex?.ToString())) yield return Found(InconsistencyKind.Sexes, all);
        if (Differ(all, record => record.Given)) yield return Found(InconsistencyKind.GivenNames, all);
        if (all.Count > MostRecords) yield return Found(InconsistencyKind.TooManyRecords, all);
    }

    private static IEnumerable<Inconsistency> OfNumber(IGrouping<(string Authority, string Number), LinkedRecord> records)
    {
        if (records.Select(record => record.Child).Distinct().Count() > 1) yield return Found(InconsistencyKind.NumberOnTwoChildren, records.OrderBy(record => record.Link));
    }

    private static bool Differ(IEnumerable<LinkedRecord> records, Func<LinkedRecord, string?> value) =>
        records.Select(value).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any();

    private static Inconsistency Found(InconsistencyKind kind, IEnumerable<LinkedRecord> records) => new(kind, [.. records.Select(record => record.Link)]);
}

/// <summary>What does not fit together.</summary>
/// <param name="Kind">How.</param>
/// <param name="Links">Which links, in order.</param>
public sealed record Inconsistency(InconsistencyKind Kind, ImmutableArray<Guid> Links);

/// <summary>How links can fail to fit together.</summary>
public enum InconsistencyKind : byte
{
    /// <summary>One child with two NHS numbers at once.</summary>
    TwoNhsNumbers,

    /// <summary>One agency's number on two children.</summary>
    NumberOnTwoChildren,

    /// <summary>One child born twice.</summary>
    TwoBirths,

    /// <summary>One child recorded as female and as male.</summary>
    Sexes,

    /// <summary>One child with given names that do not sound alike.</summary>
    GivenNames,

    /// <summary>More linked records than a child is likely to have.</summary>
    TooManyRecords,
}

/// <summary>The words of what does not fit.</summary>
public static class InconsistencyWords
{
    /// <summary>The word on the wire.</summary>
    public static string Word(this InconsistencyKind kind) => kind switch
    {
        InconsistencyKind.TwoNhsNumbers => "two-nhs-numbers",
        InconsistencyKind.NumberOnTwoChildren => "number-on-two-children",
        InconsistencyKind.TwoBirths => "two-births",
        InconsistencyKind.Sexes => "sexes-differ",
        InconsistencyKind.GivenNames => "given-names-differ",
        InconsistencyKind.TooManyRecords => "too-many-records",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
