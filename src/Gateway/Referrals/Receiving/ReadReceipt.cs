using System.Text.Json;
using Gateway.Federation;
using Gateway.Notices.Channels;

namespace Gateway.Referrals.Receiving;

/// <summary>
/// A system's receipt (<c>contracts/openapi/receiving.v1.json</c>): of this delivery, of this referral, and received between when it was sent and now. Anything else is no receipt, and nobody is told that it was received.
/// </summary>
internal static class ReadReceipt
{
    /// <param name="answer">It acknowledges the delivery already.</param>
    /// <param name="sent">When it was sent. A system may keep whole seconds.</param>
    public static DeliveryReply Of(JsonElement answer, string? reference, DateTimeOffset sent, DateTimeOffset now)
    {
        answer.Only("delivery", "reference", "receivedAt");
        if (!answer.TryGetProperty("reference", out var named) || named.GetString() != reference) return new DeliveryReply.Failed("another-referral");
        if (!answer.TryGetProperty("receivedAt", out var said) || !IsInstant(said.GetString()) || !said.TryGetDateTimeOffset(out var at)) return new DeliveryReply.Failed("not-the-contract");
        if (at > now) return new DeliveryReply.Failed("received-later-than-now");
        return at < Second(sent) ? new DeliveryReply.Failed("received-before-sent") : new DeliveryReply.Received(DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()));
    }

    // Without its zone a time is anybody's guess.
    private static bool IsInstant(string? text) => text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _];

    private static DateTimeOffset Second(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
