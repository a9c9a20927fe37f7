namespace Gateway.Audit;

/// <summary>Whether entries can be recorded. The process lives in both states; only one of them lets anything be released.</summary>
public abstract record LedgerState
{
    private LedgerState() { }

    public sealed record Open : LedgerState;

    /// <summary>No entry is taken. <paramref name="Why"/> is for the operator and carries no personal data.</summary>
    public sealed record Sealed(string Why) : LedgerState;
}
