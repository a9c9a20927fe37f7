using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>The date of birth that a carer gives and a practitioner types.</summary>
internal sealed class AskedBirth(QuestionRates rates, DateOnly asOf)
{
    private readonly double _swapped = rates["birth", "swapped"];
    private readonly double _slip = rates["birth", "slip"];
    private readonly double _twoParts = rates["birth", "two-parts"];
    private readonly double _different = rates["birth", "different"];

    /// <param name="family">The children of the household: a date that is quite wrong is as often a brother's or sister's.</param>
    public DateOnly Date(in FamilyChild child, ReadOnlySpan<FamilyChild> family, ref FamilyDice dice)
    {
        var (born, at) = (child.Born, dice.Share());
        if ((at -= _swapped) < 0) return born.Day <= 12 ? Served(new DateOnly(born.Year, born.Day, born.Month), born) : born;
        if ((at -= _slip) < 0) return Served(OneDigit(born, ref dice), born);
        if ((at -= _twoParts) < 0) return Served(born.AddYears(dice.Chance(0.5) ? 1 : -1), born);
        if (at - _different >= 0) return born;
        return dice.Chance(0.5) ? family[dice.Below(family.Length)].Born : asOf.AddDays(-dice.Below(6_500));
    }

    public int Age(in FamilyChild child, ref FamilyDice dice)
    {
        var years = asOf.Year - child.Born.Year;
        if (child.Born.AddYears(years) > asOf) years--;
        return Math.Clamp(years + dice.Below(10) switch { 0 => -1, 1 => 1, _ => 0 }, 0, 17);
    }

    private static DateOnly OneDigit(DateOnly born, ref FamilyDice dice)
    {
        var day = born.Day / 10 * 10 + dice.Below(10);
        return day >= 1 && day <= DateTime.DaysInMonth(born.Year, born.Month) ? new DateOnly(born.Year, born.Month, day) : born.AddMonths(1);
    }

    private DateOnly Served(DateOnly told, DateOnly born) => told > asOf || told <= asOf.AddYears(-18) ? born : told;
}
