using Gateway.Audit;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Store;

/// <summary>
/// A child's part of a referral that is owed to a council's own system: written with the step that sent it, tried until that system says that it has it, and gone with the step that says so. It is never laid
/// aside. The row is the truth; no other process tries it before <see cref="NextAttemptAt"/>.
/// </summary>
public sealed class ReferralDelivery
{
    private ReferralDelivery() { }

    /// <summary>The same however often it is tried: to whoever receives it the same id is the same delivery.</summary>
    public Guid Id { get; private init; }
    public Guid Referral { get; private init; }
    public Guid Child { get; private init; }
    public string Council { get; private init; } = "";

    /// <summary>How urgent the area's rules found it: set once it is received, when its time begins.</summary>
    public Rating Rating { get; private init; }

    /// <summary>When it was sent there.</summary>
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset NextAttemptAt { get; private init; }
    public int Attempts { get; private init; }

    /// <summary>Why the last attempt was none: a word of ours.</summary>
    public string? LastFailure { get; private init; }

    /// <summary>The ledger's entry that it may leave; none before the first attempt.</summary>
    public Guid? LedgerEntry { get; private set; }
    public long? LedgerIndex { get; private set; }

    internal static ReferralDelivery Of(Guid referral, Guid child, string council, Rating rating, DateTimeOffset at) =>
        new() { Id = Guid.CreateVersion7(at), Referral = referral, Child = child, Council = council, Rating = rating, CreatedAt = at, NextAttemptAt = at };

    internal void RecordedIn(LedgerReceipt receipt) => (LedgerEntry, LedgerIndex) = (receipt.EntryId, receipt.Index);
}
