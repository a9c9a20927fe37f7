namespace Gateway.Tool.Synthetic;

/// <summary>
/// How often things are so, as probabilities. Natural rates are near England's: about 0.4 % of children on a plan, 0.7 % in
/// care, 40 % in an emergency department within the year. A demonstration is enriched, so that fifty children are worth reading.
/// </summary>
internal sealed record Rates
{
    /// <summary>Up to this many children the rates are enriched.</summary>
    public const int DemonstrationSize = 1_000;

    public required double PlanInHousehold { get; init; }
    public required double EndedPlanInHousehold { get; init; }
    public required double LookedAfter { get; init; }
    public required double UnbornPlan { get; init; }
    public required double AbuseInHousehold { get; init; }
    public required double Protected { get; init; }
    public required double CareLeaver { get; init; }
    public required double Twins { get; init; }
    public required double AttendedInYear { get; init; }
    public required double AttendedYesterday { get; init; }
    public required double MovedInYear { get; init; }
    public required double MoveCrossesCouncils { get; init; }

    // The same whatever the size.
    public double SiblingSharesPlan { get; init; } = 0.75;
    public double PlanInBothCouncils { get; init; } = 0.10;
    public double AssessedAge { get; init; } = 0.003;
    public double Misspelt { get; init; } = 0.03;
    public double DoubleBarrelled { get; init; } = 0.06;
    public double Registered { get; init; } = 0.60;
    public double OnRoll { get; init; } = 0.50;

    public static Rates Natural { get; } = new()
    {
        PlanInHousehold = 0.0052,
        EndedPlanInHousehold = 0.009,
        LookedAfter = 0.009,
        UnbornPlan = 0.004,
        AbuseInHousehold = 0.02,
        Protected = 0.003,
        CareLeaver = 0.002,
        Twins = 1.0 / 60,
        AttendedInYear = 0.40,
        AttendedYesterday = 0.001,
        MovedInYear = 0.10,
        MoveCrossesCouncils = 0.30,
    };

    public static Rates Demonstration { get; } = new()
    {
        PlanInHousehold = 0.10,
        EndedPlanInHousehold = 0.10,
        LookedAfter = 0.06,
        UnbornPlan = 0.15,
        AbuseInHousehold = 0.15,
        Protected = 0.05,
        CareLeaver = 0.03,
        Twins = 0.06,
        AttendedInYear = 0.60,
        AttendedYesterday = 0.12,
        MovedInYear = 0.25,
        MoveCrossesCouncils = 0.60,
    };

    public static Rates For(int children, bool measurement) =>
        children <= DemonstrationSize && !measurement ? Demonstration : Natural;
}
