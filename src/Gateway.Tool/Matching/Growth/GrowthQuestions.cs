using Gateway.Rules.Matching.Questions;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Matching.Growth;

/// <summary>A mixture of questions about children who are held, right and wrong in the ways that people are: for time, not for truth.</summary>
internal sealed class GrowthQuestions(FamilyBook book, int population, int questions)
{
    private readonly List<MatchingQuestion> _questions = [];
    private readonly int _every = Math.Max(1, population / questions);

    public IReadOnlyList<MatchingQuestion> All => _questions;

    public void See(FamilyChild child, int ordinal)
    {
        if (ordinal % _every != 0 || _questions.Count >= questions) return;
        var dice = new FamilyDice(0x6077, ordinal);
        _questions.Add(Asked(child, ref dice));
    }

    /// <summary>The commonest names on the day on which most are recorded, with nothing else, and with a postcode that nobody of them has.</summary>
    public static IEnumerable<MatchingQuestion> Worst() =>
        from name in new[] { ("Muhammad", "Khan"), ("Oliver", "Smith"), ("Ahmed", "Ali"), ("Olivia", "Jones") }
        from year in new[] { 2010, 2012, 2014, 2016 }
        from postcode in new[] { null, "B10 0AA", "LS11 6AD" }
        select new MatchingQuestion { Given = name.Item1, Surname = name.Item2, DateOfBirth = new DateOnly(year, 1, 1), Postcode = postcode };

    private MatchingQuestion Asked(in FamilyChild child, ref FamilyDice dice)
    {
        var (given, surname) = (child.Is(FamilyMarks.Placeholder) ? "Mila" : book.Given[child.Given], book.SurnameOf(child));
        var question = new MatchingQuestion { Given = given, Surname = surname, DateOfBirth = child.Born, Postcode = child.Postcode.ToString() };
        return dice.Below(100) switch
        {
            < 30 => question,
            < 50 => question with { Postcode = null },
            < 60 => question with { Given = Slip(given, ref dice) },
            < 68 => question with { Surname = Slip(surname, ref dice) },
            < 76 => question with { DateOfBirth = child.Born.AddDays(dice.Below(2) == 0 ? -10 : -365) },
            < 82 => question with { Given = surname, Surname = given },
            < 88 => question with { Postcode = "ZE3 9ZZ" },
            < 92 => question with { Given = null },
            < 95 => question with { DateOfBirth = null, AgeAbout = 9 },
            _ => child.Number.IsEmpty ? question : question with { NhsNumber = child.Number.Digits, Postcode = null },
        };
    }

    private static string Slip(string name, ref FamilyDice dice)
    {
        if (name.Length < 4) return name + "e";
        var at = 1 + dice.Below(name.Length - 2);
        return name[..at] + name[at + 1] + name[at] + name[(at + 2)..];
    }
}
