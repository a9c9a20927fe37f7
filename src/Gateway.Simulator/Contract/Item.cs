namespace Gateway.Simulator;

/// <summary>The items of the custodian contract, version 1, in the order of <see cref="ContractWords.Items"/>.</summary>
internal enum Item : byte
{
    PlanFlag,
    PlanCategory,
    PlanDates,
    LeadSocialWorker,
    LookedAfter,
    UnbornPlan,
    PlanEnded,
    SiblingOnPlan,
    AttendanceCount,
    AttendanceDates,
    AttendanceSite,
    AttendanceComplaint,
    AttendanceOutcome,
    GpRegistration,
    School,
    AbuseMarker,
}

/// <summary>A set of items, one bit each.</summary>
internal readonly record struct ItemSet(ushort Bits)
{
    public bool Contains(Item item) => (Bits & (1 << (int)item)) != 0;

    public ItemSet With(Item item) => new((ushort)(Bits | (1 << (int)item)));

    public static ItemSet From(IEnumerable<string> words) =>
        words.Select(ContractWords.Items.Find).Where(i => i >= 0).Aggregate(default(ItemSet), (set, i) => set.With((Item)i));
}
