namespace Gateway.Rules.Policy;

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
