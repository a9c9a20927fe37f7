using System.Collections.Frozen;

namespace Gateway.Rules.Policy.Cases;

/// <summary>The closed lists of the policy case format. A word that is in none of them is an error that names it.</summary>
internal static class CaseWords
{
    public static readonly FrozenSet<string> AgencyKinds = Set(
        "NHS_TRUST GP_PRACTICE SCHOOL POLICE LOCAL_AUTHORITY REVIEW_BODY COURT_PARTY INSPECTORATE RESEARCH_BODY PUBLIC OTHER");

    public static readonly FrozenSet<string> Relationships = Set(
        "ENCOUNTER REGISTRATION SCHOOL_ROLL INCIDENT REFERRAL LEGAL_AUTHORITY INSPECTION_AUTHORITY STUDY_APPROVAL SELF_OR_PARENT MEMBERSHIP "
        + "ALLOCATION MISSING_PERSON CUSTODY NONE");

    public static readonly FrozenSet<string> Identities = Set("EXACT AMBIGUOUS NONE SUPERSEDED");

    public static readonly FrozenSet<string> ConsentStates = Set(
        "NOT_SOUGHT NOT_REQUIRED NOT_SOUGHT_UNSAFE NOT_POSSIBLE PENDING GIVEN REFUSED WITHDRAWN LAPSED CONFLICT");

    public static readonly FrozenSet<string> Givers = Set("SUBJECT PARENT_WITH_PR OTHER");

    public static readonly FrozenSet<string> Flags = Set(
        "BULK CONFLICT_OF_INTEREST EMERGENCY ANOMALY DUTY_16LA CSC_ALLOCATED SHIELD SENSITIVE_SERVICE HBA FII DO_NOT_INFORM_PARENTS");

    public static readonly FrozenSet<string> CourtEffects = Set("PROHIBITS REQUIRES");

    public static readonly FrozenSet<string> Demands = Set("S47_ENQUIRY SAFEGUARDING_PARTNER_S16H CHILD_DEATH_S16N COURT_ORDER");

    public static readonly FrozenSet<string> RiskSources = Set("RECIPIENT ONWARD_LEAK DETERRENCE INVESTIGATION");

    public static readonly FrozenSet<string> SourceKinds = Set("LOCAL_AUTHORITY EMERGENCY_DEPARTMENT");

    public static readonly FrozenSet<string> SourceStatuses = Set(
        "FOUND NO_RECORD NOT_MATCHED AMBIGUOUS NO_REPLY STALE NOT_COVERED NOT_ASKED NOT_APPLICABLE_AGE NOT_APPLICABLE");

    public static readonly FrozenSet<string> CombinedStatuses = Set(
        "YES NO_RECORD UNKNOWN PARTIAL FOUND NOT_APPLICABLE_AGE NOT_APPLICABLE NOT_MATCHED AMBIGUOUS");

    public static readonly FrozenSet<string> Outcomes = Set("S M J1 J2 R NO_DATA");

    public static readonly FrozenSet<string> Values = Set("YES");

    public static readonly FrozenSet<string> AppliesTo = Set("SENSITIVE_ATTENDANCE");

    public static readonly FrozenSet<string> Modifiers = Set("+E");

    public static readonly FrozenSet<string> Items = ItemWords.All.Select(item => item.Id()).ToFrozenSet(StringComparer.Ordinal);

    public static readonly FrozenSet<string> Purposes = Enum.GetValues<Purpose>().Select(purpose => purpose.Id()).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Obligations that a scenario says about text, follow-up and people: read, and not compared.</summary>
    public static readonly FrozenSet<string> ScenarioNotes = Set(
        "ASK_FOR_NHS_NUMBER CONTACT_IS_ADULT_TEAM CSC_REFERRAL DO_NOT_CONFRONT_CARER EXACTLY_WHAT_IS_NAMED HOLDER_SELECTS KEEP_TELEPHONE_PATH "
        + "LOCK_ACCOUNT NEXT_STEP_CLINICAL_SYSTEMS NEXT_STEP_CONTROLLER NEXT_STEP_COURT NEXT_STEP_CSC NEXT_STEP_DSL NEXT_STEP_FORMAL_REQUEST "
        + "NEXT_STEP_FRONT_DOOR NEXT_STEP_OLD_SCHOOL NEXT_STEP_PARENT_OR_HOSPITAL NEXT_STEP_POLICE_AND_CSC NEXT_STEP_REFERRAL NO_FAMILY_CONTACT "
        + "NO_IDENTITY_JOIN NO_VISIBLE_GAP ONE_ADDRESS_ATTEMPT ONE_QUERY_PER_CHILD ONWARD_DECISION_SEPARATE OPEN_REFERRAL_DRAFT "
        + "RAISE_CHECK_TO_TRIAGE RECORD_EITHER_WAY RECORD_OBJECTION RECORD_PURPOSE_CHANGE RECORD_REFUSAL RECORD_REFUSAL_OVERRIDDEN "
        + "REJECT_BOILERPLATE REQUERY_WHEN_IDENTIFIED RETURN_FOR_ASSESSMENT SAME_WORDS_WHETHER_KNOWN SCHOOL_NOTIFICATION SCREEN_EXTRACT "
        + "SECOND_PERSON SEPARATE_ANSWERS SHOW_AS_OF_TIME SHOW_COVERAGE SHOW_LEGAL_BASIS SHOW_TWO_LA_CONTACTS STATE_WINDOW STOP_RELYING "
        + "TELL_DUTY_CSC TELL_LA TELL_LA_WHERE_FOUND TELL_SUBJECT_IF_SAFE USE_ONLY_FOR_THIS_PURPOSE");

    /// <summary>Every obligation of the format.</summary>
    public static readonly FrozenSet<string> Notes = ((ObligationSet)ushort.MaxValue).Words().Concat(ScenarioNotes).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The outcome as a cell of the matrix, or <c>NO_DATA</c>.</summary>
    public static string Short(Outcome outcome) => outcome switch
    {
        Outcome.Share => "S",
        Outcome.ShareLess => "M",
        Outcome.Justify => "J1",
        Outcome.AskHolder => "J2",
        Outcome.Refuse => "R",
        Outcome.NoData => "NO_DATA",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static Outcome ReadOutcome(string word) =>
        word == "NO_DATA" ? Outcome.NoData : OutcomeWords.TryReadCell(word, out var outcome) ? outcome : Outcome.Refuse;

    public static Item ReadItem(string id) => ItemWords.All.First(item => item.Id() == id);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
