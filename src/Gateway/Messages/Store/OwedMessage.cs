namespace Gateway.Messages.Store;

/// <summary>
/// A message to an agency's own system, written with the step that causes it. Those about one child of a referral to one agency are a line: they go in the order of
/// their number, and one waits until the one before is confirmed. What is confirmed is owed no more, and goes.
/// </summary>
public sealed class OwedMessage
{
    private OwedMessage() { }

    public long Sequence { get; private init; }
    public Guid Id { get; private init; }
    public string Kind { get; private init; } = "";
    public string Agency { get; private init; } = "";
    public Guid Child { get; private init; }

    /// <summary>Which of its line it is, from 1 and without a gap.</summary>
    public int Number { get; private init; }

    /// <summary>As it goes. It names nobody.</summary>
    public byte[] Body { get; private init; } = [];
    public DateTimeOffset CreatedAt { get; private init; }

    internal static OwedMessage Of(Guid id, string kind, string agency, Guid child, int number, byte[] body, DateTimeOffset now) =>
        new() { Id = id, Kind = kind, Agency = agency, Child = child, Number = number, Body = body, CreatedAt = now };
}

/// <summary>How many messages one agency was owed about one child of a referral.</summary>
public sealed class MessageLine
{
    public string Agency { get; init; } = "";
    public Guid Child { get; init; }
    public int Last { get; init; }
}
