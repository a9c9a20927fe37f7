namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>What the children of a household have in common.</summary>
internal readonly struct Family
{
    public Family(FamilyBook book, FamilyRates rates, ref FamilyDice dice)
    {
        Origin = book.PickOrigin(ref dice);
        Surname = book.Surnames.Pick(Origin, ref dice);
        SecondSurname = dice.Chance(rates.DoubleBarrelled) ? book.Surnames.Pick(book.PickOrigin(ref dice), ref dice) : FamilyChild.None;
        StepSurname = dice.Chance(rates.StepSurname) ? book.Surnames.Pick(Origin, ref dice) : FamilyChild.None;
        Home = book.PickHome(Origin, ref dice);
        Restricted = dice.Chance(rates.Restricted);
        if (!dice.Chance(rates.Moved)) return;
        MovedOn = dice.Below(18 * 365);
        Before = dice.Chance(rates.MovedWithinDistrict) ? Home.ElsewhereInDistrict(ref dice) : book.PickHome(Origin, ref dice);
    }

    public int Origin { get; }

    public int Surname { get; }

    public int SecondSurname { get; }

    /// <summary>The surname that a parent's other children bear, or none.</summary>
    public int StepSurname { get; }

    public Postcode Home { get; }

    public Postcode Before { get; }

    /// <summary>Days before today; of meaning with <see cref="Before"/>.</summary>
    public int MovedOn { get; }

    public bool Restricted { get; }
}
