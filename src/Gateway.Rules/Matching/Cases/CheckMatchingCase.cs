using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Cases;

/// <summary>Runs a case: puts its children among those who are held, asks, and says what is other than it must be.</summary>
public static class CheckMatchingCase
{
    /// <summary>Postcodes with which a restricted child's answer is asked for again: none of them may change it.</summary>
    private static readonly ImmutableArray<string?> OtherPlaces = [null, "ZE3 9ZZ", "M1 1AE"];

    /// <summary>What is wrong, a line each; empty where the case passes. The index is as before afterwards.</summary>
    /// <param name="index">Everybody else.</param>
    /// <param name="parameters">What evidence is worth.</param>
    /// <param name="one">The case.</param>
    /// <param name="from">The first ordinal that nobody in the index has.</param>
    /// <param name="today">The day of the question.</param>
    public static ImmutableArray<string> Differences(ChildrenIndex index, MatchingParameters parameters, MatchingCase one, int from, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(one);
        var nobody = MustNot.HidesWhoIsHeld(one) ? FindChild.In(index, parameters, one.Question, today) : null;
        CaseChild[] children = [.. one.Children.Select(child => child.From(from))];
        index.Update(children.Select(child => child.Born).OfType<IndexedChild>(), children.Select(child => child.Unborn).OfType<UnbornChild>(), [], index.AsOf);
        try
        {
            var outcome = FindChild.In(index, parameters, one.Question, today);
            return
            [
                .. Differing(one, children, outcome), .. MustNot.Broken(one, children, outcome, nobody), .. Unsaid(index, one, outcome),
                .. Telling(index, parameters, one, children, outcome.Answer, today),
            ];
        }
        finally
        {
            index.Update([], [], children.Select(child => child.Ordinal), index.AsOf);
        }
    }

    private static IEnumerable<string> Differing(MatchingCase one, CaseChild[] children, MatchingOutcome outcome)
    {
        var answer = outcome.Answer;
        var actual = MatchedAsWords.Of(answer);
        var ordinal = children.FirstOrDefault(child => child.Key == one.Child)?.Ordinal;
        var isRight = actual == one.Expected || one.AlsoRight.Contains(actual);
        if (isRight && IsAbout(answer, ordinal)) yield break;
        yield return $"expected {Expectation(one)}; actual {Told(answer, children)}";
        foreach (var child in outcome.Trail.Considered)
            yield return string.Create(CultureInfo.InvariantCulture, $"weighed {Name(child.Ordinal, children)}: {child.Total / 1000.0:F2} bits; gates not passed: {child.Failed}");
    }

    private static bool IsAbout(MatchingAnswer answer, int? ordinal) => answer switch
    {
        MatchingAnswer.Single single => ordinal == single.Child.Ordinal,
        MatchingAnswer.Possible possible => ordinal is null || possible.Children.Any(child => child.Ordinal == ordinal),
        _ => true,
    };

    // Nobody found, while somebody's records were not to be had, is nothing without the time up to which was looked.
    private static IEnumerable<string> Unsaid(ChildrenIndex index, MatchingCase one, MatchingOutcome outcome)
    {
        if (!one.SourcesDown.IsEmpty && outcome is { Answer: MatchingAnswer.NotFound } && outcome.Trail.IndexAsOf != index.AsOf)
            yield return $"must say up to when was looked ({string.Join(", ", one.SourcesDown)} is down)";
    }

    // What no case may ever do, whatever it expects.
    private static IEnumerable<string> Telling(ChildrenIndex index, MatchingParameters parameters, MatchingCase one, CaseChild[] children, MatchingAnswer answer, DateOnly today)
    {
        var restricted = children.Where(child => child.Born is { IsRestricted: true }).Select(child => child.Ordinal).ToHashSet();
        if (restricted.Count == 0) yield break;
        if (Told(answer).Any(child => restricted.Contains(child.Ordinal) && child.District is not null)) yield return "must not show where a restricted child is";
        if (one.Question is not { DateOfBirth: not null, Given: not null, Surname: not null }) yield break;
        foreach (var place in OtherPlaces)
        {
            var again = FindChild.In(index, parameters, one.Question with { Postcode = place }, today).Answer;
            if (About(again, restricted) != About(answer, restricted)) yield return $"must not let the postcode change a restricted child's answer (asked again with {place ?? "none"})";
        }
    }

    private static string About(MatchingAnswer answer, HashSet<int> restricted) =>
        $"{MatchedAsWords.Of(answer)} {string.Join(' ', Told(answer).Where(child => restricted.Contains(child.Ordinal)))} {(answer is MatchingAnswer.Single single ? single.Fields : null)}";

    internal static ImmutableArray<Candidate> Told(MatchingAnswer answer) => answer switch
    {
        MatchingAnswer.Single single => [single.Child],
        MatchingAnswer.Possible possible => possible.Children,
        _ => [],
    };

    private static string Expectation(MatchingCase one)
    {
        var also = one.AlsoRight.IsEmpty ? "" : $" or {string.Join(" or ", one.AlsoRight.Select(matched => matched.Word()))}";
        return $"{one.Expected.Word()}{(one.Child is null ? "" : $" {one.Child}")}{also}{(one.MustNot.Length == 0 ? "" : $" (must not: {one.MustNot})")}";
    }

    private static string Name(int ordinal, CaseChild[] children) => children.FirstOrDefault(child => child.Ordinal == ordinal)?.Key ?? "somebody else";

    private static string Told(MatchingAnswer answer, CaseChild[] children)
    {
        var why = answer is MatchingAnswer.Rejected rejected ? $" {rejected.Why.Word()}" : "";
        return $"{MatchedAsWords.Of(answer).Word()}{why} {string.Join(", ", Told(answer).Select(told => Name(told.Ordinal, children)))}".TrimEnd();
    }
}
