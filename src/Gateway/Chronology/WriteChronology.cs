using System.Globalization;
using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Chronology;

/// <summary>A chronology in JSON: what is missing first.</summary>
internal static class WriteChronology
{
    public static byte[] Of(DrawnChronology drawn) => JsonBytes.Of(json =>
    {
        json.WriteString("identity"u8, "exact");
        json.WriteStartArray("missing"u8);
        foreach (var words in drawn.Missing) json.WriteStringValue(words);
        json.WriteEndArray();
        AskCustodians.WriteChild(json, drawn.Question.Child);
        json.WriteString("purpose"u8, drawn.Question.Purpose.Word());
        json.WriteString("at"u8, drawn.At);
        json.WriteString("agency"u8, drawn.By.Agency.Id);
        json.WriteNumber("leftOut"u8, drawn.LeftOut);
        json.WriteBoolean("staysOnScreen"u8, drawn.StaysOnScreen);
        json.WriteStartArray("lines"u8);
        foreach (var line in drawn.Lines) Line(json, line, drawn.By.Agency.Id);
        json.WriteEndArray();
    });

    private static void Line(Utf8JsonWriter json, ChronologyLine line, string own)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, line.Id);
        json.WriteString("day"u8, line.Day.ToString(line.IsMonth ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (line.At is { } at) json.WriteString("at"u8, at);
        json.WriteBoolean("own"u8, line.Owner == own);
        // Of what is not copied it is not said whose it is either.
        if (line.Owner is { } owner && !line.IsShort) json.WriteString("owner"u8, owner);
        json.WriteString("source"u8, line.Source);
        json.WriteString("what"u8, line.What);
        Text("effect"u8, line.Effect);
        Text("response"u8, line.Response);
        Text("outcome"u8, line.Outcome);
        Text("significance"u8, line.Significance);
        json.WriteBoolean("keepFromFamily"u8, line.KeepFromFamily);
        json.WriteBoolean("notCopied"u8, line.IsShort);
        json.WriteEndObject();

        void Text(ReadOnlySpan<byte> name, string text)
        {
            if (text.Length > 0) json.WriteString(name, text);
        }
    }

    public static byte[] Of(ChronologyOutcome.NotMatched none) => JsonBytes.Of(json =>
    {
        json.WriteString("identity"u8, "not-matched");
        json.WriteString("headline"u8, none.Headline);
        RingLines.Write(json, none.RingNow);
    });
}
