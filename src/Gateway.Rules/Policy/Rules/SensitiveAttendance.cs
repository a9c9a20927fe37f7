namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 13: an attendance at a sensitive service is left out (X14) unless the purpose is a concern, a section 47 enquiry or
/// immediate protection, or the young person agreed (rulings, 17). It speaks of that attendance alone; the others stand
/// (rulings, 4). Compelled disclosure is exempt (rulings, 12).
/// </summary>
internal static class SensitiveAttendance
{
    public static bool Applies(RequestFacts facts, RecordFacts record, in ItemDecision decided) =>
        record.SensitiveAttendance
        && decided.Item.IsAttendance() && decided.Outcome < Outcome.Refuse
        && facts.Purpose is not (Purpose.ClinicalConcern or Purpose.Section47 or Purpose.ImmediateProtection or Purpose.Compelled)
        && !record.SensitiveConsentGiven;

    public static ItemDecision LeaveOut(in ItemDecision decided) => decided.With(Outcome.Refuse, "X14", RuleSet.SensitiveAttendance);
}
