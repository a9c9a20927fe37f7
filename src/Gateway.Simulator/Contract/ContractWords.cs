namespace Gateway.Simulator;

/// <summary>Every closed list of the contract; a test holds them to contracts/openapi/custodian.v1.json.</summary>
internal static class ContractWords
{
    public static readonly WordList Items = new(
        "plan-flag", "plan-category", "plan-dates", "lead-social-worker", "looked-after", "unborn-plan", "plan-ended", "sibling-on-plan",
        "attendance-count", "attendance-dates", "attendance-site", "attendance-complaint", "attendance-outcome",
        "gp-registration", "school", "abuse-marker");

    public static readonly WordList Purposes = new(
        "unscheduled-care", "clinical-concern", "scheduled-care", "maternity", "section-47", "front-door", "section-17", "domestic-abuse-incident",
        "immediate-protection", "crime", "school-concern", "school-support", "early-help", "compelled", "own-rights", "inspection", "research", "other");

    public static readonly WordList RelationshipTypes = new(
        "encounter", "registration", "school-roll", "incident", "referral", "allocation", "missing-person", "custody", "legal-authority");

    public static readonly WordList Categories = new("neglect", "physical", "sexual", "emotional");

    public static readonly WordList LegalBases = new("care-order", "interim-care-order", "section-20");

    public static readonly WordList Handling = new("honour-based-abuse", "induced-illness", "do-not-inform-parents", "whereabouts-protected");

    public static readonly WordList NoticeKinds = new("attendance", "late-answer");
}
