namespace Gateway.Incidents.Store;

/// <summary>A police incident: what lists and counts are made by. It is the draft of one referral, and then that referral's.</summary>
public sealed class Incident
{
    private Incident() { }

    /// <summary>The referral's.</summary>
    public Guid Id { get; private init; }

    /// <summary>The force.</summary>
    public string Agency { get; private init; } = "";

    /// <summary>A keyed hash of where it happened: tells whether it is the same place, and no more. None where no postcode is known.</summary>
    public byte[]? Place { get; internal set; }

    public DateTimeOffset? AttendedAt { get; internal set; }

    public DateTimeOffset? SentAt { get; internal set; }

    /// <summary>How the rules of the area rated it when it was sent.</summary>
    public string Rating { get; internal set; } = "";

    internal static Incident Of(Guid referral, string agency) => new() { Id = referral, Agency = agency };
}

/// <summary>One of the officer's screens as it was saved last: sealed.</summary>
public sealed class IncidentTask
{
    private IncidentTask() { }

    public Guid Incident { get; private init; }
    public string Task { get; private init; } = "";
    public byte[] Content { get; internal set; } = [];
    public DateTimeOffset SavedAt { get; internal set; }

    internal static IncidentTask Of(Guid incident, string task, byte[] content, DateTimeOffset at) => new() { Incident = incident, Task = task, Content = content, SavedAt = at };
}
