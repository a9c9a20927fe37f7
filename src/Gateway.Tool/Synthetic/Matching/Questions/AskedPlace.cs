using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Synthetic.Matching.Questions;

/// <summary>The postcode that a practitioner is told.</summary>
internal sealed class AskedPlace(FamilyBook book, QuestionRates rates)
{
    private readonly double _former = rates["postcode", "former"];
    private readonly double _sector = rates["postcode", "sector"];
    private readonly double _district = rates["postcode", "district"];
    private readonly double _elsewhere = rates["postcode", "elsewhere"];
    private readonly double _letters = rates["postcode", "letters-for-digits"];

    public string Postcode(in FamilyChild child, ref FamilyDice dice)
    {
        var text = Told(child, ref dice).ToString();
        return dice.Chance(_letters) ? text.Replace('0', 'O').Replace('1', 'I') : text;
    }

    private Postcode Told(in FamilyChild child, ref FamilyDice dice)
    {
        var home = child.Postcode.IsEmpty ? book.PickHome(child.Origin, ref dice) : child.Postcode;
        var at = dice.Share() / book.ErrorsOf(child.Origin);
        if ((at -= _sector) < 0) return home.ElsewhereInSector(ref dice);
        if ((at -= _district) < 0) return home.ElsewhereInDistrict(ref dice);
        if ((at -= _elsewhere) < 0) return book.PickHome(child.Origin, ref dice);
        return (at - _former) < 0 && !child.FormerPostcode.IsEmpty ? child.FormerPostcode : home;
    }
}
