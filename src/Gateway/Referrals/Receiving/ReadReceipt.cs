using System.Text.Json;
using Gateway.Federation;
using Gateway.Notices.Channels;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Receiving;

/// <summary>
/// A system's receipt (<c>contracts/openapi/receiving.v1.json</c>): of this delivery, of this referral, and received between when it was sent and now, as far as clocks may differ (<see cref="ReceiptTime"/>). Anything else is no receipt, and nobody is told that it was received.
/// </summary>
internal static class ReadReceipt
{
    /// <param name="answer">It acknowledges the delivery already.</param>
    public static DeliveryReply Of(JsonElement answer, string? reference, DateTimeOffset sent, DateTimeOffset now)
    {
        answer.Only("delivery", "reference", "receivedAt");
        if (!answer.TryGetProperty("reference", out var named) || named.GetString() != reference) return new DeliveryReply.Failed("another-referral");
        if (!answer.TryGetProperty("receivedAt", out var said) || !IsInstant(said.GetString()) || !said.TryGetDateTimeOffset(out var at)) return new DeliveryReply.Failed("not-the-contract");
        return ReceiptTime.Of(Whole(at), sent, Whole(now)) switch
        {
            ReceiptTime.Believed(var from) => new DeliveryReply.Received(Whole(at), from, Whole(now)),
            ReceiptTime.Behind(var minutes) => new DeliveryReply.Failed(WhyNot.Behind(minutes)),
            ReceiptTime.Ahead(var minutes) => new DeliveryReply.Failed(WhyNot.Ahead(minutes)),
            _ => throw new InvalidOperationException("There is no other."),
        };
    }

    // Without its zone a time is anybody's guess.
    private static bool IsInstant(string? text) => text is [.., 'Z'] or [.., '+' or '-', _, _, ':', _, _];

    // As it is stored.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
