namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 9: plans and care end at 18; those items cannot apply (X7).</summary>
internal static class SubjectIsAdult
{
    public static bool Applies(in Asked asked, Item item) =>
        asked.Facts.AgeYears >= asked.Limits.AdultAge && asked.Policy.Terms(item).ChildOnly;

    public static ItemDecision Refuse(in ItemDecision decided) => decided.With(Outcome.Refuse, "X7", RuleSet.SubjectIsAdult);
}
