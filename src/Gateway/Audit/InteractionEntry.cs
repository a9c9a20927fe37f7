namespace Gateway.Audit;

/// <summary>Where the decision of an interaction stands in the ledger.</summary>
public sealed record InteractionEntry(Guid EntryId, long Index, DateTimeOffset At);
