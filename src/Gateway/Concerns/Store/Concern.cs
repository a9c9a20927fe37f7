using Gateway.Agencies;

namespace Gateway.Concerns.Store;

/// <summary>Where a concern stands with the school's designated safeguarding leads.</summary>
public enum ConcernState
{
    /// <summary>Nobody has decided anything.</summary>
    New,

    /// <summary>Somebody works on it.</summary>
    Open,

    /// <summary>It waits for somebody else, or until a day.</summary>
    Waiting,
    Closed,
}

/// <summary>What one member of a school's staff wrote about pupils. It is never changed: what comes later is a note beside it.</summary>
public sealed class Concern
{
    private Concern() { }

    public Guid Id { get; private init; }
    public string School { get; private init; } = "";
    public string Author { get; private init; } = "";
    public string AuthorRole { get; private init; } = "";
    public string? AuthorName { get; private init; }

    /// <summary>By the gateway's clock; when it was noticed stands in what was written.</summary>
    public DateTimeOffset WrittenAt { get; private init; }

    public bool DangerNow { get; private init; }

    /// <summary>What was written: sealed.</summary>
    public byte[] Content { get; private init; } = [];

    /// <summary>It is about a member of staff: no safeguarding lead has it, and no list of theirs.</summary>
    public bool Allegation { get; internal set; }

    /// <summary>Whom it is about, of an allegation: sealed.</summary>
    public byte[]? Named { get; internal set; }

    public ConcernState State { get; internal set; }

    /// <summary>When a safeguarding lead first read it, other than its author.</summary>
    public DateTimeOffset? ReadAt { get; private init; }

    /// <summary>Which lead that was: its author is told.</summary>
    public string? ReadBy { get; private init; }

    /// <summary>Who decided last.</summary>
    public string? Owner { get; internal set; }

    /// <summary>When the deputy has it where nobody has read it; none once that is settled.</summary>
    public DateTimeOffset? DeputyAt { get; internal set; }

    /// <summary>When it is looked at again: until then somebody monitors. None where nobody does.</summary>
    public DateTimeOffset? LookAt { get; internal set; }

    public Guid Request { get; private init; }
    public byte[] Sent { get; private init; } = [];
    public int Version { get; private set; }

    internal static Concern Of(Guid id, Practitioner who, Guid request, byte[] sent, byte[] content, byte[]? named, bool dangerNow, DateTimeOffset at, DateTimeOffset? deputyAt) => new()
    {
        Id = id,
        School = who.Agency.Id,
        Author = who.Subject,
        AuthorRole = who.Role,
        AuthorName = who.Name,
        WrittenAt = at,
        DangerNow = dangerNow,
        Content = content,
        Allegation = named is not null,
        Named = named,
        DeputyAt = named is null ? deputyAt : null,
        Request = request,
        Sent = sent,
    };

    internal void Touch() => Version++;
}

/// <summary>What somebody added to a concern, or decided about it. It is never changed either.</summary>
public sealed class ConcernNote
{
    public const string Added = "added";
    public const string Decided = "decided";

    private ConcernNote() { }

    public Guid Id { get; private init; }
    public Guid Concern { get; private init; }
    public string Kind { get; private init; } = "";
    public string Person { get; private init; } = "";
    public string? PersonName { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Content { get; private init; } = [];

    public Guid Request { get; private init; }
    public byte[] Sent { get; private init; } = [];

    internal static ConcernNote Of(Guid id, Guid concern, string kind, Practitioner who, Guid request, byte[] sent, byte[] content, DateTimeOffset at) => new()
    {
        Id = id,
        Concern = concern,
        Kind = kind,
        Person = who.Subject,
        PersonName = who.Name,
        At = at,
        Content = content,
        Request = request,
        Sent = sent,
    };
}
