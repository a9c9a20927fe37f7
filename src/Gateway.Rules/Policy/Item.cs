namespace Gateway.Rules.Policy;

/// <summary>
/// One kind of information that may be asked for: D01 to D21 of the sharing matrix. The numeric value is the
/// number of the id, so that <c>(Item)6</c> is D06.
/// </summary>
public enum Item : byte
{
    /// <summary>D01: is there a child protection plan now?</summary>
    PlanFlag = 1,
    /// <summary>D02: the categories of abuse, a set.</summary>
    PlanCategory,
    /// <summary>D03: when the plan started, and ended.</summary>
    PlanDates,
    /// <summary>D04: the named social worker, team and telephone.</summary>
    LeadSocialWorker,
    /// <summary>D05: the public out-of-hours number for an area.</summary>
    OutOfHoursContact,
    /// <summary>D06: in the care of a council, and on what legal basis.</summary>
    LookedAfter,
    /// <summary>D07: an unborn child has a plan; personal data of the mother.</summary>
    UnbornPlan,
    /// <summary>D08: a plan or care ended in the last 12 months.</summary>
    PlanEnded,
    /// <summary>D09: how many urgent-care attendances in the window.</summary>
    AttendanceCount,
    /// <summary>D10: when they were.</summary>
    AttendanceDates,
    /// <summary>D11: at which department.</summary>
    AttendanceSite,
    /// <summary>D12: what was complained of, and whether an injury.</summary>
    AttendanceComplaint,
    /// <summary>D13: how each ended.</summary>
    AttendanceOutcome,
    /// <summary>D14: the practice where the child is registered.</summary>
    GpRegistration,
    /// <summary>D15: the school whose roll the child is on.</summary>
    School,
    /// <summary>D16: a brother or sister in the household is on a plan.</summary>
    SiblingOnPlan,
    /// <summary>D17: police recorded domestic abuse touching the household in the last 12 months.</summary>
    AbuseMarker,
    /// <summary>D18: narrative, roles and grade of such incidents.</summary>
    AbuseDetail,
    /// <summary>D19: address or placement.</summary>
    Address,
    /// <summary>D20: the plan itself and conference minutes.</summary>
    PlanContent,
    /// <summary>D21: an adult's own record.</summary>
    AdultRecord,
}
