using Gateway.Rules.Ledger;

namespace Gateway.Audit.Storage;

/// <summary>The head of one log that this process has re-hashed itself, up to where it stands. Owned by the writer's thread.</summary>
/// <param name="first">The position of the log's entry 0.</param>
internal sealed class VerifiedHead(long first = 0)
{
    public Frontier Frontier { get; } = new();

    public long Size => Frontier.Size;

    /// <summary>The position of the log's entry 0.</summary>
    public long First { get; } = first;

    public byte[] Root { get; set; } = TreeHash.Empty.ToArray();

    public long TimeMilliseconds { get; set; }

    public long Epoch { get; set; } = LogSchema.FirstEpoch;

    /// <summary>The newest entry closed the log: nothing may follow it.</summary>
    public bool IsClosed { get; set; }
}
