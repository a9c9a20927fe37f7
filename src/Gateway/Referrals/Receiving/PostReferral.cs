using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Notices.Channels;
using Gateway.Referrals.Store;

namespace Gateway.Referrals.Receiving;

/// <summary>Hands a child's part of a referral to the council's own system: what <c>GET /v1/referrals/{id}</c> shows that council of this child, signed as every webhook is.</summary>
internal sealed class PostReferral(PostSigned post, WriteSeen write, TimeProvider time)
{
    public const string Path = "v1/referrals";

    public Task<DeliveryReply> SendAsync(Webhook system, RecordedDelivery recorded, ReferralSeen seen, CancellationToken stopping)
    {
        var (delivery, reference) = (recorded.Delivery, seen.Referral.Reference);
        var body = JsonBytes.Of(json =>
        {
            json.WriteString("delivery"u8, delivery.Id);
            json.WriteString("council"u8, delivery.Council);
            json.WriteString("reference"u8, reference);
            json.WriteString("sentAt"u8, delivery.CreatedAt);
            json.WriteStartObject("recorded"u8);
            json.WriteString("entryId"u8, recorded.Entry);
            json.WriteNumber("entry"u8, recorded.Index);
            json.WriteEndObject();
            json.WriteStartObject("referral"u8);
            write.Whole(json, seen);
            json.WriteEndObject();
        });
        return post.SendAsync(new SignedPost(new Uri(system.Endpoint, Path), system.Key, body, delivery.Id, "delivery", delivery.Id, Has: true)
        {
            Receipt = answer => ReadReceipt.Of(answer, reference, delivery.CreatedAt, time.GetUtcNow()),
        }, stopping);
    }
}
