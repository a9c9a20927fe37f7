namespace Gateway.Tool.Synthetic.Held;

/// <summary>One thing that a custodian holds about a child.</summary>
internal abstract record Fact
{
    private Fact() { }

    public sealed record Plan(Categories Categories, DateOnly Start, DateOnly? End) : Fact;

    public sealed record LeadSocialWorker(string Name, string Team, string Telephone) : Fact;

    public sealed record LookedAfter(LegalBasis Basis, DateOnly Since, DateOnly? Until) : Fact;

    public sealed record UnbornPlan(DateOnly Due) : Fact;

    public sealed record SiblingOnPlan : Fact;

    public sealed record Attendance(
        string Reference,
        DateTimeOffset ArrivedAt,
        string Complaint,
        bool Injury,
        string Outcome,
        bool LeftBeforeSeen,
        bool Sensitive) : Fact;

    public sealed record Registered : Fact;

    public sealed record OnRoll : Fact;

    public sealed record Incident(string Reference, DateTimeOffset At) : Fact;
}

/// <summary>Categories of abuse: a set, never empty on a plan.</summary>
[Flags]
internal enum Categories
{
    None = 0,
    Neglect = 1,
    Physical = 2,
    Sexual = 4,
    Emotional = 8,
}

internal enum LegalBasis
{
    CareOrder,
    InterimCareOrder,
    Section20,
}
