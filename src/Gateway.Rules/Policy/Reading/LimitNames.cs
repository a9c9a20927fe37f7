namespace Gateway.Rules.Policy.Reading;

/// <summary>The limits that a policy must give: a closed list, each with its unit and range.</summary>
internal static class LimitNames
{
    public static readonly (string Name, string Unit, int Least, int Most)[] All =
    [
        ("follow-up", "hours", 0, 720), ("adult-age", "years", 16, 25), ("look-back", "months", 1, 120),
        ("ordinary-route-in-hours", "hours", 1, 72), ("ordinary-route-out-of-hours", "hours", 1, 72),
        ("repeated-reasons", "count", 2, 1000), ("repeated-reasons-within", "days", 1, 366),
        ("break-glass-pattern", "count", 2, 1000), ("break-glass-pattern-within", "hours", 1, 720),
        ("change-of-purpose", "hours", 0, 720), ("review", "working-days", 0, 30), ("alert-review", "working-days", 0, 30),
        ("ask-holder", "working-days", 0, 30), ("ask-holder-urgent", "hours", 1, 72),
        ("stale", "hours", 1, 720), ("current", "minutes", 1, 1440), ("consent-review", "months", 1, 60),
        ("competence-assessed-age", "years", 0, 18), ("competence-presumed-age", "years", 10, 18),
        ("council-signal-agencies", "count", 1, 100), ("council-signal-within", "days", 1, 366),
        ("risk-if-shared", "level", 0, 4), ("risk-if-shared-with-consent", "level", 0, 4), ("risk-if-shared-with-handling", "level", 0, 4),
        ("recipient-risk", "level", 1, 4), ("leak-risk", "level", 1, 4), ("leak-relief", "level", 0, 4), ("detail-risk", "level", 0, 4),
    ];

    public static PolicyLimits Build(Func<string, int> of) => new()
    {
        FollowUp = TimeSpan.FromHours(of("follow-up")),
        AdultAge = of("adult-age"),
        LookBackMonths = of("look-back"),
        OrdinaryRouteInHours = TimeSpan.FromHours(of("ordinary-route-in-hours")),
        OrdinaryRouteOutOfHours = TimeSpan.FromHours(of("ordinary-route-out-of-hours")),
        RepeatedReasons = of("repeated-reasons"),
        RepeatedReasonsWithin = TimeSpan.FromDays(of("repeated-reasons-within")),
        BreakGlassPattern = of("break-glass-pattern"),
        BreakGlassPatternWithin = TimeSpan.FromHours(of("break-glass-pattern-within")),
        ChangeOfPurpose = TimeSpan.FromHours(of("change-of-purpose")),
        ReviewWorkingDays = of("review"),
        AlertReviewWorkingDays = of("alert-review"),
        AskHolderWorkingDays = of("ask-holder"),
        AskHolderUrgent = TimeSpan.FromHours(of("ask-holder-urgent")),
        Stale = TimeSpan.FromHours(of("stale")),
        Current = TimeSpan.FromMinutes(of("current")),
        ConsentReviewMonths = of("consent-review"),
        CompetenceAssessedAge = of("competence-assessed-age"),
        CompetencePresumedAge = of("competence-presumed-age"),
        CouncilSignalAgencies = of("council-signal-agencies"),
        CouncilSignalWithin = TimeSpan.FromDays(of("council-signal-within")),
        RiskIfShared = of("risk-if-shared"),
        RiskIfSharedWithConsent = of("risk-if-shared-with-consent"),
        RiskIfSharedWithHandling = of("risk-if-shared-with-handling"),
        RecipientRisk = of("recipient-risk"),
        LeakRisk = of("leak-risk"),
        LeakRelief = of("leak-relief"),
        DetailRisk = of("detail-risk"),
    };
}
