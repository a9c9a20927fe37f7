namespace Gateway.Rules.Policy.Proportionality;

/// <summary>
/// P7: a declared risk below the level for detail never opens detail of domestic abuse or of a sensitive service: crude
/// sharing keeps victims from seeking help. The lead at the holder decides (He).
/// </summary>
internal static class Deterrence
{
    public static bool Applies(in Asked asked, in RiskDeclared risk, in ItemDecision decided) =>
        decided.Item == Item.AbuseDetail && !decided.IsOwnData && IsTooLow(asked, risk, decided);

    /// <summary>The same for where, why and how an attendance at a sensitive service went.</summary>
    public static bool AppliesToSensitive(in Asked asked, in RiskDeclared risk, in ItemDecision decided) =>
        decided.Item is Item.AttendanceSite or Item.AttendanceComplaint or Item.AttendanceOutcome && IsTooLow(asked, risk, decided);

    private static bool IsTooLow(in Asked asked, in RiskDeclared risk, in ItemDecision decided) =>
        decided.Outcome < Outcome.AskHolder && risk.IfNotShared < asked.Limits.DetailRisk;

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, "He", RuleSet.Deterrence);
}
