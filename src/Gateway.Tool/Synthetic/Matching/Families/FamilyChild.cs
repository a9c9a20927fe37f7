using Gateway.Rules.Identifiers;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Matching.Families;

/// <summary>A child of a synthetic family as numbers: names and postcodes are looked up in the <see cref="FamilyBook"/> only where text is wanted.</summary>
internal struct FamilyChild
{
    /// <summary>No name, or none of that kind.</summary>
    public const int None = -1;

    public long Household;
    public byte Place;
    public byte Origin;
    public Sex Sex;
    public FamilyMarks Marks;
    public int BornDay;
    public int Given;
    public int Middle;
    public int Surname;
    public int SecondSurname;
    public int FormerSurname;
    public Postcode Postcode;
    public Postcode FormerPostcode;
    public NhsNumber Number;

    /// <summary>The identity before an adoption; of meaning only with <see cref="FamilyMarks.Adopted"/>.</summary>
    public int SealedGiven;
    public int SealedSurname;
    public NhsNumber SealedNumber;

    /// <summary>One number for each child of the population and for each child held back from it.</summary>
    public readonly long Key => (Household << 3) | Place;

    public readonly DateOnly Born => DateOnly.FromDayNumber(BornDay);

    public readonly bool Is(FamilyMarks mark) => (Marks & mark) != 0;
}

/// <summary>What is special about a child.</summary>
[Flags]
internal enum FamilyMarks : byte
{
    None = 0,
    Twin = 1,
    SecondTwin = 2,
    NearTwin = 4,
    Restricted = 8,
    Adopted = 16,
    Placeholder = 32,

    /// <summary>Not in the population, so that a question about the child must not open anybody; the family stays.</summary>
    HeldBack = 64,
    AtSchool = 128,
}
