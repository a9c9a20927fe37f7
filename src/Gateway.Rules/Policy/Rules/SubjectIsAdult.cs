namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 9: plans and care end at 18; those items cannot apply (X7).</summary>
internal static class SubjectIsAdult
{
    public static bool Applies(RequestFacts facts, Item item) => facts.AgeYears >= 18 && EndsAtEighteen(item);

    public static ItemDecision Refuse(ItemDecision decided) => decided.With(Outcome.Refuse, "X7", RuleSet.SubjectIsAdult);

    private static bool EndsAtEighteen(Item item) => item
        is Item.PlanFlag or Item.PlanCategory or Item.PlanDates or Item.LookedAfter or Item.PlanEnded or Item.SiblingOnPlan;
}
