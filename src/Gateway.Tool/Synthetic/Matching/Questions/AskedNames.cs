using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>The names of a child as somebody says or types them.</summary>
internal sealed class AskedNames(FamilyBook book, QuestionRates rates, ShortForms forms)
{
    private readonly double _variant = rates["given", "variant"];
    private readonly double _near = rates["given", "near"];
    private readonly double _loose = rates["given", "loose"];
    private readonly double _second = rates["given", "second-name"];
    private readonly double _other = rates["given", "other-name"];
    private readonly double _beside = rates["beside", "second-given-name"];
    private readonly double _half = rates["surname", "half"];
    private readonly double _surnameNear = rates["surname", "near"];
    private readonly double _surnameOther = rates["surname", "other-name"];
    private readonly double _former = rates["surname", "former"];

    /// <param name="family">The children of the household: whoever asks for a child by a wrong name does not ask for a brother or sister.</param>
    public string Given(in FamilyChild child, ReadOnlySpan<FamilyChild> family, ref FamilyDice dice)
    {
        var (name, at) = (book.Given[child.Given], dice.Share() / book.ErrorsOf(child.Origin));
        if ((at -= _variant) < 0) return forms.Pick(name, ref dice) ?? Slip.Of(name, ref dice);
        if ((at -= _near) < 0) return Slip.Of(name, ref dice);
        if ((at -= _loose) < 0) return Slip.Bad(name, ref dice);
        if ((at -= _second) < 0 && child.Middle != FamilyChild.None) return book.Given[child.Middle];
        if ((at - _other) < 0) return Another(child, family, ref dice);
        return child.Middle != FamilyChild.None && dice.Chance(_beside) ? $"{name} {book.Given[child.Middle]}" : name;
    }

    private string Another(in FamilyChild child, ReadOnlySpan<FamilyChild> family, ref FamilyDice dice)
    {
        while (true)
        {
            var (name, isTheirs) = (book.Given.Pick(child.Origin, child.Sex, child.Born.Year, ref dice), false);
            foreach (ref readonly var other in family) isTheirs |= other.Place != child.Place && (other.Given == name || other.Middle == name);
            if (!isTheirs) return book.Given[name];
        }
    }

    public string Surname(in FamilyChild child, ref FamilyDice dice)
    {
        var at = dice.Share() / book.ErrorsOf(child.Origin);
        if (child.FormerSurname != FamilyChild.None && dice.Chance(_former)) return book.Surnames[child.FormerSurname];
        if ((at -= _half) < 0) return Half(child, ref dice);
        if ((at -= _surnameNear) < 0) return Slip.Of(book.SurnameOf(child), ref dice);
        return at - _surnameOther < 0 ? book.Surnames[book.Surnames.Pick(child.Origin, ref dice)] : book.SurnameOf(child);
    }

    private string Half(in FamilyChild child, ref FamilyDice dice)
    {
        if (child.SecondSurname == FamilyChild.None) return Slip.Of(book.Surnames[child.Surname], ref dice);
        return book.Surnames[dice.Chance(0.5) ? child.Surname : child.SecondSurname];
    }
}
