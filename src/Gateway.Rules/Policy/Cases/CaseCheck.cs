using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Cases;

/// <summary>One thing in which a policy's answer differs from what a case requires.</summary>
/// <param name="Where">An item's id, or <c>obligations</c>.</param>
public sealed record CaseDifference(string Where, string Expected, string Actual);

/// <summary>Holds the answer of a policy to what a case requires.</summary>
public static class CaseCheck
{
    /// <summary>Every difference, in the order of the case; none where it passes.</summary>
    public static ImmutableArray<CaseDifference> Run(PolicyBundle policy, PolicyCase required)
    {
        var answer = CaseAnswer.Of(policy, required.Request, required.Sources);
        var differences = ImmutableArray.CreateBuilder<CaseDifference>();
        foreach (var item in required.Expected)
            if (Differs(item, answer.For(item.Item)!) is { } difference) differences.Add(difference);
        if (Obligations(required, answer) is { } obligations) differences.Add(obligations);
        return differences.ToImmutable();
    }

    private static CaseDifference? Differs(ItemExpectation expected, ItemAnswer actual)
    {
        var same = expected.Cell == actual.Cell && SensitiveAgrees(expected, actual)
            && (expected.Status is null || expected.Status == actual.Status.Word)
            && (expected.Because.IsDefault || expected.Because.ToHashSet().SetEquals(actual.Status.Because))
            && (expected.Coverage is null || expected.Coverage == actual.Status.Coverage);
        return same ? null : new CaseDifference(expected.Item.Id(), CaseLine.Of(expected), CaseLine.Of(expected, actual));
    }

    // Left out on both sides is alike; a case that says nothing of the others must not have any.
    private static bool SensitiveAgrees(ItemExpectation expected, ItemAnswer actual) => expected switch
    {
        { SensitiveOnly: false, Others: null } => actual.Others is null,
        { Others: null } => actual.Others is not null,
        _ => expected.Others == actual.Others,
    };

    private static CaseDifference? Obligations(PolicyCase required, CaseAnswer answer)
    {
        var expected = required.Notes.Where(note => ObligationWords.TryRead(note, out _)).Order(StringComparer.Ordinal).ToArray();
        var actual = answer.Decision.Obligations.Words().Order(StringComparer.Ordinal).ToArray();
        return expected.SequenceEqual(actual) ? null : new CaseDifference("obligations", CaseLine.Of(expected), CaseLine.Of(actual));
    }
}
