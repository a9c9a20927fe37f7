using System.Collections.Immutable;

namespace Gateway.Matching.Registrations;

/// <summary>One line of a batch: its place in the agency's own count, and what it says.</summary>
internal sealed record RegistrationLine(long Sequence, Statement Statement);

/// <summary>What became of a batch.</summary>
internal abstract record Taken
{
    private Taken() { }

    /// <param name="Position">Up to where the agency's lines are taken now.</param>
    /// <param name="New">How many of the batch were taken now; the others had been before.</param>
    public sealed record Whole(Audit.LedgerReceipt Receipt, long Position, int New) : Taken;

    /// <summary>Lines between those that were taken and these are missing: nothing was taken.</summary>
    /// <param name="Expected">The number of the first that is missing.</param>
    public sealed record Gap(long Expected) : Taken;

    /// <summary>The ledger cannot record: nothing was taken.</summary>
    public sealed record LedgerClosed : Taken;
}
