namespace Gateway.Audit;

/// <summary>The ledger's writer, as everybody else sees it: the entry is durable when this answers <see cref="AppendResult.Recorded"/>.</summary>
public delegate ValueTask<AppendResult> AppendToLedger(LedgerEntry entry, CancellationToken cancellationToken);
