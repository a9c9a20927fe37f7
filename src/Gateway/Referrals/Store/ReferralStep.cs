using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Store;

/// <summary>Something that happened to one child of a referral. Steps are added and never changed: what was wrong is put right by a further one.</summary>
public sealed class ReferralStep
{
    private ReferralStep() { }

    public Guid Id { get; private init; }
    public Guid Referral { get; private init; }
    public Guid Child { get; private init; }

    /// <summary>Of the asker and their request id: what one request did is found by it, and done once.</summary>
    public Guid Request { get; private init; }

    /// <summary>Which of the steps of that request it is, from 0.</summary>
    public int Number { get; private init; }

    /// <summary>A keyed hash of what was sent: the same id with another body is another request.</summary>
    public byte[] Sent { get; private init; } = [];

    /// <summary>The word of the event, of its outcome, of the clock that it is about, and of the part in which somebody acted.</summary>
    public string Event { get; private init; } = "";
    public string Outcome { get; private init; } = "";
    public string Clock { get; private init; } = "";
    public string Actor { get; private init; } = "";

    /// <summary>Who; nobody where the gateway did it.</summary>
    public string Agency { get; private init; } = "";
    public string Person { get; private init; } = "";
    public string? PersonName { get; private init; }
    public string Role { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>What was written with it: sealed; nothing where nothing was.</summary>
    public byte[] Texts { get; private init; } = [];

    /// <summary>What else it says in words and ids, as JSON: agencies asked, the council it went to, with which referral it was merged. No text, and no name but of officers.</summary>
    public string? Facts { get; private init; }

    /// <summary>Which council had the child after it, where the child stood, and the version that it made.</summary>
    public string Council { get; private init; } = "";
    public string Standing { get; private init; } = "";
    public int Version { get; private init; }

    public Guid LedgerEntry { get; private init; }
    public long LedgerIndex { get; private init; }
    public DateTimeOffset LedgerAt { get; private init; }

    internal static ReferralStep Of(StepTaking taking, StepMoved moved, byte[] texts, Audit.LedgerReceipt receipt) => new()
    {
        Id = moved.Id,
        Referral = moved.Child.Referral,
        Child = moved.Child.Id,
        Request = taking.Request,
        Number = moved.Number,
        Sent = taking.Sent,
        Event = moved.Word,
        Outcome = moved.Step.Outcome.Word(),
        Clock = moved.Step.Clock?.Word() ?? "",
        Actor = moved.Step.By.Word(),
        Agency = moved.Own ? "" : taking.Who?.Agency.Id ?? "",
        Person = moved.Own ? "" : taking.Who?.Subject ?? "",
        PersonName = moved.Own ? null : taking.Who?.Name,
        Role = moved.Own ? "" : taking.Who?.Role ?? "",
        At = moved.At,
        Texts = texts,
        Facts = moved.Facts,
        Council = moved.Child.Council,
        Standing = moved.Standing,
        Version = moved.Child.Version,
        LedgerEntry = receipt.EntryId,
        LedgerIndex = receipt.Index,
        LedgerAt = receipt.At,
    };
}
