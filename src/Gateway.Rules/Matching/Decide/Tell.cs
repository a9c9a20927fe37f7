namespace Gateway.Rules.Matching.Decide;

/// <summary>What may be told of a child that was weighed (matching, section 5).</summary>
internal static class Tell
{
    public static Candidate Candidate(in Weighed child)
    {
        var place = child.Segment.Rows[child.Row].Place;
        var district = child.IsRestricted || place == 0 ? null : child.Segment.Places[place].ToString();
        return new Candidate(child.Ordinal, Given(child.Given), child.Born.Year, district);
    }

    public static FieldAgreements Fields(in Weighed child, Asked asked) => new(
        Name(child.Given, asked.Given.IsBlank, child.IsCrosswise),
        Name(child.Surname, asked.Surname.IsBlank, child.IsCrosswise),
        Birth(child.Birth),
        asked.Sex == 0 ? FieldAgreement.NotGiven : child.Sex switch { 1 => FieldAgreement.Agreed, -1 => FieldAgreement.Differed, _ => FieldAgreement.NotCompared },
        child.IsRestricted ? FieldAgreement.NotCompared : asked.Place.IsBlank ? FieldAgreement.NotGiven : Place(child.Place),
        asked.Numbers.IsEmpty ? FieldAgreement.NotGiven : child.Number == NumberLevel.None ? FieldAgreement.NotCompared : FieldAgreement.Agreed);

    private static GivenAgreement Given(NameLevel level) => level switch
    {
        NameLevel.Blank => GivenAgreement.NotCompared,
        >= NameLevel.Variant => GivenAgreement.Same,
        NameLevel.Different => GivenAgreement.Different,
        _ => GivenAgreement.Near,
    };

    private static FieldAgreement Name(NameLevel level, bool isBlank, bool isCrosswise) => level switch
    {
        _ when isBlank => FieldAgreement.NotGiven,
        NameLevel.Blank => FieldAgreement.NotCompared,
        NameLevel.Different => FieldAgreement.Differed,
        NameLevel.Exact when !isCrosswise => FieldAgreement.Agreed,
        _ => FieldAgreement.Near,
    };

    private static FieldAgreement Birth(BirthLevel level) => level switch
    {
        BirthLevel.Exact => FieldAgreement.Agreed,
        BirthLevel.Different => FieldAgreement.Differed,
        _ => FieldAgreement.Near,
    };

    private static FieldAgreement Place(PlaceLevel level) => level switch
    {
        PlaceLevel.Unit => FieldAgreement.Agreed,
        PlaceLevel.Sector or PlaceLevel.District => FieldAgreement.Near,
        PlaceLevel.Elsewhere => FieldAgreement.Differed,
        _ => FieldAgreement.NotCompared,
    };
}
