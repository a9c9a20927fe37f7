namespace Gateway.Rules.Policy.Necessity;

/// <summary>N6: looking further back than the window is for the holder to decide; the asker's own data has no window.</summary>
internal static class InsideTheWindow
{
    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        decided.Outcome < Outcome.AskHolder
        && asked.Facts.LookBackMonths > asked.Limits.LookBackMonths
        && asked.Policy.Terms(decided.Item).LooksBack
        && !decided.IsOwnData;

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, decided.Reason, RuleSet.InsideTheWindow);
}
