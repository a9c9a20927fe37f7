using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Tool.Synthetic.Matching.Families;
using Sex = Gateway.Tool.Synthetic.People.Sex;

namespace Gateway.Tool.Matching;

/// <summary>Registers a child of a synthetic family as a feed would.</summary>
internal static class RegisteredFamily
{
    public static IndexedChild Child(FamilyBook book, in FamilyChild child, int ordinal) => new(ordinal, child.Born, Versions(book, child))
    {
        Sexes = child.Sex == Sex.Female ? Sexes.Female : Sexes.Male,
        Numbers = child.Number.IsEmpty ? [] : [PersonalNumber.Nhs(child.Number)],
        IsRestricted = child.Is(FamilyMarks.Restricted),
        Sealed = child.Is(FamilyMarks.Adopted) ? [Sealed(book, child)] : [],
    };

    private static ImmutableArray<ChildVersion> Versions(FamilyBook book, in FamilyChild child)
    {
        var (given, postcode) = (book.GivenOf(child), child.Postcode.ToString());
        var present = new ChildVersion(given, book.SurnameOf(child), postcode);
        var former = child.FormerSurname == FamilyChild.None ? present.Surname : book.Surnames[child.FormerSurname];
        return child.FormerPostcode.IsEmpty && former == present.Surname
            ? [present]
            : [present, new ChildVersion(given, former, child.FormerPostcode.IsEmpty ? null : child.FormerPostcode.ToString())];
    }

    private static SealedIdentity Sealed(FamilyBook book, in FamilyChild child) => new(
        book.Given[child.SealedGiven], book.Surnames[child.SealedSurname], child.SealedNumber.IsEmpty ? [] : [PersonalNumber.Nhs(child.SealedNumber)]);
}
