using Gateway.Rules.Identifiers;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>The NHS number that is typed: the child's, or wrong in one of three ways.</summary>
internal sealed class AskedNumber(QuestionRates rates, FamilyDraw draw)
{
    private readonly double _wrongDigit = rates["number", "wrong-digit"];
    private readonly double _another = rates["number", "another"];
    private readonly double _otherTwin = rates["number", "other-twin"];

    public string Digits(in FamilyChild child, ReadOnlySpan<FamilyChild> family, QuestionKind kind, ref FamilyDice dice)
    {
        // With nothing but a number and a date, another child's number is a question about that other child.
        var named = kind == QuestionKind.NumberNamesBirth;
        if (named && child.Is(FamilyMarks.Twin) && dice.Chance(_otherTwin) && OtherTwin(child, family) is { IsEmpty: false } other) return other.Digits;
        if (named && dice.Chance(_another)) return Another(ref dice).Digits;
        return dice.Chance(_wrongDigit) ? WrongDigit(child.Number.Digits, ref dice) : child.Number.Digits;
    }

    private static NhsNumber OtherTwin(in FamilyChild child, ReadOnlySpan<FamilyChild> family)
    {
        foreach (ref readonly var other in family)
            if (other.Place != child.Place && other.BornDay == child.BornDay) return other.Number;
        return default;
    }

    private NhsNumber Another(ref FamilyDice dice)
    {
        Span<FamilyChild> room = new FamilyChild[FamilyDraw.Most];
        while (true)
        {
            draw.Draw(dice.Below(1_000_000), room);
            if (!room[0].Number.IsEmpty) return room[0].Number;
        }
    }

    private static string WrongDigit(string digits, ref FamilyDice dice)
    {
        var at = dice.Below(digits.Length);
        return string.Concat(digits.AsSpan(0, at), ((char)('0' + (digits[at] - '0' + 1 + dice.Below(9)) % 10)).ToString(), digits.AsSpan(at + 1));
    }
}
