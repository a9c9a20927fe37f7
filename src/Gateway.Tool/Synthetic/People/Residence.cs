using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.People;

/// <summary>Where a household lives and where it lived before.</summary>
internal sealed record Residence(Neighbourhood Home, Neighbourhood? Former, IReadOnlyList<Address> Addresses)
{
    /// <summary>The part of the household's addresses that a child has lived through.</summary>
    public IReadOnlyList<Address> Since(DateOnly born)
    {
        if (Addresses is [{ To: null } only]) return [only with { From = Later(only.From, born) }];
        return [.. Addresses.Where(a => a.To is null || a.To > born).Select(a => a with { From = Later(a.From, born) })];
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>Draws the addresses of a household. <see cref="Residence.Former"/> is another council left within the year.</summary>
internal sealed class ResidenceDraw(Geography geography, AsOf asOf, Rates rates)
{
    private readonly int _windowDays = asOf.Day.DayNumber - asOf.WindowStart.DayNumber;

    public Residence Draw(Dice dice)
    {
        var home = dice.Pick(geography.Neighbourhoods);
        var moved = dice.Chance(rates.MovedInYear);
        var from = moved ? asOf.DaysAgo(1 + dice.Below(_windowDays)) : asOf.WindowStart.AddDays(-1 - dice.Below(4_000));
        if (!moved && !dice.Chance(0.4)) return new Residence(home, null, [new Address(home.Postcode(dice), from, null)]);

        var before = dice.Chance(rates.MoveCrossesCouncils) ? dice.Pick(geography.Neighbourhoods) : home;
        IReadOnlyList<Address> addresses =
        [
            new Address(before.Postcode(dice), from.AddDays(-400 - dice.Below(3_000)), from),
            new Address(home.Postcode(dice), from, null),
        ];
        return new Residence(home, moved && before != home ? before : null, addresses);
    }
}
