namespace Gateway.Rules.Policy.Explain;

/// <summary>The questions, and the rules that answer each; Q8 has none, since it never refuses.</summary>
internal static class QuestionWords
{
    public static readonly (string Id, string Words, RuleSet Rules)[] All =
    [
        ("G0", "Is this a request that the service can accept at all?", RuleSet.BulkRequest | RuleSet.UnknownRole | RuleSet.ConflictOfInterest),
        ("Q1", "Is there a legitimate purpose, and is this person involved with this child?", RuleSet.ProhibitedPurpose | RuleSet.NoVerifiedRelationship),
        ("Q2", "Is it the right person?", RuleSet.IdentityNotExact),
        ("Q3", "Is the information confidential?", RuleSet.PublicNumber | RuleSet.AlreadyHeld),
        ("Q4", "Is there consent, and does it matter here?", RuleSet.EarlyHelpWithoutConsent | RuleSet.AssessmentWithoutAgreement),
        ("Q5", "Does a statute or a court order require, permit or forbid it?", RuleSet.CourtOrderProhibits | RuleSet.CompelledDisclosure | RuleSet.DutyInForce),
        ("Q6", "Is each item, for this person, now, necessary and proportionate?", Weighed),
        ("Q7", "Is it going in the right way?", RuleSet.SensitiveAttendance | RuleSet.Shield | RuleSet.LeakRisk | RuleSet.ThirdParty),
    ];

    private const RuleSet Weighed =
        RuleSet.MatrixCell | RuleSet.SubjectIsAdult | RuleSet.NoRecordedPregnancy | RuleSet.BreakGlassAnomaly | RuleSet.EmergencyDeclared
        | RuleSet.PostQueryChecks | RuleSet.EffectiveContribution | RuleSet.CanActOnIt | RuleSet.NothingLessWouldDo | RuleSet.NeededNow
        | RuleSet.InsideTheWindow | RuleSet.IntrusionCap | RuleSet.RecipientRisk | RuleSet.Balance | RuleSet.Scope | RuleSet.Deterrence
        | RuleSet.Completeness;
}
