using System.Collections.Immutable;

namespace Gateway.Chronology;

/// <summary>One event in a child's life as one agency wrote it down.</summary>
/// <param name="Id">The same whenever it is drawn up: lines are chosen by it.</param>
/// <param name="Owner">The agency whose record it is; none where the reader is not told.</param>
/// <param name="Source">Where it stands, in words.</param>
/// <param name="Title">What it is, in our own words: it names no place and quotes nobody.</param>
internal sealed record ChronologyLine(string Id, DateOnly Day, string? Owner, string Source, string Title)
{
    /// <summary>None where only the day, or the month, was written.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Only the month was written.</summary>
    public bool IsMonth { get; init; }

    public string Happened { get; init; } = "";
    public string Effect { get; init; } = "";
    public string Response { get; init; } = "";
    public string Outcome { get; init; } = "";
    public string Significance { get; init; } = "";

    /// <summary>Whoever wrote it said that the family, or somebody in it, must not find out.</summary>
    public bool KeepFromFamily { get; init; }

    /// <summary>What was written is not copied: where the child lives is to be kept secret.</summary>
    public bool IsShort { get; init; }

    public string What => Happened.Length == 0 ? Title : $"{Title}. {Happened}";

    /// <summary>That it is there, and nothing that anybody wrote.</summary>
    public ChronologyLine Shortened(string source) => this with { Source = source, Happened = "", Effect = "", Response = "", Outcome = "", IsShort = true };

    public override string ToString() => "(a line of a chronology)";
}

/// <summary>What one kind of record gives.</summary>
/// <param name="IsWhole">False where there were more records than are looked through.</param>
/// <param name="IsSecret">Somebody wrote that where the child lives must be kept secret.</param>
internal sealed record LinesFound(ImmutableArray<ChronologyLine> Lines, bool IsWhole = true, bool IsSecret = false)
{
    public static readonly LinesFound None = new([]);

    public LinesFound And(LinesFound other) => new([.. Lines, .. other.Lines], IsWhole && other.IsWhole, IsSecret || other.IsSecret);
}
