namespace Gateway.Rules.Policy.Proportionality;

/// <summary>
/// P8: what is released on the asker's word needs both levels, both reasons and who judged, and a level outside the scale is
/// none; without them a person at the holder decides. A declared emergency asks for no writing first.
/// </summary>
internal static class Completeness
{
    private const int Highest = 4;
    private const int Exposure = 3;

    private const JustificationFields Own =
        JustificationFields.IfNotShared | JustificationFields.IfNotSharedReason | JustificationFields.IfShared
        | JustificationFields.Source | JustificationFields.IfSharedReason | JustificationFields.DeclaredBy;

    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        decided.Outcome == Outcome.Justify && !asked.IsEmergency && (asked.Lacking & Own) != 0;

    public static bool IsOffTheScale(in RiskDeclared risk, in ItemDecision decided) =>
        decided.Outcome < Outcome.AskHolder && !(IsLevel(risk.IfNotShared ?? 0) && IsLevel(risk.IfShared ?? 0));

    public static bool IsLevel(int level) => level is >= 0 and <= Highest;

    /// <summary>A risk of exposure or retaliation that names no source would pass by P2 and P3.</summary>
    public static bool NamesSource(Justification written) =>
        written.IfShared < Exposure || written.Source is > RiskSource.None and <= RiskSource.Investigation;

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, decided.Reason, RuleSet.Completeness);
}
