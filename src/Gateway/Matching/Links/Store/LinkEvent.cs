using Gateway.Federation;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Links.Store;

/// <summary>A merge or a split: proposed by one person, agreed to by another of another agency. It stays when it is undone.</summary>
public sealed class LinkEvent
{
    private LinkEvent() { }

    public Guid Id { get; private init; }
    public LinkEventKind Kind { get; private init; }

    /// <summary>The key that stands for both after a merge; the child whose records stay after a split.</summary>
    public Guid Kept { get; private init; }

    public Guid Joined { get; private init; }
    public NhsNumber KeptNumber { get; private init; }
    public DateOnly KeptBorn { get; private init; }
    public NhsNumber JoinedNumber { get; private init; }
    public DateOnly JoinedBorn { get; private init; }

    /// <summary>Of a split: the merge that it undoes, or none.</summary>
    public Guid? Undoes { get; private init; }

    /// <summary>Of a split: from when on the two were one. What was linked since is withdrawn and pointed anew.</summary>
    public DateTimeOffset? Since { get; private init; }

    /// <summary>Of a split: the links that are the other child's, ids between blanks.</summary>
    public string Moves { get; private init; } = "";

    public string Agency { get; private init; } = "";
    public string Proposer { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    public LinkEventState State { get; private set; }
    public string? AnsweringAgency { get; private set; }
    public string? AnsweredBy { get; private set; }
    public string? AnswerReason { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Of a split: the list of who saw it may not be whole, because the ledger's trail has a gap.</summary>
    public bool SeenHasGaps { get; private set; }

    /// <summary>Of a split: when everybody who saw it was listed; none until then.</summary>
    public DateTimeOffset? SeenListedAt { get; private set; }

    public int Version { get; private set; }

    internal static LinkEvent Of(LinkProposal proposal, Guid kept, Guid joined, LinkActor by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = proposal.Kind,
        Kept = kept,
        Joined = joined,
        KeptNumber = proposal.Kept.NhsNumber,
        KeptBorn = proposal.Kept.DateOfBirth,
        JoinedNumber = proposal.Joined.NhsNumber,
        JoinedBorn = proposal.Joined.DateOfBirth,
        Undoes = proposal.Undoes,
        Since = proposal.Since,
        Moves = string.Join(' ', proposal.Moves.Select(id => id.ToString("N"))),
        Agency = by.Agency,
        Proposer = by.Person,
        Reason = proposal.Reason,
        At = now,
    };

    internal IEnumerable<Guid> MovedLinks => Moves.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => Guid.ParseExact(id, "N"));

    internal ChildAsked KeptChild => new(KeptNumber, KeptBorn);

    internal ChildAsked JoinedChild => new(JoinedNumber, JoinedBorn);

    internal void Answer(LinkEventState state, LinkActor by, string reason, DateTimeOffset now)
    {
        (State, AnsweringAgency, AnsweredBy, AnswerReason, AnsweredAt) = (state, by.Agency, by.Person, reason, now);
        Version++;
    }

    internal void Listed(bool gaps, DateTimeOffset now) => (SeenHasGaps, SeenListedAt) = (gaps, now);
}

public enum LinkEventKind
{
    Merge,
    Split,

    /// <summary>A merge that the national service gave notice of: it needs no second person.</summary>
    Superseded,
}

public enum LinkEventState
{
    Proposed,
    Agreed,
    Declined,
}

internal static class LinkEventWords
{
    public static string Word(this LinkEventKind kind) => kind switch
    {
        LinkEventKind.Merge => "merge",
        LinkEventKind.Split => "split",
        LinkEventKind.Superseded => "superseded-number",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Word(this LinkEventState state) => state switch
    {
        LinkEventState.Proposed => "proposed",
        LinkEventState.Agreed => "agreed",
        LinkEventState.Declined => "declined",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
