namespace Gateway.Simulator;

/// <summary>What one custodian holds about one child, read in place.</summary>
internal readonly ref struct FactsView
{
    private readonly int flags;
    private readonly PackedReader lists;

    public FactsView(ReadOnlySpan<byte> packed)
    {
        var from = new PackedReader(packed);
        flags = from.Byte();
        Withheld = new ItemSet((ushort)from.Short());
        if (Has(FactsWriter.Plan)) (Categories, PlanStart, PlanEnd) = (from.Byte(), from.Day(), from.Day());
        if (Has(FactsWriter.Worker)) (WorkerName, WorkerTeam, WorkerTelephone) = (from.Number(), from.Number(), from.Number());
        if (Has(FactsWriter.Care)) (LegalBasis, CareSince, CareUntil) = (from.Byte(), from.Day(), from.Day());
        if (Has(FactsWriter.Unborn)) Due = from.Day();
        if (Has(FactsWriter.Handled)) Handling = from.Byte();
        if ((Handling & FactsWriter.Ordered) != 0) Prohibited = new ItemSet((ushort)from.Short());
        lists = from;
    }

    public ItemSet Withheld { get; }

    public int Categories { get; }

    public DateOnly? PlanStart { get; }

    public DateOnly? PlanEnd { get; }

    public long WorkerName { get; }

    public long WorkerTeam { get; }

    public long WorkerTelephone { get; }

    public int LegalBasis { get; }

    public DateOnly? CareSince { get; }

    public DateOnly? CareUntil { get; }

    public DateOnly? Due { get; }

    /// <summary>A bit for each word of the contract, and one where a court has ordered something.</summary>
    public int Handling { get; }

    /// <summary>What a court order forbids to share.</summary>
    public ItemSet Prohibited { get; }

    public bool Has(int fact) => (flags & fact) != 0;

    public bool OnPlan(DateOnly today) => Covers(PlanStart, PlanEnd, today);

    /// <summary>A plan made before birth is held until 28 days after the child was due (CP-IS).</summary>
    public bool Unborn(DateOnly today) => Due?.AddDays(28) >= today;

    public bool InCare(DateOnly today) => Covers(CareSince, CareUntil, today);

    /// <summary>The last day on which a plan or care ended, within the window.</summary>
    public DateOnly? Ended(DateOnly since, DateOnly today)
    {
        var (plan, care) = (Within(PlanEnd, since, today), Within(CareUntil, since, today));
        return plan is null || care > plan ? care : plan;
    }

    public AttendanceWalk Attendances(DateOnly since) => new(lists, since);

    public int Incidents(DateOnly since)
    {
        var from = lists;
        for (var left = from.Number(); left > 0; left--) AttendanceWalk.Skip(ref from);
        var inWindow = 0;
        for (var left = from.Number(); left > 0; left--)
            if (Day(from.Instant()) >= since) inWindow++;
        return inWindow;
    }

    public static DateOnly Day(DateTimeOffset? instant) => DateOnly.FromDateTime(instant.GetValueOrDefault().UtcDateTime);

    private static bool Covers(DateOnly? from, DateOnly? to, DateOnly today) => from <= today && (to is null || to > today);

    private static DateOnly? Within(DateOnly? day, DateOnly since, DateOnly today) => day >= since && day <= today ? day : null;
}
