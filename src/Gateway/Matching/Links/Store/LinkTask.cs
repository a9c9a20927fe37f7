namespace Gateway.Matching.Links.Store;

/// <summary>Something about links that a person of an agency has to look at. It names a link or a reference of their own, never a child.</summary>
public sealed class LinkTask
{
    private LinkTask() { }

    public Guid Id { get; private init; }
    public LinkTaskKind Kind { get; private init; }

    /// <summary>Whose task it is.</summary>
    public string Agency { get; private init; } = "";

    /// <summary>With the agency: what makes it one task and not two. A digest.</summary>
    public byte[] Key { get; private init; } = [];

    public Guid? Link { get; private init; }

    /// <summary>The agency's own handle for its record.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>A code: <c>possible</c>, <c>not-found</c>, <c>do-not-link</c>, <c>other-child</c>, <c>two-births</c> and so on.</summary>
    public string Why { get; private init; } = "";

    public DateTimeOffset At { get; private init; }
    public string? Outcome { get; private set; }
    public string? DoneBy { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    internal static LinkTask Of(LinkTaskKind kind, string agency, byte[] key, string why, string reference, Guid? link, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Kind = kind,
        Agency = agency,
        Key = key,
        Why = why,
        Reference = reference,
        Link = link,
        At = now,
    };
}

public enum LinkTaskKind
{
    /// <summary>Two children who may be one.</summary>
    SuspectedDuplicate,

    /// <summary>A link that stopped resolving.</summary>
    DisputedLink,

    /// <summary>A record that was uploaded and led to no child, or to more than one.</summary>
    UnmatchedUpload,
}

public static class LinkTaskWords
{
    public static string Word(this LinkTaskKind kind) => kind switch
    {
        LinkTaskKind.SuspectedDuplicate => "suspected-duplicate",
        LinkTaskKind.DisputedLink => "disputed-link",
        LinkTaskKind.UnmatchedUpload => "unmatched-upload",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
