namespace Gateway.Audit;

/// <summary>The ledger's store could not be read. Nobody may take this for "there is no such entry".</summary>
public sealed class LedgerUnreadableException : IOException
{
    public LedgerUnreadableException() { }

    public LedgerUnreadableException(string message) : base(message) { }

    public LedgerUnreadableException(string message, Exception inner) : base(message, inner) { }
}
