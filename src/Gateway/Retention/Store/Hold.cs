using Gateway.Agencies;

namespace Gateway.Retention.Store;

/// <summary>A legal hold of one agency: while it is on, nothing that it covers is deleted. It is taken off by two people, and is never deleted itself.</summary>
public sealed class Hold
{
    private Hold() { }

    public Guid Id { get; private init; }
    public string Agency { get; private init; } = "";

    /// <summary>The kind that it covers, as a word; none where it covers every kind.</summary>
    public string? Record { get; private init; }

    /// <summary>A keyed digest of the number of the child whom it is about; none where it covers everybody.</summary>
    public byte[]? Child { get; private init; }

    /// <summary>The child and why, in the officer's words: sealed.</summary>
    public byte[] About { get; private init; } = [];

    /// <summary>What it rests on, a word of <see cref="HoldTerms.Bases"/>.</summary>
    public string Basis { get; private init; } = "";
    public string PlacedBy { get; private init; } = "";
    public string? PlacedByName { get; private init; }
    public DateTimeOffset PlacedAt { get; private init; }

    /// <summary>Of the officer and the request id: a retry finds it.</summary>
    public Guid Request { get; private init; }

    /// <summary>A keyed digest of what was sent with that request.</summary>
    public byte[] Sent { get; private init; } = [];

    /// <summary>Who wants it taken off; another officer has to agree.</summary>
    public string? LiftAskedBy { get; private set; }
    public string? LiftAskedByName { get; private set; }
    public DateTimeOffset? LiftAskedAt { get; private set; }

    /// <summary>Why it may come off: sealed.</summary>
    public byte[]? LiftWhy { get; private set; }
    public string? LiftedBy { get; private set; }
    public string? LiftedByName { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public int Version { get; private set; }

    internal static Hold Of(Guid id, Practitioner who, HoldAsked asked, Guid request, byte[] sent, byte[]? child, byte[] about, DateTimeOffset now) => new()
    {
        Id = id,
        Agency = who.Agency.Id,
        Record = asked.Record,
        Child = child,
        About = about,
        Basis = asked.Basis,
        PlacedBy = who.Subject,
        PlacedByName = who.Name,
        PlacedAt = now,
        Request = request,
        Sent = sent,
    };

    internal void AskToLift(Practitioner who, byte[] why, DateTimeOffset now) => (LiftAskedBy, LiftAskedByName, LiftAskedAt, LiftWhy, Version) = (who.Subject, who.Name, now, why, Version + 1);

    internal void Lift(Practitioner who, DateTimeOffset now) => (LiftedBy, LiftedByName, LiftedAt, Version) = (who.Subject, who.Name, now, Version + 1);
}
