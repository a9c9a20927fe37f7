namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 14: where the 2026 duty is in force the holder must consider it, so a cell refused with X1 or X6 goes to the
/// holder (Hf). A role and purpose with no column stay refused (rulings, 10).
/// </summary>
internal static class DutyInForce
{
    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        (asked.Facts.Flags & RequestFlags.DutyInForce) != 0
        && decided is { Outcome: Outcome.Refuse, Reason: "X1" or "X6" }
        && asked.Role is { NominatedUnderDuty: true }
        && asked.Column?[decided.Item] is not null
        && asked.Policy.Terms(asked.Facts.Purpose).Safeguarding;

    public static ItemDecision Reopen(in ItemDecision decided) => decided.With(Outcome.AskHolder, "Hf", RuleSet.DutyInForce);
}
