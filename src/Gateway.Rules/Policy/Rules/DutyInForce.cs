namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 14: where the 2026 duty is in force the holder must consider it, so a cell refused with X1 or X6 goes to the
/// holder (Hf). A role and purpose with no column stay refused (rulings, 10).
/// </summary>
internal static class DutyInForce
{
    public static bool Applies(PolicyBundle policy, RequestFacts facts, ItemDecision decided) =>
        facts.Flags.HasFlag(RequestFlags.DutyInForce)
        && decided is { Outcome: Outcome.Refuse, Reason: "X1" or "X6" }
        && IsSafeguarding(facts.Purpose)
        && policy.Role(facts.Role) is { NominatedUnderDuty: true }
        && policy.Cell(facts.Role, facts.Purpose, decided.Item) is not null;

    public static ItemDecision Reopen(ItemDecision decided) => decided.With(Outcome.AskHolder, "Hf", RuleSet.DutyInForce);

    private static bool IsSafeguarding(Purpose purpose) =>
        purpose is <= Purpose.ImmediateProtection or Purpose.SchoolConcern or Purpose.SchoolSupport;
}
