namespace Gateway.Rules.Policy;

/// <summary>The limits of one day: times, ages, levels and counts (<c>limits.csv</c>).</summary>
public sealed record PolicyLimits
{
    /// <summary>How long an ended encounter still counts; exactly this long is outside.</summary>
    public required TimeSpan FollowUp { get; init; }
    /// <summary>Completed years at which a child is an adult.</summary>
    public required int AdultAge { get; init; }
    /// <summary>Months that the windowed items look back; longer is for the holder.</summary>
    public required int LookBackMonths { get; init; }
    /// <summary>How long a call to the named worker takes in office hours (N4).</summary>
    public required TimeSpan OrdinaryRouteInHours { get; init; }
    /// <summary>How long a call to the duty team takes out of hours (N4).</summary>
    public required TimeSpan OrdinaryRouteOutOfHours { get; init; }
    /// <summary>Near-identical reasons by one practitioner that call for attention.</summary>
    public required int RepeatedReasons { get; init; }
    /// <summary>The window of <see cref="RepeatedReasons"/>.</summary>
    public required TimeSpan RepeatedReasonsWithin { get; init; }
    /// <summary>Urgent releases by one practitioner that make a pattern (rule 15).</summary>
    public required int BreakGlassPattern { get; init; }
    /// <summary>The window of <see cref="BreakGlassPattern"/>.</summary>
    public required TimeSpan BreakGlassPatternWithin { get; init; }
    /// <summary>Within this time the same question for another purpose needs a second person.</summary>
    public required TimeSpan ChangeOfPurpose { get; init; }
    /// <summary>Working days until a release on a written reason, or a declared emergency, is reviewed.</summary>
    public required int ReviewWorkingDays { get; init; }
    /// <summary>Working days until a privacy alert is reviewed; 0 is the same day.</summary>
    public required int AlertReviewWorkingDays { get; init; }
    /// <summary>Working days until a person at the holder answers.</summary>
    public required int AskHolderWorkingDays { get; init; }
    /// <summary>The same where it is urgent.</summary>
    public required TimeSpan AskHolderUrgent { get; init; }
    /// <summary>How old an answer may be before it is stale.</summary>
    public required TimeSpan Stale { get; init; }
    /// <summary>How old an answer may be and still be current.</summary>
    public required TimeSpan Current { get; init; }
    /// <summary>Months until a consent is reviewed.</summary>
    public required int ConsentReviewMonths { get; init; }
    /// <summary>Completed years from which competence is assessed.</summary>
    public required int CompetenceAssessedAge { get; init; }
    /// <summary>Completed years from which competence is presumed.</summary>
    public required int CompetencePresumedAge { get; init; }
    /// <summary>Agencies whose checks on a child with no plan make a signal to the council.</summary>
    public required int CouncilSignalAgencies { get; init; }
    /// <summary>The window of <see cref="CouncilSignalAgencies"/>.</summary>
    public required TimeSpan CouncilSignalWithin { get; init; }
    /// <summary>The standing risk if shared, 0 to 4.</summary>
    public required int RiskIfShared { get; init; }
    /// <summary>The same where consent was given.</summary>
    public required int RiskIfSharedWithConsent { get; init; }
    /// <summary>The same where a shield or handling flag is set.</summary>
    public required int RiskIfSharedWithHandling { get; init; }
    /// <summary>Risk from the recipient at which nothing goes (P2).</summary>
    public required int RecipientRisk { get; init; }
    /// <summary>Risk of a leak at which handling is compulsory (P3).</summary>
    public required int LeakRisk { get; init; }
    /// <summary>What the handling flags take off a risk of a leak.</summary>
    public required int LeakRelief { get; init; }
    /// <summary>Risk below which detail of abuse and of sensitive services stays closed (P7).</summary>
    public required int DetailRisk { get; init; }
}
