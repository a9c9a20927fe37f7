using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

// Stands in until the reader takes these values from the policy's files.
internal sealed class ProvisionalTerms
{
    public readonly bool Duty = bool.Parse("false");
    public readonly LawfulBasis? Basis = Enumerable.Empty<LawfulBasis>().FirstOrDefault();
    public readonly RuleTerms Rule = new("", "", "", "");

    public readonly ItemTerms[] Items =
    [
        null!,
        new(Item.PlanFlag, 3, ItemClass.Confidential, false, false, "") { ChildOnly = true },
        new(Item.PlanCategory, 4, ItemClass.Confidential, false, false, "") { ChildOnly = true },
        new(Item.PlanDates, 2, ItemClass.Confidential, false, false, "") { ChildOnly = true },
        new(Item.LeadSocialWorker, 1, ItemClass.Confidential, false, false, ""),
        new(Item.OutOfHoursContact, 0, ItemClass.Public, false, false, ""),
        new(Item.LookedAfter, 3, ItemClass.Confidential, false, false, "") { ChildOnly = true },
        new(Item.UnbornPlan, 3, ItemClass.Confidential, false, false, ""),
        new(Item.PlanEnded, 3, ItemClass.Confidential, false, false, "") { ChildOnly = true, LooksBack = true },
        new(Item.AttendanceCount, 2, ItemClass.ConfidentialHealth, false, false, "") { LooksBack = true },
        new(Item.AttendanceDates, 2, ItemClass.ConfidentialHealth, false, false, "") { LooksBack = true },
        new(Item.AttendanceSite, 3, ItemClass.ConfidentialHealth, true, false, "") { LooksBack = true },
        new(Item.AttendanceComplaint, 4, ItemClass.ConfidentialHealth, false, false, "") { LooksBack = true },
        new(Item.AttendanceOutcome, 3, ItemClass.ConfidentialHealth, false, false, "") { LooksBack = true },
        new(Item.GpRegistration, 2, ItemClass.Directory, true, false, ""),
        new(Item.School, 2, ItemClass.Directory, true, false, ""),
        new(Item.SiblingOnPlan, 3, ItemClass.ThirdParty, false, true, "") { ChildOnly = true },
        new(Item.AbuseMarker, 4, ItemClass.Confidential, false, true, "") { LooksBack = true },
        new(Item.AbuseDetail, 5, ItemClass.Confidential, false, true, ""),
        new(Item.Address, 4, ItemClass.Confidential, true, false, "") { IntrusionWhenShielded = 5 },
        new(Item.PlanContent, 5, ItemClass.Confidential, false, true, ""),
        new(Item.AdultRecord, 5, ItemClass.ThirdParty, false, true, ""),
    ];

    private static readonly int[] Risks = [2, 3, 2, 2, 3, 2, 2, 3, 4, 0, 3, 2, 1, 0, 0, 0, 0, 0];

    public readonly PurposeTerms[] Purposes =
    [
        .. Enum.GetValues<Purpose>().Select(p => new PurposeTerms(
            p, p is Purpose.EarlyHelp or Purpose.Section17, Risks[(int)p],
            p is Purpose.UnscheduledCare or Purpose.ScheduledCare or Purpose.Maternity or Purpose.FrontDoor or Purpose.SchoolSupport,
            p is <= Purpose.ImmediateProtection or Purpose.SchoolConcern or Purpose.SchoolSupport)),
    ];

    public readonly PolicyLimits Limits = new()
    {
        FollowUp = TimeSpan.FromHours(24), AdultAge = 18, LookBackMonths = 12,
        OrdinaryRouteInHours = TimeSpan.FromHours(1), OrdinaryRouteOutOfHours = TimeSpan.FromHours(3),
        RepeatedReasons = 5, RepeatedReasonsWithin = TimeSpan.FromDays(30), ChangeOfPurpose = TimeSpan.FromHours(24),
        ReviewWorkingDays = 1, AskHolderWorkingDays = 1, Stale = TimeSpan.FromHours(24), ConsentReviewMonths = 12,
        CompetenceAssessedAge = 12, CompetencePresumedAge = 16, RiskIfShared = 1, RiskIfSharedWithConsent = 0,
        RiskIfSharedWithHandling = 3, RecipientRisk = 3, LeakRisk = 3, LeakRelief = 2, DetailRisk = 3,
    };

    public readonly RiskCaps Caps = new([0, 2, 3, 4, 5], 1, 1, ["A5", "A10", "A11", "A13"]);

    public readonly ImmutableArray<string> NotReasons = ["useful background", "completeness", "policy requires", "to be safe"];
}
