using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Tests.Matching;

/// <summary>Questions about the children of <see cref="Held"/>, right and wrong in the ways that people are.</summary>
internal static class Asking
{
    public static MatchingOutcome For(this ChildrenIndex index, MatchingQuestion question) => FindChild.In(index, Held.Parameters, question, Held.Today);

    public static MatchingQuestion About(IndexedChild child) => new()
    {
        Given = child.Versions[0].Given,
        Surname = child.Versions[0].Surname,
        DateOfBirth = child.DateOfBirth,
        Postcode = child.Versions[0].Postcode,
    };

    /// <summary>The question that belongs to a seed: any child, asked for in any way.</summary>
    public static MatchingQuestion Any(int seed)
    {
        var dice = new Random(seed);
        var child = Held.Children[dice.Next(Held.Children.Length)];
        var question = About(child);
        return dice.Next(10) switch
        {
            0 => question with { Postcode = null },
            1 => question with { Given = Slip(question.Given!, dice) },
            2 => question with { Surname = Slip(question.Surname!, dice) },
            3 => question with { DateOfBirth = child.DateOfBirth.AddDays(-10) },
            4 => question with { Given = question.Surname, Surname = question.Given },
            5 => question with { Given = null },
            6 => question with { Postcode = "ZA9 9ZZ", Sex = child.Sexes },
            7 => question with { Surname = null },
            8 => question with { DateOfBirth = null, AgeAbout = Held.Today.Year - child.DateOfBirth.Year },
            _ => question,
        };
    }

    /// <summary>All that is told and recorded, as one line.</summary>
    public static string Told(this MatchingOutcome outcome)
    {
        var children = outcome.Answer is MatchingAnswer.Possible possible ? string.Join(';', possible.Children) : "";
        return $"{outcome.Answer}|{children}|{outcome.Notes}|{string.Join(';', outcome.Trail.Considered)}|{outcome.Trail.ConsideredCount}|{string.Join(';', outcome.Trail.Sealed)}";
    }

    private static string Slip(string name, Random dice)
    {
        if (name.Length < 3) return name + "e";
        var at = dice.Next(1, name.Length - 1);
        return dice.Next(2) == 0 ? name.Remove(at, 1) : name[..at] + name[at + 1] + name[at] + name[(at + 2)..];
    }
}
