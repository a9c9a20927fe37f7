using System.Collections.Concurrent;

namespace Gateway.Simulator;

/// <summary>A child's part of a referral as a council's own system received it, without the child.</summary>
/// <param name="Times">How often it came: sending it again changes nothing else.</param>
public sealed record ReceivedReferral(Guid Delivery, string Council, string Reference, DateTimeOffset SentAt, DateTimeOffset Received, int Times);

/// <summary>Every referral received, once by council and delivery.</summary>
internal sealed class ReferralBook
{
    private readonly ConcurrentDictionary<(ushort, Guid), ReceivedReferral> referrals = new();

    public IReadOnlyList<ReceivedReferral> All => [.. referrals.Values.OrderBy(referral => referral.Received).ThenBy(referral => referral.Delivery)];

    public int Count => referrals.Count;

    public ReceivedReferral Receive(SimulatedAgency council, in ReferralMessage message, DateTimeOffset now)
    {
        var fresh = new ReceivedReferral(message.Delivery, council.Id, message.Reference, message.SentAt, now, 1);
        return referrals.AddOrUpdate((council.Index, message.Delivery), fresh, (_, known) => known with { Times = known.Times + 1 });
    }
}
