using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;

namespace Gateway.Notices.Channels;

/// <summary>
/// Tells an agency's own system that there is a notice: its id, the word of its event and how urgent it is, and nothing else. Only an acknowledgement of this very notice counts.
/// See <c>contracts/notices/webhook.md</c>.
/// </summary>
internal sealed class PostWebhook(PostSigned post)
{
    public const string Path = "v1/notices-waiting";

    public Task<DeliveryReply> SendAsync(Agency agency, InboxNotice notice, NoticeTurn turn, CancellationToken stopping)
    {
        if (agency.Webhook is not { } webhook) return Task.FromResult<DeliveryReply>(new DeliveryReply.Refused("not-connected"));
        var body = JsonBytes.Of(json =>
        {
            json.WriteString("notice"u8, notice.Id);
            // Where the rules let nothing be told there, what happened is not told either.
            json.WriteString("event"u8, turn.Told ? notice.Event.Word() : "notice");
            json.WriteString("urgency"u8, turn.Urgency.Word());
        });
        return post.SendAsync(new SignedPost(new Uri(webhook.Endpoint, Path), webhook.Key, body, turn.Id, "notice", notice.Id, Has: true), stopping);
    }
}
