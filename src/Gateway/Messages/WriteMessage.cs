using System.Text.Json;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Messages;

/// <summary>The body of a message: ids, words of published lists, the reference and where to read on. No name, no text and no number of anybody's.</summary>
internal static class WriteMessage
{
    public static byte[] Of(Guid id, int number, StepMessage message, string? reference, bool urgent) => JsonBytes.Of(json =>
    {
        var step = message.Step;
        Head(json, id, message.Kind, number);
        json.WriteString("at"u8, step.At);
        json.WriteString("referral"u8, message.Referral);
        if (reference is not null) json.WriteString("reference"u8, reference);
        json.WriteString("child"u8, message.Child);
        json.WriteString("step"u8, step.Id);
        if (message.Kind == MessageNames.Clock && step.Step.Clock is { } clock)
        {
            json.WriteString("clock"u8, clock.Word());
            json.WriteBoolean("over"u8, step.Word == "clock.breached");
        }

        if (message.Own)
        {
            json.WriteString("event"u8, step.Word);
            json.WriteString("state"u8, StandingJson.Read(step.Standing).Main.State.Word());
            if (urgent) json.WriteBoolean("urgent"u8, true);
        }

        json.WriteString("fetch"u8, message.Fetch);
    });

    /// <summary>The same once more, as a message of its own at the end of its line.</summary>
    public static byte[] Again(Guid id, int number, Guid parked, JsonElement before) => JsonBytes.Of(json =>
    {
        Head(json, id, before.GetProperty("kind").GetString()!, number);
        foreach (var member in before.EnumerateObject())
            if (!member.NameEquals("message"u8) && !member.NameEquals("kind"u8) && !member.NameEquals("number"u8) && !member.NameEquals("again"u8)) member.WriteTo(json);
        json.WriteString("again"u8, parked);
    });

    private static void Head(Utf8JsonWriter json, Guid id, string kind, int number)
    {
        json.WriteString("message"u8, id);
        json.WriteString("kind"u8, kind);
        json.WriteNumber("number"u8, number);
    }
}
