using Gateway.Rules.Notices;

namespace Gateway.Notices.Store;

/// <summary>Somebody who has a notice, since when, what the rules let them be told, and when they read it. The ledger has an entry for each.</summary>
public sealed class NoticeTurn
{
    public Guid Id { get; init; }
    public Guid Notice { get; init; }

    /// <summary>The place in the chain: one turn for each, whoever tends it.</summary>
    public int Step { get; init; }

    public NoticeRecipient Part { get; init; }
    public string Agency { get; init; } = "";

    /// <summary>Roles between blanks, with one at each end; empty where it is one person's.</summary>
    public string Roles { get; init; } = "";

    public string? Person { get; init; }

    /// <summary>Who that is, in words.</summary>
    public string Title { get; init; } = "";

    public DateTimeOffset At { get; init; }
    public NoticeUrgency Urgency { get; init; }

    /// <summary>What may be told of the child, such as <c>plan-flag=share</c>.</summary>
    public string Items { get; init; } = "";

    /// <summary>False where the rules let nothing be told here: then it says to ring, and nothing else.</summary>
    public bool Told { get; init; }

    /// <summary>What an e-mail says, and people on the telephone, to find it by: <see cref="NoticeReference"/>.</summary>
    public string Code { get; init; } = "";

    public Guid LedgerEntry { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public DateTimeOffset? ReadAt { get; init; }
    public string? ReadBy { get; init; }
}

/// <summary>Somebody said that a notice is not theirs. It is not shown to them any more, unless nobody has it in the end.</summary>
public sealed class NoticePassed
{
    public Guid Notice { get; init; }
    public string Agency { get; init; } = "";
    public string Person { get; init; } = "";
    public DateTimeOffset At { get; init; }
}
