namespace Gateway.Tool.Synthetic.People;

/// <summary>A birth in a household: when, which sex, and whether it is the second of twins.</summary>
internal readonly record struct Birth(DateOnly Day, Sex Sex, bool SecondTwin);

/// <summary>Draws the births of a household, oldest first.</summary>
internal sealed class BirthDraw(AsOf asOf, Rates rates)
{
    private static readonly Weighted<int> Sizes = new((1, 44), (2, 38), (3, 13), (4, 5));

    private readonly int _childhood = asOf.Day.DayNumber - asOf.Day.AddYears(-18).DayNumber - 1;

    /// <param name="room">At most this many children; at least one.</param>
    public List<Birth> Draw(Dice dice, int room)
    {
        if (dice.Chance(rates.CareLeaver)) return [new Birth(Adult(dice), SexOf(dice), SecondTwin: false)];

        var births = new List<Birth>(4);
        var size = Math.Min(Sizes.Pick(dice), room);
        for (var day = Day(dice, _childhood); births.Count < size && day < asOf.Day; day = day.AddDays(365 + dice.Below(1_100)))
        {
            births.Add(new Birth(day, SexOf(dice), SecondTwin: false));
            if (births.Count < room && dice.Chance(rates.Twins)) births.Add(new Birth(day, SexOf(dice), SecondTwin: true));
        }

        return births;
    }

    private DateOnly Day(Dice dice, int within)
    {
        var day = asOf.DaysAgo(1 + dice.Below(within));
        // An age that was assessed is written down as 1 January.
        return dice.Chance(rates.AssessedAge) && day.Year > asOf.Day.Year - 17 ? new DateOnly(day.Year, 1, 1) : day;
    }

    private DateOnly Adult(Dice dice) => asOf.Day.AddYears(-18).AddDays(-dice.Below(7 * 365));

    private static Sex SexOf(Dice dice) => dice.Below(1_000) < 487 ? Sex.Female : Sex.Male;
}
