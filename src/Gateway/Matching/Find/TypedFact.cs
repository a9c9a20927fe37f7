using System.Globalization;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Find;

/// <summary>One more fact that somebody types to confirm a child; the service compares it, and says no more than whether it agrees.</summary>
internal sealed record TypedFact(FactKind Kind, string Text)
{
    /// <summary>True where the question already had it: what was typed before confirms nothing.</summary>
    public bool WasGiven(MatchingQuestion question) => Kind switch
    {
        FactKind.NhsNumber => question.NhsNumber is not null,
        FactKind.DateOfBirth => question.DateOfBirth is not null,
        _ => question.Given is not null,
    };

    /// <summary>The question as it would have been with this fact.</summary>
    public MatchingQuestion Added(MatchingQuestion question) => Kind switch
    {
        FactKind.NhsNumber => question with { NhsNumber = Text },
        FactKind.DateOfBirth => question with { DateOfBirth = Day },
        _ => question with { Given = Text },
    };

    /// <summary>Null where it is not a day.</summary>
    public DateOnly? Day => DateOnly.TryParseExact(Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public override string ToString() => Kind.Word();
}

/// <summary>What can be typed: of the person alone. What a household shares confirms nobody (matching, section 1).</summary>
internal enum FactKind : byte
{
    NhsNumber,
    DateOfBirth,
    GivenName,
}

internal static class FactWords
{
    public static string Word(this FactKind kind) => kind switch
    {
        FactKind.NhsNumber => "nhs-number",
        FactKind.DateOfBirth => "date-of-birth",
        _ => "given-name",
    };

    public static bool TryRead(string? word, out FactKind kind)
    {
        foreach (var one in Enum.GetValues<FactKind>())
        {
            kind = one;
            if (one.Word() == word) return true;
        }

        kind = default;
        return false;
    }
}
