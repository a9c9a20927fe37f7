namespace Gateway.Messages.Store;

/// <summary>A message that nobody could take, laid aside with its reason. It keeps no body that is not ours, for nobody knows what is in it.</summary>
public sealed class ParkedMessage
{
    /// <summary>The message's own id, so that what is refused twice is laid aside once.</summary>
    public Guid Id { get; init; }
    public string Kind { get; init; } = "";

    /// <summary>Whose queue it is; empty where it is the gateway's own.</summary>
    public string Agency { get; init; } = "";
    public Guid? Child { get; init; }
    public byte[]? Body { get; init; }

    /// <summary>A word of ours.</summary>
    public string Because { get; init; } = "";
    public DateTimeOffset ParkedAt { get; init; }

    /// <summary>When an operator had it sent again: then it is nobody's work any more.</summary>
    public DateTimeOffset? ReplayedAt { get; init; }
}
