namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 10: an unborn plan is asked about only where a pregnancy is recorded (X7).</summary>
internal static class NoRecordedPregnancy
{
    public static bool Applies(RequestFacts facts, Item item) => item == Item.UnbornPlan && !facts.PregnancyRecorded;

    public static ItemDecision Refuse(in ItemDecision decided) => decided.With(Outcome.Refuse, "X7", RuleSet.NoRecordedPregnancy);
}
