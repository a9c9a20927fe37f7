using System.Text.Json;
using Gateway.Rules.Consent;

namespace Gateway.Consents;

/// <summary>The consent that a check was decided by, for its sealed section (sharing rules, 6.3): ids and words, no narrative.</summary>
internal static class WriteConsentHeld
{
    public static void To(Utf8JsonWriter json, ConsentHeld held)
    {
        var resolution = held.Resolution;
        json.WriteStartObject("consent"u8);
        json.WriteString("state"u8, resolution.State.Word());
        if (resolution.GivenBy is { } by) json.WriteString("giver"u8, by.Word());
        if (resolution.Competent is { } competent) json.WriteBoolean("competent"u8, competent);
        if (resolution.Competence is { } judged) json.WriteString("competence"u8, judged);
        if (resolution.Record is { } record) json.WriteString("record"u8, record);
        json.WriteBoolean("conflict"u8, resolution.Conflict);
        json.WriteStartArray("others"u8);
        foreach (var other in resolution.Others)
        {
            json.WriteStartObject();
            json.WriteString("record"u8, other.Record);
            json.WriteString("giver"u8, other.Giver.Word());
            json.WriteString("state"u8, other.Stage.Word());
            json.WriteBoolean("ignored"u8, other.Ignored);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("considered"u8);
        foreach (var considered in resolution.Considered) json.WriteStringValue(considered);
        json.WriteEndArray();
        json.WriteEndObject();
        if (held.Engagement is { } told) WriteEngagement(json, told);
    }

    private static void WriteEngagement(Utf8JsonWriter json, EngagementRecord told)
    {
        json.WriteStartObject("engagement"u8);
        json.WriteString("record"u8, told.Id);
        json.WriteString("informed"u8, told.Informed.Word());
        json.WriteString("by"u8, told.RecordedBy);
        json.WriteString("view"u8, told.View.Word());
        if (told.Because is { } because) json.WriteString("because"u8, because.Word());
        if (told.Limb is { } limb) json.WriteString("paragraph18"u8, limb.Word());
        json.WriteEndObject();
    }
}
