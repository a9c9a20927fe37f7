using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Linkage;

/// <summary>Two records that were compared.</summary>
/// <param name="Left">The left record, from 0.</param>
/// <param name="Right">The right record, from 0 in the numbering of all records; in one file the later of the two.</param>
/// <param name="Bits">By how many bits what was compared speaks for one person rather than two, before any prior.</param>
/// <param name="LogOdds">The odds that they are one person in bits, with all other pairs considered.</param>
/// <param name="Grades">How the parts agree.</param>
public readonly record struct LinkedPair(int Left, int Right, double Bits, double LogOdds, PairGrades Grades)
{
    /// <summary>The probability that they are one person, from 0 to 1.</summary>
    public double Probability => 1 / (1 + double.Exp2(-LogOdds));
}

/// <summary>How one part of a pair agrees.</summary>
public enum PartGrade
{
    /// <summary>It is blank in one of them, or no such column is there.</summary>
    Unknown,

    /// <summary>It is the same.</summary>
    Exact,

    /// <summary>A name by its short form, another spelling or another token; a date with day and month swapped or one slip.</summary>
    Close,

    /// <summary>A name written nearly alike.</summary>
    Near,

    /// <summary>Anything else.</summary>
    Different,
}

/// <summary>How the parts of a pair agree that decide whether it may be taken alone.</summary>
/// <param name="Person">The bits of what is one person's own, without what a household shares.</param>
/// <param name="Postcode">The postcode; only the whole of it is exact.</param>
/// <param name="Number">The numbers: exact where one agrees and none differs.</param>
public readonly record struct PairGrades(double Person, PartGrade Given, PartGrade Family, PartGrade Birth, PartGrade Postcode, PartGrade Number);

/// <summary>What linkage found.</summary>
/// <param name="Pairs">Every pair that was not out of the question, by left and then right record.</param>
/// <param name="Candidates">All pairs that were compared, as left and right records; what blocking did not leave out.</param>
/// <param name="Model">What was learned.</param>
/// <param name="IsOneToOne">True where each record was taken to have at most one partner, because the data show it.</param>
public sealed record LinkageResult(ImmutableArray<LinkedPair> Pairs, CandidateList Candidates, LearnedModel Model, bool IsOneToOne);

/// <summary>The pairs that were compared.</summary>
/// <param name="Left">The left records.</param>
/// <param name="Right">The right records.</param>
/// <param name="Keys">By which keys they were found; empty where every pair there is was compared.</param>
/// <param name="Skipped">How many lists of records under one key were too long and left out.</param>
public sealed record CandidateList(int[] Left, int[] Right, ImmutableArray<string> Keys, long Skipped);

/// <summary>What was learned without labels.</summary>
/// <param name="Matches">How many pairs are expected to be of one person.</param>
/// <param name="Siblings">How many pairs of two people of one household there are for each of one person.</param>
/// <param name="Twins">How many pairs of two people of one household and one date of birth there are for each of one person.</param>
/// <param name="Fields">For each column what its levels are worth.</param>
public sealed record LearnedModel(double Matches, double Siblings, double Twins, ImmutableArray<LearnedField> Fields);

/// <summary>What a column's levels are worth.</summary>
/// <param name="Match">The share of two records of one person at each level.</param>
/// <param name="Random">The share of two records of different people at each level.</param>
public sealed record LearnedField(LinkageField Field, ImmutableArray<double> Match, ImmutableArray<double> Random);
