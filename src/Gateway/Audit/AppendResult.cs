namespace Gateway.Audit;

/// <summary>Either the entry is durable, or nothing may be released.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    public sealed record Recorded(LedgerReceipt Receipt) : AppendResult;

    /// <summary>A decision was offered for an interaction that already has one: one question, one decision. Nothing new was written.</summary>
    public sealed record AlreadyDecided(InteractionEntry Decision) : AppendResult;

    /// <summary>The queue stayed full, the store failed, or the ledger is sealed. <paramref name="Why"/> carries no personal data.</summary>
    public sealed record NotRecorded(string Why) : AppendResult;
}
