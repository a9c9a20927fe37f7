namespace Gateway.Matching;

/// <summary>Why nobody could look who a child is. None of them says anything about a child.</summary>
public enum LookFault : byte
{
    /// <summary>The connection broke, or the other side failed.</summary>
    NoReply,

    TimedOut,

    Unreachable,

    /// <summary>More is asked than is answered in a second.</summary>
    Busy,

    /// <summary>The gateway's own permission does not hold.</summary>
    NotAllowed,

    /// <summary>What came cannot be read as an answer to what was asked.</summary>
    Unverified,

    /// <summary>The question was turned down as it stood.</summary>
    NotUnderstood,

    /// <summary>It cannot be looked for by what was entered, or not so that a child whose whereabouts are protected would be found too.</summary>
    CannotAsk,

    /// <summary>The record under this number was withdrawn, and no other took its place: whose it was cannot be told.</summary>
    Withdrawn,
}

/// <summary>The words of the ledger, and those for whoever asked.</summary>
internal static class LookFaultWords
{
    public static string Word(this LookFault why) => why switch
    {
        LookFault.NoReply => "no-reply",
        LookFault.TimedOut => "timed-out",
        LookFault.Unreachable => "unreachable",
        LookFault.Busy => "busy",
        LookFault.NotAllowed => "not-allowed",
        LookFault.NotUnderstood => "not-understood",
        LookFault.CannotAsk => "cannot-ask",
        LookFault.Withdrawn => "withdrawn",
        _ => "rejected-unverified",
    };

    /// <summary>What happened.</summary>
    public static string Words(this LookFault why) => why switch
    {
        LookFault.TimedOut => "The national service that knows who a child is did not answer in time.",
        LookFault.Unreachable => "The national service that knows who a child is could not be reached.",
        LookFault.Busy => "The national service that knows who a child is takes no more questions at this moment.",
        LookFault.NotAllowed => "The national service that knows who a child is does not let this service ask now.",
        LookFault.NotUnderstood => "The national service that knows who a child is did not take the question as this service put it.",
        LookFault.CannotAsk => "The national service that knows who a child is cannot be asked by these details alone.",
        LookFault.Withdrawn => "The record under this NHS number was withdrawn, and no other took its place.",
        LookFault.Unverified => "The national service that knows who a child is gave an answer that this service cannot rely on.",
        _ => "The national service that knows who a child is gave no answer.",
    };

    /// <summary>What to do about it.</summary>
    public static string WhatToDo(this LookFault why) => why switch
    {
        LookFault.Withdrawn => "Check the NHS number with the family or the GP practice, or find the child by name and date of birth.",
        LookFault.CannotAsk => "Add the child's last name and date of birth, or the NHS number.",
        LookFault.NotAllowed or LookFault.Unverified or LookFault.NotUnderstood => "Trying again will hardly help. Ring, and tell your service desk.",
        _ => "Try again in a minute.",
    };
}
