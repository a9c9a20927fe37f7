using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage;

namespace Gateway.Tool.Matching.Evaluate.Scoring;

/// <summary>A record that may be the one asked for.</summary>
internal sealed record Candidate(int Record, double Bits, PairGrades Grades);

/// <summary>What a look-up answers.</summary>
internal abstract record LookUpAnswer
{
    private LookUpAnswer() { }

    public sealed record Single(int Record) : LookUpAnswer;

    public sealed record Possible(ImmutableArray<int> Records) : LookUpAnswer;

    public sealed record TooMany : LookUpAnswer;

    public sealed record NotFound : LookUpAnswer;
}

/// <summary>Decides as the service does, on the linkage's own scores: a lead, evidence of the person, and no sibling who does better.</summary>
internal static class LookUpDecision
{
    private const double SingleFrom = 10;
    private const double Lead = 10;
    private const double PersonFrom = 13;
    private const double PossibleFrom = -3;
    private const int Most = 5;

    /// <param name="index">How many records are looked among: each is as likely as any other before anything is compared.</param>
    public static LookUpAnswer Of(List<Candidate> candidates, int index)
    {
        var prior = -Math.Log2(index);
        var plausible = candidates.Where(one => one.Bits + prior >= PossibleFrom && one.Grades.Person > 0)
            .OrderByDescending(one => one.Bits).ThenBy(one => one.Record).ToList();
        if (plausible.Count == 0) return new LookUpAnswer.NotFound();
        var second = plausible.Count > 1 ? plausible[1].Bits : double.NegativeInfinity;
        if (plausible[0].Bits + prior >= SingleFrom && plausible[0].Bits - second >= Lead && Opens(plausible[0].Grades)
            && !candidates.Exists(other => IsRival(other, plausible[0]))) return new LookUpAnswer.Single(plausible[0].Record);
        return plausible.Count > Most ? new LookUpAnswer.TooMany() : new LookUpAnswer.Possible([.. plausible.Select(one => one.Record)]);
    }

    private static bool Opens(PairGrades grades)
    {
        var hasNumber = grades.Number == PartGrade.Exact;
        var inexact = new[] { grades.Given, grades.Family, grades.Birth }.Count(grade => grade is not (PartGrade.Exact or PartGrade.Unknown));
        return grades.Person >= PersonFrom
            && grades.Number != PartGrade.Different
            && (hasNumber || grades.Given is PartGrade.Exact or PartGrade.Close)
            && grades.Birth is PartGrade.Exact or PartGrade.Close or PartGrade.Unknown
            && (hasNumber || grades.Postcode == PartGrade.Exact || inexact <= 1);
    }

    // Someone of the same household who fits better in what is one child's own.
    private static bool IsRival(Candidate other, Candidate leader) =>
        !ReferenceEquals(other, leader)
        && (other.Grades.Family is PartGrade.Exact or PartGrade.Close || other.Grades.Postcode == PartGrade.Exact)
        && (IsBetter(other.Grades.Given, leader.Grades.Given) || IsBetter(other.Grades.Birth, leader.Grades.Birth));

    private static bool IsBetter(PartGrade one, PartGrade other) => one != PartGrade.Unknown && other != PartGrade.Unknown && one < other;
}
