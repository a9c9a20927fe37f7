using System.Net.Sockets;
using Gateway.Agencies;
using Gateway.Notices.Store;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Polly;

namespace Gateway.Notices.Channels;

/// <summary>
/// An e-mail to a role's mailbox: that there is a safeguarding notice to read, and a code that means nothing. Never a name, a number, an agency or a reason, for
/// nobody knows who else sees the screen.
/// </summary>
internal sealed class SendMail
{
    public const string Subject = "Safeguarding notice";
    public const string Words = "You have a safeguarding notice. Sign in to read.";

    private const int MostCodes = 20;

    private readonly SmtpSettings? _smtp;
    private readonly ResiliencePipeline _pipeline;

    public SendMail(SmtpSettingsHolder smtp, NoticeSettings settings)
    {
        _smtp = smtp.Settings;
        // What a server took is not offered it again at once: the row says when.
        _pipeline = new ResiliencePipelineBuilder().AddTimeout(TimeSpan.FromSeconds(settings.AttemptSeconds)).Build();
    }

    /// <param name="codes">Of each notice that it is about: routine ones of a day are one e-mail.</param>
    public async Task<DeliveryReply> SendAsync(Agency agency, NoticeDelivery delivery, IReadOnlyList<string> codes, CancellationToken stopping)
    {
        if (_smtp is null || agency.MailboxOf(delivery.Role)?.Email is not { } to) return new DeliveryReply.Refused("not-connected");
        try
        {
            await _pipeline.ExecuteAsync(async cancel => await SendAsync(_smtp, Message(_smtp, delivery, to, codes), cancel), stopping);
            return new DeliveryReply.Sent(Has: false);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            return Why(fault);
        }
    }

    private static async Task SendAsync(SmtpSettings smtp, MimeMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient { LocalDomain = smtp.Domain };
        await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, cancel);
        if (smtp is { User: { } user, Password: { } password }) await client.AuthenticateAsync(user, password, cancel);
        await client.SendAsync(message, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }

    private static MimeMessage Message(SmtpSettings smtp, NoticeDelivery delivery, string to, IReadOnlyList<string> codes)
    {
        var message = new MimeMessage { Subject = Subject, Date = delivery.CreatedAt, MessageId = $"{delivery.Id:N}@{smtp.Domain}" };
        message.From.Add(new MailboxAddress("", smtp.From));
        message.To.Add(new MailboxAddress("", to));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = $"{Words}\n\n{(codes.Count == 1 ? "Code" : "Codes")} {string.Join(", ", codes.Take(MostCodes))}{(codes.Count > MostCodes ? $", and {codes.Count - MostCodes} more" : "")}\n" };
        return message;
    }

    private static DeliveryReply Why(Exception fault) => fault switch
    {
        Polly.Timeout.TimeoutRejectedException => new DeliveryReply.Failed("timed-out"),
        SmtpCommandException { StatusCode: var code } when (int)code is >= 500 and < 600 => new DeliveryReply.Refused($"answered-{(int)code}"),
        SmtpCommandException { StatusCode: var code } => new DeliveryReply.Failed($"answered-{(int)code}"),
        AuthenticationException or ServiceNotAuthenticatedException => new DeliveryReply.Failed("not-let-in"),
        SslHandshakeException or NotSupportedException => new DeliveryReply.Failed("not-verified"),
        SocketException => new DeliveryReply.Failed("unreachable"),
        _ => new DeliveryReply.Failed("cut-off"),
    };
}
