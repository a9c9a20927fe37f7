namespace Gateway.Tool.Synthetic.People;

/// <summary>The names of one family: one surname, sometimes two or misspelt; given names that differ, twins' perhaps barely.</summary>
internal sealed class FamilyNames
{
    private readonly NameBook _names;
    private readonly Rates _rates;
    private readonly Tradition _tradition;
    private readonly Name _surname;
    private readonly Name? _second;
    private readonly List<Name> _given = new(4);

    public FamilyNames(NameBook names, Dice dice, Rates rates)
    {
        (_names, _rates) = (names, rates);
        _tradition = names.Pick(dice);
        _surname = _tradition.Family.Pick(dice);
        _second = dice.Chance(rates.DoubleBarrelled) ? names.Pick(dice).Family.Pick(dice) : null;
    }

    public string Surname(Dice dice)
    {
        var text = dice.Chance(_rates.Misspelt) ? _surname.Misspelt(dice) : _surname.Text;
        if (_second is null) return text;
        return dice.Below(10) switch
        {
            < 7 => $"{text}-{_second.Text}",
            < 8 => $"{text} {_second.Text}",
            _ => text,
        };
    }

    public string Given(Birth birth, AsOf asOf, Dice dice)
    {
        if (birth.SecondTwin && Echo(dice) is { } echo) return echo;
        var name = Fresh(birth.Sex, dice);
        _given.Add(name);
        if (asOf.Day.DayNumber - birth.Day.DayNumber <= 10 && dice.Chance(0.5)) return Placeholder(birth);
        return dice.Chance(_rates.Misspelt) ? name.Misspelt(dice) : name.Text;
    }

    /// <summary>A twin whose name sounds like the first one's.</summary>
    private string? Echo(Dice dice) =>
        _given[^1].Variants.Length > 0 && dice.Chance(0.5) ? _given[^1].Misspelt(dice) : null;

    private Name Fresh(Sex sex, Dice dice)
    {
        var name = Draw(sex, dice);
        for (var again = 0; again < 4 && _given.Contains(name); again++) name = Draw(sex, dice);
        return name;
    }

    private Name Draw(Sex sex, Dice dice) => (dice.Chance(0.25) ? _names.Common : _tradition).Given(sex).Pick(dice);

    private static string Placeholder(Birth birth) =>
        birth.SecondTwin ? "Twin 2" : birth.Sex == Sex.Female ? "Baby Girl" : "Baby Boy";
}
