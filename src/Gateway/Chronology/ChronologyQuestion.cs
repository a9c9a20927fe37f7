using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Chronology;

/// <summary>In which form somebody wants it: what may be read on a screen may not always leave it.</summary>
internal enum ChronologyForm
{
    Screen,
    Print,
    Csv,
}

internal static class ChronologyFormWords
{
    public static string Word(this ChronologyForm form) => form switch { ChronologyForm.Print => "print", ChronologyForm.Csv => "csv", _ => "screen" };
}

/// <summary>A chronology of one child, as somebody asks for it.</summary>
internal sealed record ChronologyQuestion(ChildAsked Child, Purpose Purpose, ChronologyForm Form)
{
    public const int MostLines = 500;
    public const int LongestSignificance = 400;

    /// <summary>The first and the last day of it; none where it has no such end.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Which lines, by their ids; all of them where none are chosen.</summary>
    public ImmutableArray<ChosenLine> Chosen { get; init; } = [];
}

/// <param name="Significance">Why it matters, in the words of whoever draws it up. It is given back and kept nowhere.</param>
internal readonly record struct ChosenLine(string Line, string Significance);
