using Gateway.Agencies;
using Gateway.Audit;

namespace Gateway.Departments.Store;

/// <summary>Something that was recorded of a visit. It is never changed: what is new is another entry.</summary>
public sealed class VisitEntry
{
    private VisitEntry() { }

    public Guid Id { get; private init; }
    public Guid Visit { get; private init; }

    /// <summary>Which of the visit's entries it is, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Of the person and the request id: a retry finds it.</summary>
    public Guid Request { get; private init; }

    /// <summary>A keyed hash of what was sent with that request.</summary>
    public byte[] Sent { get; private init; } = [];

    /// <summary>What it is, in a word of <see cref="EntryKind"/>.</summary>
    public string Kind { get; private init; } = "";

    public string Person { get; private init; } = "";
    public string? PersonName { get; private init; }
    public string Role { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>What was written, and what the gateway found with it: sealed.</summary>
    public byte[] Content { get; private init; } = [];

    public Guid LedgerEntry { get; private init; }
    public long LedgerIndex { get; private init; }

    internal static VisitEntry Of(Practitioner who, Visit visit, VisitRequest request, Guid id, EntryKind kind, byte[] content, DateTimeOffset at, LedgerReceipt receipt) => new()
    {
        Id = id,
        Visit = visit.Id,
        Number = visit.Version,
        Request = request.Id,
        Sent = request.Sent,
        Kind = kind.Word(),
        Person = who.Subject,
        PersonName = who.Name,
        Role = who.Role,
        At = at,
        Content = content,
        LedgerEntry = receipt.EntryId,
        LedgerIndex = receipt.Index,
    };
}
