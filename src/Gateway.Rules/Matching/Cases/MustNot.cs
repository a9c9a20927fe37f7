using System.Text.RegularExpressions;
using Gateway.Rules.Matching.Decide;

namespace Gateway.Rules.Matching.Cases;

/// <summary>
/// Holds an answer to what its case says must not be, where the words say something that an answer can be held to: nobody opened alone, one
/// child not opened, nobody told of, nothing that differs from what is said when nobody is held.
/// </summary>
internal static partial class MustNot
{
    /// <summary>True where the answer must be what it would be if none of the case's children were held.</summary>
    public static bool HidesWhoIsHeld(MatchingCase one) => one.Expected is MatchedAs.NotFound or MatchedAs.Reject && (Has(one, "reveal") || Has(one, "run the search"));

    /// <param name="nobody">What came of it with none of the case's children held; null where that is not asked.</param>
    public static IEnumerable<string> Broken(MatchingCase one, CaseChild[] children, MatchingOutcome outcome, MatchingOutcome? nobody)
    {
        if (nobody is not null && (nobody.Answer != outcome.Answer || nobody.Notes != outcome.Notes)) yield return $"must not {one.MustNot}: without its children the answer is another one";
        if (Has(one, "run the search") && (outcome.Trail.ConsideredCount > 0 || outcome.Trail.ListsSkipped > 0)) yield return $"must not {one.MustNot}: somebody was weighed";
        if (Has(one, "list or count") && !CheckMatchingCase.Told(outcome.Answer).IsEmpty) yield return $"must not {one.MustNot}: somebody is told of";
        if (OpensAlone(one) && outcome.Answer is MatchingAnswer.Single(var opened, _) && Forbids(one, children, opened.Ordinal)) yield return $"must not: {one.MustNot}";
        if (Alone().Match(one.MustNot) is { Success: true } alone && CheckMatchingCase.Told(outcome.Answer) is [var only] && only.Ordinal == Ordinal(children, alone.Groups["key"].Value))
            yield return $"must not: {one.MustNot}";
    }

    private static bool OpensAlone(MatchingCase one) => Has(one, "SINGLE") || one.MustNot.StartsWith("open ", StringComparison.Ordinal);

    // Of a named child: that one. Else anybody, but for the child of a case in which one alone is right.
    private static bool Forbids(MatchingCase one, CaseChild[] children, int opened)
    {
        if (For().Match(one.MustNot) is { Success: true } named && children.Any(child => child.Key == named.Groups["key"].Value)) return opened == Ordinal(children, named.Groups["key"].Value);
        var isRight = one.Expected == MatchedAs.Single || one.AlsoRight.Contains(MatchedAs.Single);
        return !isRight || opened != Ordinal(children, one.Child ?? "");
    }

    private static int? Ordinal(CaseChild[] children, string key) => children.FirstOrDefault(child => child.Key == key)?.Ordinal;

    private static bool Has(MatchingCase one, string words) => one.MustNot.Contains(words, StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:SINGLE for|open) (?<key>[A-Z][0-9]?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex For();

    [GeneratedRegex(@"^(?:return|show) (?<key>[A-Z][0-9]?) alone\b", RegexOptions.CultureInvariant)]
    private static partial Regex Alone();
}
