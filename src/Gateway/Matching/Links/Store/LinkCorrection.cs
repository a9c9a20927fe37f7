namespace Gateway.Matching.Links.Store;

/// <summary>
/// Somebody was given an answer while two children were one. They are told that it may have held another child's information, and
/// which answer it was; never whose.
/// </summary>
public sealed class LinkCorrection
{
    private LinkCorrection() { }

    public Guid Id { get; private init; }

    /// <summary>The split.</summary>
    public Guid Event { get; private init; }

    /// <summary>The entry of the ledger that says the answer was given.</summary>
    public Guid Entry { get; private init; }

    /// <summary>The question that was answered, by the id that the asker was given.</summary>
    public Guid Check { get; private init; }

    public string Agency { get; private init; } = "";

    /// <summary>Empty where an agency was told and no person asked.</summary>
    public string Practitioner { get; private init; } = "";

    public DateTimeOffset SeenAt { get; private init; }
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset? ReadAt { get; private set; }

    internal static LinkCorrection Of(Guid split, Seen seen, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Event = split,
        Entry = seen.Entry,
        Check = seen.Check,
        Agency = seen.Agency,
        Practitioner = seen.Practitioner,
        SeenAt = seen.At,
        At = now,
    };
}
