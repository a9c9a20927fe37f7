namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 9: plans and care end at 18; those items cannot apply (X7). A cell that is refused anyway keeps its own reason: the first refusal wins.</summary>
internal static class SubjectIsAdult
{
    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        decided.Outcome != Outcome.Refuse && asked.Facts.AgeYears >= asked.Limits.AdultAge && asked.Policy.Terms(decided.Item).ChildOnly;

    public static ItemDecision Refuse(in ItemDecision decided) => decided.With(Outcome.Refuse, "X7", RuleSet.SubjectIsAdult);
}
