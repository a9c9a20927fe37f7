namespace Gateway.Rules.Policy.Necessity;

/// <summary>
/// N3: where less will do the gateway gives less, and no written reason counts that does not say why less will not do, or
/// what could happen meanwhile.
/// </summary>
internal static class NothingLessWouldDo
{
    private const JustificationFields Own = JustificationFields.WhyNotLess | JustificationFields.WhatIfWait;

    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        decided.Outcome == Outcome.ShareLess || (decided.Outcome == Outcome.Justify && (asked.Lacking & Own) != 0);

    public static ItemDecision Name(in ItemDecision decided) => decided with { Rules = decided.Rules | RuleSet.NothingLessWouldDo };
}
