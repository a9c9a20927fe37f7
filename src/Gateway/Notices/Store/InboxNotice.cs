using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Notices.Store;

/// <summary>
/// One notice to one recipient, and how far it has come. Nobody sees it before a turn of it is recorded; at <see cref="NextAt"/> the next one
/// has it, unless somebody says that they do.
/// </summary>
public sealed class InboxNotice
{
    private InboxNotice() { }

    public Guid Id { get; private init; }

    /// <summary>What makes it one notice and not two: a digest, because a database quotes the key that it refuses in its own log.</summary>
    public byte[] Key { get; private init; } = [];

    public NoticeEvent Event { get; private init; }
    public NoticeSubjectKind SubjectKind { get; private init; }
    public string Subject { get; private init; } = "";

    /// <summary>What people call its subject where that has a reference of its own; none where the notice is named by a digest.</summary>
    public string? Reference { get; private init; }

    public NoticeRecipient Part { get; private init; }
    public string Agency { get; private init; } = "";

    /// <summary>Roles between blanks, with one at each end.</summary>
    public string Roles { get; private init; } = "";

    public string? Person { get; private init; }
    public string? Colleague { get; private init; }
    public string? Except { get; private init; }
    public string? FromAgency { get; private init; }
    public string? FromPerson { get; private init; }
    public bool Red { get; private init; }
    public string Words { get; private init; } = "";

    /// <summary>How what it is about is to be handled: words between blanks.</summary>
    public string Handling { get; private init; } = "";

    /// <summary>Items of the matrix's row of which there is something to tell; all of them where none are named.</summary>
    public string? Items { get; private init; }

    public DateTimeOffset? Due { get; private init; }
    public string? Ring { get; private init; }
    public Guid InteractionId { get; private init; }
    public NhsNumber? Child { get; private init; }
    public DateOnly? DateOfBirth { get; private init; }
    public string? Relationship { get; private init; }
    public DateTimeOffset? RelationshipEndedAt { get; private init; }
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset PostedAt { get; private init; }

    /// <summary>How many steps of the matrix's chain were gone, the first recipient included.</summary>
    public int Step { get; private init; }

    public DateTimeOffset? NextAt { get; private init; }

    /// <summary>0 to 2 while it is open, by its urgency; 3 once somebody has it. Lists are in this order.</summary>
    public int Rank { get; private init; }

    /// <summary>The chain is at its end and nobody has it.</summary>
    public bool Unanswered { get; private init; }

    public DateTimeOffset? AcknowledgedAt { get; private init; }
    public string? AcknowledgedBy { get; private init; }
    public string? AcknowledgedAgency { get; private init; }

    public const int Had = 3;

    internal ChildAsked? About => Child is { } number && DateOfBirth is { } born ? new ChildAsked(number, born) : null;

    internal Actor? From => FromAgency is { } agency ? new Actor(agency, FromPerson) : null;

    internal Relationship? Involvement => Rules.Policy.RelationshipWords.TryRead(Relationship, out var type) ? new Relationship(type, RelationshipEndedAt) : null;

    /// <summary>What it tells of the child, as far as the policy lets it.</summary>
    internal ImmutableArray<Item> Tells(NoticeRow row) =>
        Items is { } named ? [.. row.Items.Where(item => named.Split(' ').Contains(item.Word(), StringComparer.Ordinal))] : row.Items;

    internal static InboxNotice Of(Posting posting, NoticeRow row, string[] roles, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Key = NoticeKey.Of(posting),
        Event = posting.Event,
        SubjectKind = posting.Subject.Kind,
        Subject = posting.Subject.Id,
        Reference = posting.Reference,
        Part = posting.To.Part,
        Agency = posting.To.Agency,
        Roles = roles.Length == 0 ? "" : $" {string.Join(' ', roles)} ",
        Person = posting.To.Person,
        Colleague = posting.To.Colleague,
        Except = posting.To.Except,
        FromAgency = posting.From?.Agency,
        FromPerson = posting.From?.Practitioner,
        Red = posting.Red,
        Words = string.Join(' ', posting.Words.Select(word => word.Word())),
        Handling = string.Join(' ', NoticeWordWords.Handling.Where(posting.Handling.Contains).Select(word => word.Word())),
        Items = posting.Items is { } items ? string.Join(' ', items.Select(item => item.Word())) : null,
        Due = posting.Due,
        Ring = posting.Ring,
        InteractionId = posting.Interaction ?? Guid.NewGuid(),
        Child = posting.Child?.NhsNumber,
        DateOfBirth = posting.Child?.DateOfBirth,
        Relationship = posting.Relationship?.Type.Word(),
        RelationshipEndedAt = posting.Relationship?.EndedAt,
        At = posting.At,
        PostedAt = posting.TellAt ?? now,
        NextAt = posting.TellAt ?? now,
        Rank = (int)row.UrgencyOf(posting.Red),
    };
}
