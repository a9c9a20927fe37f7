using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>Where one child of a referral stands (workflows, 2.1; the code of that section stands behind each).</summary>
public enum ReferralState : byte
{
    /// <summary>Begun, not sent (Draft).</summary>
    Draft,
    /// <summary>A draft that went nowhere and was deleted.</summary>
    Deleted,
    /// <summary>Sent, not yet received (S1).</summary>
    Sent,
    /// <summary>Stored by the receiver (S2).</summary>
    Received,
    /// <summary>A person is looking at it (S3).</summary>
    LookedAt,
    /// <summary>Other agencies were asked (S3a).</summary>
    WaitingForAgencies,
    /// <summary>Decided: no further action (S4a).</summary>
    NoFurtherAction,
    /// <summary>Decided: advice and information (S4b).</summary>
    Advice,
    /// <summary>Decided: early help or Family Help, which has to accept (S4c).</summary>
    EarlyHelp,
    /// <summary>Decided: an assessment (S4d).</summary>
    Assessment,
    /// <summary>Decided: a strategy discussion or section 47 (S4e).</summary>
    Strategy,
    /// <summary>Decided: information on an open case (S4f).</summary>
    OpenCase,
    /// <summary>Recorded as a contact, visibly (S4g).</summary>
    Contact,
    /// <summary>Decided: another area is responsible (S4h).</summary>
    OtherArea,
    /// <summary>The assessment is under way (AS1).</summary>
    Assessing,
    /// <summary>The assessment was authorised (AS2).</summary>
    Assessed,
    /// <summary>The strategy discussion was held (X1).</summary>
    StrategyHeld,
    /// <summary>Section 47 enquiries (X2).</summary>
    Section47,
    /// <summary>The conference was held (X3).</summary>
    Conference,
    /// <summary>A plan is in force (PL1).</summary>
    Plan,
    /// <summary>The plan ended (PL2).</summary>
    PlanEnded,
    /// <summary>Withdrawn by the referrer; the receiver may refuse (W).</summary>
    Withdrawn,
    /// <summary>Merged with another referral; its referrer is still to be told (M).</summary>
    Merged,
    /// <summary>Sent on to another area before any decision (T).</summary>
    Transferred,
    /// <summary>Closed (S9).</summary>
    Closed,
    /// <summary>A message waits for the referrer (S5).</summary>
    ReferrerTold,
    /// <summary>The referrer has read it (S6).</summary>
    ReferrerRead,
    /// <summary>A disagreement between practitioners (L1).</summary>
    Practitioners,
    /// <summary>It is with the team managers (L2).</summary>
    TeamManagers,
    /// <summary>It is with the service managers (L3).</summary>
    ServiceManagers,
    /// <summary>It is with the heads of service (L4).</summary>
    HeadsOfService,
    /// <summary>It is with the safeguarding partners (L5).</summary>
    Partners,
}

/// <summary>
/// What a state is about. The three run beside one another: a decision stays in force while it is disputed, and the referrer is
/// chased to read it whatever becomes of the case.
/// </summary>
public enum ReferralTrack : byte
{
    /// <summary>The referral and the case that comes of it. Always in one state.</summary>
    Referral,
    /// <summary>What the referrer was told.</summary>
    Feedback,
    /// <summary>A disagreement (workflows, 2.5).</summary>
    Disagreement,
}

/// <summary>The words of the states.</summary>
public static class ReferralStateWords
{
    private static readonly WordTable<ReferralState> States = new(
        "draft", "deleted", "sent", "received", "looked-at", "waiting-for-agencies", "no-further-action", "advice", "early-help", "assessment",
        "strategy", "open-case", "contact", "other-area", "assessing", "assessed", "strategy-held", "section-47", "conference", "plan", "plan-ended",
        "withdrawn", "merged", "transferred", "closed", "referrer-told", "referrer-read", "practitioners", "team-managers", "service-managers",
        "heads-of-service", "partners");

    /// <summary>Every state, in words.</summary>
    public static ImmutableArray<string> All => States.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this ReferralState state) => States.Of(state);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out ReferralState state) => States.TryRead(word, out state);

    /// <summary>What the state is about.</summary>
    public static ReferralTrack Track(this ReferralState state) => state switch
    {
        >= ReferralState.Practitioners => ReferralTrack.Disagreement,
        ReferralState.ReferrerTold or ReferralState.ReferrerRead => ReferralTrack.Feedback,
        _ => ReferralTrack.Referral,
    };
}
