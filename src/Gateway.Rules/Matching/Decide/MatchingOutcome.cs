using System.Collections.Immutable;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Decide;

/// <summary>The answer, with what goes beside it and never to the asker.</summary>
/// <param name="Answer">What may be told.</param>
/// <param name="Notes">What of the question was left out; may be told.</param>
/// <param name="Trail">For the ledger and the safeguarding desk; may not be told.</param>
public sealed record MatchingOutcome(MatchingAnswer Answer, QuestionNotes Notes, MatchingTrail Trail);

/// <summary>What was weighed on the way to an answer, so that it can be recorded and replayed.</summary>
/// <param name="Considered">Every child above the line of the possible, the likeliest first; at most <see cref="Most"/>.</param>
/// <param name="ConsideredCount">How many there were.</param>
/// <param name="Sealed">Children whose sealed former identity was asked for: a silent task for the safeguarding desk.</param>
/// <param name="ListsSkipped">How many lists were longer than may be read.</param>
public sealed record MatchingTrail(ImmutableArray<Considered> Considered, int ConsideredCount, ImmutableArray<int> Sealed, int ListsSkipped)
{
    /// <summary>Up to when what was looked in had been told.</summary>
    public DateTimeOffset IndexAsOf { get; init; }

    /// <summary>The most children that are kept.</summary>
    public const int Most = 50;

    /// <summary>Nothing was read.</summary>
    public static readonly MatchingTrail Nothing = new([], 0, [], 0);
}

/// <summary>A child that was weighed.</summary>
/// <param name="Ordinal">The child's place in the index.</param>
/// <param name="Total">The evidence in thousandths of a bit, the prior counted in; 10,000 is odds of 1,024 to 1.</param>
/// <param name="Failed">The gates that the child did not pass.</param>
public readonly record struct Considered(int Ordinal, int Total, Gates Failed);

/// <summary>What a child must pass to be opened alone (matching, section 4, "Decide").</summary>
[Flags]
public enum Gates : ushort
{
    /// <summary>Every one passed.</summary>
    None = 0,

    /// <summary>G1: the total.</summary>
    Total = 1,

    /// <summary>G2: the lead over the next child.</summary>
    Lead = 2,

    /// <summary>G3: the person's own evidence, apart from the household's.</summary>
    Person = 4,

    /// <summary>G4 and ruling 30: the given name is the same, or a number agrees.</summary>
    Given = 8,

    /// <summary>G5: the date of birth is the same or a slip away.</summary>
    Birth = 16,

    /// <summary>G6: nobody of the household fits better.</summary>
    Household = 32,

    /// <summary>G7: no identifier contradicts.</summary>
    Contradiction = 64,

    /// <summary>G8: without postcode or number at most one of the names and the date is less than exact.</summary>
    Exactness = 128,
}
