namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 12: a section 17 assessment without agreement is decided by the front door's screening column. A role that has no
/// section 17 column of its own gains nothing by it.
/// </summary>
internal static class AssessmentWithoutAgreement
{
    public static bool Applies(RequestFacts facts) => facts is { Purpose: Purpose.Section17, Consent.IsGiven: false };

    public static Cell? Cell(PolicyBundle policy, Item item) => policy.Cell("csc-front-door", Purpose.FrontDoor, item);
}
