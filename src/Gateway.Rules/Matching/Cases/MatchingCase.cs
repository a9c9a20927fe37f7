using System.Collections.Immutable;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Cases;

/// <summary>A case: who is held, who is asked for, and what must come of it whoever else is held.</summary>
/// <param name="Children">Those held, each with the key that the case calls them by; ordinals from 0.</param>
/// <param name="Expected">What must come of it.</param>
/// <param name="Child">Whom the answer must be about or among, or null.</param>
/// <param name="AlsoRight">What else would be right.</param>
public sealed record MatchingCase(
    string Id, string Title, ImmutableArray<CaseChild> Children, MatchingQuestion Question, MatchedAs Expected, string? Child, ImmutableArray<MatchedAs> AlsoRight)
{
    /// <summary>What must never come of it, in words.</summary>
    public string MustNot { get; init; } = "";

    /// <summary>Feeds that are down while it is asked: what they hold is not known, and an answer of nobody says up to when was looked.</summary>
    public ImmutableArray<string> SourcesDown { get; init; } = [];
}

/// <summary>Somebody whom a case has in the index: a child, or an unborn one.</summary>
public sealed record CaseChild(string Key, IndexedChild? Born, UnbornChild? Unborn)
{
    /// <summary>The same with ordinals moved up, so that they meet nobody else's.</summary>
    public CaseChild From(int ordinal) => new(
        Key,
        Born is null ? null : Born with { Ordinal = Born.Ordinal + ordinal, DoNotLink = [.. Born.DoNotLink.Select(other => other + ordinal)] },
        Unborn is null ? null : Unborn with { Ordinal = Unborn.Ordinal + ordinal });

    /// <summary>The ordinal.</summary>
    public int Ordinal => Born?.Ordinal ?? Unborn?.Ordinal ?? 0;
}

/// <summary>The kinds of answers.</summary>
public enum MatchedAs : byte
{
    /// <summary>One child alone.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "The word of the domain: one match, not a number.")]
    Single,

    /// <summary>A few to choose among.</summary>
    Possible,

    /// <summary>More than may be shown.</summary>
    TooMany,

    /// <summary>None.</summary>
    NotFound,

    /// <summary>Number and names of different children.</summary>
    Conflict,

    /// <summary>Nothing was looked for.</summary>
    Reject,
}

/// <summary>The words of a case file.</summary>
public static class MatchedAsWords
{
    private static readonly string[] Words = ["SINGLE", "POSSIBLE", "TOO_MANY", "NOT_FOUND", "CONFLICT", "REJECT"];

    /// <summary>The word in a case file.</summary>
    public static string Word(this MatchedAs matched) => Words[(int)matched];

    /// <summary>Reads a word; false where there is none such.</summary>
    public static bool TryRead(string word, out MatchedAs matched)
    {
        var at = Array.IndexOf(Words, word);
        matched = (MatchedAs)Math.Max(0, at);
        return at >= 0;
    }

    /// <summary>The kind of an answer.</summary>
    public static MatchedAs Of(MatchingAnswer answer) => answer switch
    {
        MatchingAnswer.Single => MatchedAs.Single,
        MatchingAnswer.Possible => MatchedAs.Possible,
        MatchingAnswer.TooMany => MatchedAs.TooMany,
        MatchingAnswer.NotFound => MatchedAs.NotFound,
        MatchingAnswer.Conflict => MatchedAs.Conflict,
        MatchingAnswer.Rejected => MatchedAs.Reject,
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };
}
