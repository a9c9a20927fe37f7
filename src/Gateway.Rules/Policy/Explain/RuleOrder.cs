namespace Gateway.Rules.Policy.Explain;

/// <summary>The rules in the order in which they speak (sharing rules, 1.2; rulings, 27), which is not that of their numbers.</summary>
internal static class RuleOrder
{
    private static readonly RuleSet[] Order =
    [
        RuleSet.BulkRequest, RuleSet.UnknownRole, RuleSet.ProhibitedPurpose, RuleSet.ConflictOfInterest, RuleSet.NoVerifiedRelationship,
        RuleSet.IdentityNotExact, RuleSet.Scope, RuleSet.CourtOrderProhibits, RuleSet.CompelledDisclosure, RuleSet.MatrixCell,
        RuleSet.AssessmentWithoutAgreement, RuleSet.EffectiveContribution, RuleSet.SubjectIsAdult, RuleSet.NoRecordedPregnancy,
        RuleSet.EarlyHelpWithoutConsent, RuleSet.DutyInForce,
    ];

    public static IEnumerable<RuleSet> Of(RuleSet rules) => rules.Each().OrderBy(Place);

    // Necessity and proportionality weigh before 15 and 16; risk to people, the shield and the checks come after them.
    private static int Place(RuleSet one)
    {
        var early = Array.IndexOf(Order, one);
        if (early >= 0) return early;
        return one switch
        {
            RuleSet.BreakGlassAnomaly => 200,
            RuleSet.EmergencyDeclared => 201,
            RuleSet.RecipientRisk or RuleSet.LeakRisk or RuleSet.Deterrence => 202,
            RuleSet.SensitiveAttendance => 203,
            RuleSet.Shield => 204,
            RuleSet.PostQueryChecks => 205,
            RuleSet.PublicNumber => 206,
            _ => 100,
        };
    }
}
