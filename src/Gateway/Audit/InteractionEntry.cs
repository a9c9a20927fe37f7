namespace Gateway.Audit;

/// <summary>Where the decision of an interaction stands in the ledger.</summary>
/// <param name="Index">Its position, which counts on through all logs.</param>
public sealed record InteractionEntry(Guid EntryId, long Index, DateTimeOffset At);
