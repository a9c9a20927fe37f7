using System.Collections.Immutable;
using Gateway.Hosting;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Search;

/// <summary>What a search came to. Whatever shows entries carries the receipt of the look.</summary>
internal abstract record SearchOutcome
{
    private SearchOutcome() { }

    public sealed record Shown(LedgerReceipt Receipt, OwnHistory History) : SearchOutcome;

    /// <param name="Gaps">What the history lacks that the extract was made of.</param>
    public sealed record Extract(LedgerReceipt Receipt, ImmutableArray<ExtractLine> Lines, ImmutableArray<TrailGap> Gaps) : SearchOutcome;

    /// <summary>Turned away, on the record.</summary>
    public sealed record Refused(Problem Problem) : SearchOutcome;

    /// <summary>The look cannot be recorded, or the ledger not read: nothing is shown.</summary>
    public sealed record LedgerClosed : SearchOutcome;
}

/// <summary>One page of what an officer's own agency asked.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Gaps">What was read and lacks something, whoever asked.</param>
/// <param name="Before">Where the next page begins; null where this one reaches the first entry.</param>
internal sealed record OwnHistory(ImmutableArray<OwnEntry> Entries, ImmutableArray<TrailGap> Gaps, long? Before);
