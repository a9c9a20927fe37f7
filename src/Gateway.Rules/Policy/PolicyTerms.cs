using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>How confidential an item is (sharing rules, 2.1).</summary>
public enum ItemClass : byte
{
    /// <summary>Published anyway.</summary>
    Public,
    /// <summary>An entry in a directory, such as a practice or a school.</summary>
    Directory,
    /// <summary>Given in a relationship where it was not expected to go further.</summary>
    Confidential,
    /// <summary>Confidential health information.</summary>
    ConfidentialHealth,
    /// <summary>About another person.</summary>
    ThirdParty,
}

/// <summary>What the policy says of one item (sharing rules, 2.1).</summary>
/// <param name="Intrusion">0 none to 5 highest.</param>
/// <param name="Location">It tells, or may tell, where somebody is.</param>
/// <param name="ThirdParty">It is, wholly or in part, about another person.</param>
/// <param name="MinimalForm">What "share less" returns, in words.</param>
public sealed record ItemTerms(Item Item, int Intrusion, ItemClass Class, bool Location, bool ThirdParty, string MinimalForm)
{
    /// <summary>0 to 5 where whereabouts are protected.</summary>
    public int IntrusionWhenShielded { get; init; } = Intrusion;

    /// <summary>It ends at the eighteenth birthday (rule 9).</summary>
    public bool ChildOnly { get; init; }

    /// <summary>It looks back over a window of months (N6).</summary>
    public bool LooksBack { get; init; }
}

/// <summary>What the policy says of one purpose (sharing rules, 2.2).</summary>
/// <param name="ConsentDependent">Nothing is shared without consent or agreement.</param>
/// <param name="RiskIfNotShared">The standing risk, 0 to 4; 0 where section 2.2 gives none.</param>
/// <param name="Routine">It takes the purpose's risk and the standing reason: no typing (2.4).</param>
/// <param name="Safeguarding">The 2026 duty reaches it (rule 14).</param>
public sealed record PurposeTerms(Purpose Purpose, bool ConsentDependent, int RiskIfNotShared, bool Routine, bool Safeguarding)
{
    /// <summary>The reason that the controllers adopted for a routine purpose; empty for any other.</summary>
    public string StandingReason { get; init; } = "";
}

/// <summary>The decision that an item is to help with: a closed list (sharing rules, 2.3).</summary>
public enum DecisionSupported : byte
{
    /// <summary>Discharge the child, or keep them.</summary>
    DischargeOrKeep,
    /// <summary>Tell the safeguarding lead.</summary>
    EscalateToSafeguardingLead,
    /// <summary>Make a referral.</summary>
    MakeReferral,
    /// <summary>Ring the key worker.</summary>
    ContactKeyWorker,
    /// <summary>Convene a strategy discussion.</summary>
    ConveneStrategyDiscussion,
    /// <summary>Use an emergency power.</summary>
    UseEmergencyPower,
    /// <summary>Find the child.</summary>
    LocateChild,
    /// <summary>Tell the school.</summary>
    NotifySchool,
    /// <summary>Support the pupil today.</summary>
    SupportPupilToday,
    /// <summary>Plan the birth.</summary>
    PlanBirth,
    /// <summary>Assess what the child needs.</summary>
    AssessNeed,
    /// <summary>Know who can consent.</summary>
    WhoCanConsent,
}

/// <summary>The words of the decisions, such as <c>discharge-or-keep</c>.</summary>
public static class DecisionSupportedWords
{
    private static readonly string[] Words =
    [
        "discharge-or-keep", "escalate-to-safeguarding-lead", "make-referral", "contact-key-worker", "convene-strategy-discussion",
        "use-emergency-power", "locate-child", "notify-school", "support-pupil-today", "plan-birth", "assess-need", "who-can-consent",
    ];

    /// <summary>The word on the wire.</summary>
    public static string Word(this DecisionSupported decision) => Words[(int)decision];

    /// <summary>Reads a word; an unknown word is false and is never given a default.</summary>
    public static bool TryRead(string? word, out DecisionSupported decision)
    {
        var index = word is null ? -1 : Array.IndexOf(Words, word);
        decision = (DecisionSupported)Math.Max(index, 0);
        return index >= 0;
    }
}

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
    /// <summary>Within this time the same question for another purpose needs a second person.</summary>
    public required TimeSpan ChangeOfPurpose { get; init; }
    /// <summary>Working days until a release on a written reason, or a declared emergency, is reviewed.</summary>
    public required int ReviewWorkingDays { get; init; }
    /// <summary>Working days until a person at the holder answers.</summary>
    public required int AskHolderWorkingDays { get; init; }
    /// <summary>How old an answer may be before it is stale.</summary>
    public required TimeSpan Stale { get; init; }
    /// <summary>Months until a consent is reviewed.</summary>
    public required int ConsentReviewMonths { get; init; }
    /// <summary>Completed years from which competence is assessed.</summary>
    public required int CompetenceAssessedAge { get; init; }
    /// <summary>Completed years from which competence is presumed.</summary>
    public required int CompetencePresumedAge { get; init; }
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

/// <summary>The lawful basis of one kind of agency for one purpose (sharing rules, 4).</summary>
/// <param name="Article6">UK GDPR Article 6, or Part 3 of the Data Protection Act 2018.</param>
/// <param name="Article9">UK GDPR Article 9.</param>
/// <param name="Schedule1">The condition of Schedule 1 to the Data Protection Act 2018.</param>
/// <param name="Gateway">The function or power.</param>
/// <param name="Confidentiality">What lifts the duty of confidence.</param>
public sealed record LawfulBasis(string Article6, string Article9, string Schedule1, string Gateway, string Confidentiality);

/// <summary>A rule as a practitioner and an auditor read it.</summary>
/// <param name="Id">1 to 18, N1 to N6, P1 to P8, or a ruling.</param>
/// <param name="Name">The member of <see cref="RuleSet"/>, where there is one.</param>
/// <param name="Words">One sentence.</param>
/// <param name="Citation">Where it comes from.</param>
public sealed record RuleTerms(string Id, string Name, string Words, string Citation);

/// <summary>A reason code, in one sentence.</summary>
public sealed record ReasonTerms(string Code, string Text, string Source);

/// <summary>How intrusive an item may be to go without anybody being asked (P1).</summary>
/// <param name="ByRisk">The cap for each risk if not shared, 0 to 4.</param>
/// <param name="LeadFunction">What is added for the lead statutory function.</param>
/// <param name="ConsentGiven">What is added where consent was given for a consent-dependent purpose.</param>
/// <param name="Exempt">Reasons that no cap holds.</param>
public sealed record RiskCaps(ImmutableArray<int> ByRisk, int LeadFunction, int ConsentGiven, ImmutableArray<string> Exempt);
