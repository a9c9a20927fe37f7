using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Notices.Store;

namespace Gateway.Notices.Channels;

/// <summary>
/// A text message to a role's telephone, by whichever provider takes our signed requests: that there is a safeguarding notice to read, and a code that means nothing outside. Never a name, an agency or a reason, for a
/// text is read on a locked screen. See <c>contracts/notices/texts.md</c>.
/// </summary>
internal sealed class PostText(PostSigned post, TextSettingsHolder texts)
{
    public const string Path = "v1/texts";

    public Task<DeliveryReply> SendAsync(Agency agency, NoticeDelivery delivery, string code, CancellationToken stopping)
    {
        if (texts.Settings is not { } settings || agency.MailboxOf(delivery.Role)?.Text is not { } to) return Task.FromResult<DeliveryReply>(new DeliveryReply.Refused("not-connected"));
        var body = JsonBytes.Of(json =>
        {
            json.WriteString("text"u8, delivery.Id);
            json.WriteString("to"u8, to);
            json.WriteString("words"u8, $"{SendMail.Words} Code {code}");
        });
        return post.SendAsync(new SignedPost(new Uri(settings.Address, Path), settings.Key, body, delivery.Id, "text", delivery.Id, Has: false), stopping);
    }
}
