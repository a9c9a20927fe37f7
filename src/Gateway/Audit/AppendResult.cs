namespace Gateway.Audit;

/// <summary>Either the entry is durable, or nothing may be released.</summary>
public abstract record AppendResult
{
    private AppendResult() { }

    public sealed record Recorded(LedgerReceipt Receipt) : AppendResult;

    /// <summary>The queue stayed full, the store failed, or the ledger is sealed. <paramref name="Why"/> carries no personal data.</summary>
    public sealed record NotRecorded(string Why) : AppendResult;
}
