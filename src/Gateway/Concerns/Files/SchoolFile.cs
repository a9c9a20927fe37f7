using Gateway.Agencies;

namespace Gateway.Concerns.Files;

/// <summary>A pupil's safeguarding file on its way from one school's leads to the next school's: a copy as it was when it was sent. It is owed until somebody there says that they have it.</summary>
public sealed class SchoolFile
{
    private SchoolFile() { }

    public Guid Id { get; private init; }
    public string From { get; private init; } = "";
    public string To { get; private init; } = "";
    public string SentBy { get; private init; } = "";
    public string? SentByName { get; private init; }
    public DateTimeOffset SentAt { get; private init; }

    /// <summary>Who the pupil is and what goes with them: sealed.</summary>
    public byte[] Content { get; private init; } = [];

    public DateTimeOffset? ReceivedAt { get; private init; }
    public string? ReceivedBy { get; private init; }
    public string? ReceivedByName { get; private init; }

    /// <summary>When both schools are told that nobody has it; none once somebody does.</summary>
    public DateTimeOffset? ChaseAt { get; private init; }

    /// <summary>How often they were told.</summary>
    public int Chased { get; private init; }

    public Guid Request { get; private init; }
    public byte[] Sent { get; private init; } = [];

    internal static SchoolFile Of(Guid id, Practitioner who, string to, byte[] content, Guid request, byte[] sent, DateTimeOffset at, DateTimeOffset chaseAt) => new()
    {
        Id = id,
        From = who.Agency.Id,
        To = to,
        SentBy = who.Subject,
        SentByName = who.Name,
        SentAt = at,
        Content = content,
        ChaseAt = chaseAt,
        Request = request,
        Sent = sent,
    };
}
