using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>Makes one child of a family: what the child is called, where the child lives, what is special.</summary>
internal sealed class ChildDraw(FamilyBook book, FamilyRates rates, DateOnly asOf)
{
    private const int SchoolDays = 5 * 365;
    private const int UnnamedDays = 10;

    public void Fill(ref FamilyChild child, in Family family, ReadOnlySpan<FamilyChild> elder, ref FamilyDice dice)
    {
        child.Sex = dice.Below(1_000) < 487 ? Sex.Female : Sex.Male;
        Age(ref child, elder, ref dice);
        Surname(ref child, family, ref dice);
        Given(ref child, elder, ref dice);
        Home(ref child, family, ref dice);
        Mark(ref child, family, ref dice);
    }

    private void Age(ref FamilyChild child, ReadOnlySpan<FamilyChild> elder, ref FamilyDice dice)
    {
        if (child.Is(FamilyMarks.SecondTwin))
        {
            child.BornDay = elder[^1].BornDay;
            return;
        }

        var born = child.Born;
        // An age that was assessed is written down as 1 January.
        if (asOf.Year - born.Year is > 8 and < 18 && dice.Chance(book.Origins[child.Origin].Assessed))
            child.BornDay = new DateOnly(born.Year, 1, 1).DayNumber;
    }

    private void Surname(ref FamilyChild child, in Family family, ref FamilyDice dice)
    {
        var step = family.StepSurname != FamilyChild.None && child.Place > 0 && !child.Is(FamilyMarks.SecondTwin) && dice.Chance(0.5);
        child.Surname = book.Surnames.BorneBy(child.Sex, step ? family.StepSurname : family.Surname);
        child.SecondSurname = step ? FamilyChild.None : family.SecondSurname;
        if (dice.Chance(rates.SurnameChanged)) child.FormerSurname = book.Surnames.Pick(child.Origin, ref dice);
    }

    private void Given(ref FamilyChild child, ReadOnlySpan<FamilyChild> elder, ref FamilyDice dice)
    {
        child.Given = Unlike(child, elder, ref dice);
        if (child.Is(FamilyMarks.SecondTwin) && dice.Chance(rates.NearTwins)) Echo(ref child, elder[^1], ref dice);
        else if (elder.Length > 0 && elder[^1].Sex == child.Sex && dice.Chance(rates.NearSibling) && book.Given.Near(elder[^1].Given, ref dice) is var near && !IsTaken(near, elder)) child.Given = near;
        if (dice.Chance(rates.SecondGivenName)) child.Middle = Unlike(child, elder, ref dice);
        if (asOf.DayNumber - child.BornDay <= UnnamedDays && dice.Chance(rates.UnnamedAtBirth)) child.Marks |= FamilyMarks.Placeholder;
    }

    /// <summary>A twin of the same sex whose name is a letter or two away from the first one's.</summary>
    private void Echo(ref FamilyChild child, in FamilyChild first, ref FamilyDice dice)
    {
        if (book.Given.Near(first.Given, ref dice) is var near && near == first.Given) return;
        (child.Given, child.Sex) = (near, first.Sex);
        child.Marks |= FamilyMarks.NearTwin;
    }

    private int Unlike(in FamilyChild child, ReadOnlySpan<FamilyChild> elder, ref FamilyDice dice)
    {
        var name = Name(child, ref dice);
        for (var again = 0; again < 4 && IsTaken(name, elder); again++) name = Name(child, ref dice);
        return name;
    }

    private static bool IsTaken(int name, ReadOnlySpan<FamilyChild> elder)
    {
        foreach (ref readonly var other in elder)
            if (other.Given == name || other.Middle == name) return true;
        return false;
    }

    private int Name(in FamilyChild child, ref FamilyDice dice)
    {
        var origin = dice.Chance(rates.OtherOriginName) ? book.PickOrigin(ref dice) : child.Origin;
        return book.Given.Pick(origin, child.Sex, child.Born.Year, ref dice);
    }

    private void Home(ref FamilyChild child, in Family family, ref FamilyDice dice)
    {
        var away = dice.Chance(rates.LivesAway);
        child.Postcode = away ? book.PickHome(child.Origin, ref dice) : dice.Chance(rates.PostcodeUnknown) ? default : family.Home;
        if (away) child.FormerPostcode = family.Home;
        else if (!family.Before.IsEmpty && child.BornDay < asOf.DayNumber - family.MovedOn) child.FormerPostcode = family.Before;
    }

    private void Mark(ref FamilyChild child, in Family family, ref FamilyDice dice)
    {
        if (family.Restricted) child.Marks |= FamilyMarks.Restricted;
        if (asOf.DayNumber - child.BornDay > SchoolDays) child.Marks |= FamilyMarks.AtSchool;
        if (dice.Chance(rates.HeldBack)) child.Marks |= FamilyMarks.HeldBack;
        if (!dice.Chance(rates.Adopted)) return;
        child.Marks |= FamilyMarks.Adopted;
        child.FormerSurname = FamilyChild.None;
        child.FormerPostcode = default;
        child.SealedSurname = book.Surnames.Pick(child.Origin, ref dice);
        child.SealedGiven = dice.Chance(0.5) ? child.Given : Name(child, ref dice);
    }
}
