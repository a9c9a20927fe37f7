namespace Gateway.Notices.Channels;

/// <summary>What became of one attempt. Each reason is a word of ours, never the recipient's text.</summary>
internal abstract record DeliveryReply
{
    private DeliveryReply() { }

    /// <param name="Has">The recipient has it, and not only somebody on the way.</param>
    internal sealed record Sent(bool Has) : DeliveryReply;

    /// <summary>The recipient's own system says when it received it.</summary>
    /// <param name="Said">As it says.</param>
    /// <param name="At">From when everything runs: not before it was sent, and not after it was heard.</param>
    /// <param name="Heard">When the receipt was here, by our clock.</param>
    internal sealed record Received(DateTimeOffset Said, DateTimeOffset At, DateTimeOffset Heard) : DeliveryReply;

    /// <summary>Not this time.</summary>
    internal sealed record Failed(string Because) : DeliveryReply;

    /// <summary>Not however often it is tried.</summary>
    internal sealed record Refused(string Because) : DeliveryReply;
}
