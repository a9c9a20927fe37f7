using System.Collections.Frozen;

namespace Gateway.Acceptance.Replay.Reading;

/// <summary>The closed lists of the format of timelines.</summary>
internal static class FormatWords
{
    public static readonly FrozenSet<string> EventKinds = Set(
        "attendance check-opportunity da-incident police-incident school-concern absence referral decision feedback notice notice-due plan-start plan-end looked-after-start "
        + "move birth pregnancy discharge left-before-seen missed-appointment gp-visit health-visit home-visit letter registration roll-off strategy-discussion missing-episode found "
        + "adult-service custodian-outage custodian-back serious-incident");

    public static readonly FrozenSet<string> AgencyKinds = Set(
        "council emergency-department urgent-care gp-practice police-force school health-visiting maternity ambulance childrens-home sensitive-service gateway");

    public static readonly FrozenSet<string> CheckItems = Set(
        "plan-flag plan-category plan-dates lead-social-worker out-of-hours-contact looked-after unborn-plan plan-ended attendance-count attendance-dates attendance-site "
        + "attendance-complaint attendance-outcome gp-registration school sibling-on-plan abuse-marker abuse-detail address plan-content adult-record");

    public static readonly FrozenSet<string> OtherItems = Set("referral-state feedback handling-notice coverage identity relationship discharge-check late-answer signal-run-of-checks");

    public static readonly FrozenSet<string> Purposes = Set(
        "unscheduled-care clinical-concern scheduled-care maternity section-47 front-door section-17 domestic-abuse-incident immediate-protection crime school-concern school-support "
        + "early-help compelled own-rights inspection research other");

    public static readonly FrozenSet<string> Relationships = Set("encounter registration school-roll incident referral allocation missing-person custody legal-authority");

    /// <summary>E1 to E28 of the workflows.</summary>
    public static bool IsNotice(string item) => NoticeNumber(item) is >= 1 and <= 28;

    public static int NoticeNumber(string item) => item.StartsWith("notice-E", StringComparison.Ordinal) && int.TryParse(item.AsSpan("notice-E".Length), out var number) ? number : 0;

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
