using Gateway.Referrals.Store;

namespace Gateway.Referrals.Receiving;

/// <summary>A delivery that the ledger has an entry for. There is no other way to make one, and the post takes nothing else.</summary>
internal sealed class RecordedDelivery
{
    private RecordedDelivery(ReferralDelivery delivery, Guid entry, long index) => (Delivery, Entry, Index) = (delivery, entry, index);

    public ReferralDelivery Delivery { get; }

    public Guid Entry { get; }

    public long Index { get; }

    public static RecordedDelivery? Of(ReferralDelivery delivery) => delivery is { LedgerEntry: { } entry, LedgerIndex: { } index } ? new RecordedDelivery(delivery, entry, index) : null;
}
