namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 12: a section 17 assessment without agreement is decided by the front door's screening column.</summary>
internal static class AssessmentWithoutAgreement
{
    public static bool Applies(RequestFacts facts) => facts is { Purpose: Purpose.Section17, ConsentGiven: false };

    public static (string Role, Purpose Purpose) ColumnFor(RequestFacts facts) =>
        Applies(facts) ? ("csc-front-door", Purpose.FrontDoor) : (facts.Role, facts.Purpose);
}
