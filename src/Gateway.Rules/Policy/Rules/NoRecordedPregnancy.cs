namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 10: an unborn plan is asked about only where a pregnancy is recorded (X7). A cell that is refused anyway keeps its own reason.</summary>
internal static class NoRecordedPregnancy
{
    public static bool Applies(RequestFacts facts, in ItemDecision decided) =>
        decided.Outcome != Outcome.Refuse && decided.Item == Item.UnbornPlan && !facts.PregnancyRecorded;

    public static ItemDecision Refuse(in ItemDecision decided) => decided.With(Outcome.Refuse, "X7", RuleSet.NoRecordedPregnancy);
}
