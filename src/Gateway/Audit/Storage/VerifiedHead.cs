using Gateway.Rules.Ledger;

namespace Gateway.Audit.Storage;

/// <summary>The head that this process has re-hashed itself, up to where it stands. Owned by the writer's thread.</summary>
internal sealed class VerifiedHead
{
    public Frontier Frontier { get; } = new();

    public long Size => Frontier.Size;

    public byte[] Root { get; set; } = TreeHash.Empty.ToArray();

    public long TimeMilliseconds { get; set; }

    public long Epoch { get; set; } = LogSchema.FirstEpoch;
}
