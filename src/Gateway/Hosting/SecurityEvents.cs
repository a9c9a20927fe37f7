namespace Gateway.Hosting;

/// <summary>Events that a privacy officer or an operator looks at. None carries personal data.</summary>
public static class SecurityEvents
{
    public static readonly EventId RequestIdReused = new(4001, nameof(RequestIdReused));
    public static readonly EventId Refused = new(4002, nameof(Refused));
    public static readonly EventId NoticeNotRecorded = new(4004, nameof(NoticeNotRecorded));
    public static readonly EventId AlertNotRecorded = new(4005, nameof(AlertNotRecorded));
    public static readonly EventId VirusFound = new(4021, nameof(VirusFound));
    public static readonly EventId SealedIdentitySought = new(4020, nameof(SealedIdentitySought));
    public static readonly EventId AskNotRecorded = new(4006, nameof(AskNotRecorded));
    public static readonly EventId AskOverdue = new(4007, nameof(AskOverdue));
    public static readonly EventId ConsentsNotRead = new(4008, nameof(ConsentsNotRead));
    public static readonly EventId NoticeUnanswered = new(4010, nameof(NoticeUnanswered));
    public static readonly EventId ReferralOverdue = new(4011, nameof(ReferralOverdue));
    public static readonly EventId LateNotRecorded = new(4009, nameof(LateNotRecorded));
    public static readonly EventId LedgerClosed = new(4003, nameof(LedgerClosed));
}
