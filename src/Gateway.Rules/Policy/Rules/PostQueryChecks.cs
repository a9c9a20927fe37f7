namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 18, once the custodians answered: what reaches further back than the window is for the holder to decide.</summary>
internal static class PostQueryChecks
{
    public static bool Applies(RequestFacts facts, RecordFacts record, in ItemDecision decided) =>
        decided.Outcome < Outcome.AskHolder && facts.Purpose != Purpose.Compelled && record.BeyondWindow.Contains(decided.Item);

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, decided.Reason, RuleSet.PostQueryChecks);
}
