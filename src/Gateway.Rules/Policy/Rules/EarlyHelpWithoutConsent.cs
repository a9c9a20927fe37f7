namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 11: early help rests on consent (X15); a cell that is refused anyway keeps its own reason (rulings, 8).</summary>
internal static class EarlyHelpWithoutConsent
{
    public static bool Applies(RequestFacts facts, in ItemDecision decided) =>
        facts is { Purpose: Purpose.EarlyHelp, Consent.IsGiven: false }
        && decided.Outcome != Outcome.Refuse && decided.Item != Item.OutOfHoursContact;

    public static ItemDecision Refuse(in ItemDecision decided) => decided.With(Outcome.Refuse, "X15", RuleSet.EarlyHelpWithoutConsent);
}
