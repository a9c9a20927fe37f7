using Gateway.Tool.Synthetic.Matching.Names;

namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>Everything that families are made from, read once; safe to share between threads.</summary>
internal sealed class FamilyBook
{
    private readonly AliasTable _origins;
    private readonly double _meanErrors;

    private FamilyBook(IReadOnlyList<Origin> origins)
    {
        Origins = origins;
        (Given, Surnames) = (new GivenNames(origins), new Surnames(origins));
        _origins = new AliasTable([.. Enumerable.Range(0, origins.Count)], Given.Shares);
        _meanErrors = origins.Select((origin, at) => origin.Errors * Given.Shares[at]).Sum() / Given.Shares.Sum();
    }

    public IReadOnlyList<Origin> Origins { get; }

    public GivenNames Given { get; }

    public Surnames Surnames { get; }

    public static FamilyBook Embedded() => new(Origin.All());

    /// <summary>How many times as often as on average a child of this origin is written wrongly; over all children it is 1, so that cited rates stay what they are.</summary>
    public double ErrorsOf(int origin) => Origins[origin].Errors / _meanErrors;

    public int PickOrigin(ref FamilyDice dice) => _origins.Pick(ref dice);

    /// <summary>Most families of an origin that keeps together live in its districts.</summary>
    public Postcode PickHome(int origin, ref FamilyDice dice)
    {
        var districts = Origins[origin].Districts;
        var district = districts > 0 && dice.Chance(0.7)
            ? (int)(Dice.Mix((ulong)origin * 7_919 + (ulong)dice.Below(districts)) % (ulong)Postcode.Districts)
            : dice.Below(Postcode.Districts);
        return Postcode.In(district, ref dice);
    }

    public string SurnameOf(in FamilyChild child) => child.SecondSurname == FamilyChild.None
        ? Surnames[child.Surname]
        : $"{Surnames[child.Surname]}-{Surnames[child.SecondSurname]}";

    public string GivenOf(in FamilyChild child)
    {
        if (child.Is(FamilyMarks.Placeholder)) return Placeholder(child);
        return child.Middle == FamilyChild.None ? Given[child.Given] : $"{Given[child.Given]} {Given[child.Middle]}";
    }

    private static string Placeholder(in FamilyChild child) =>
        child.Is(FamilyMarks.Twin) ? child.Is(FamilyMarks.SecondTwin) ? "Twin 2" : "Twin 1"
        : child.Sex == People.Sex.Female ? "Baby Girl" : "Baby Boy";
}
