using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;

namespace Gateway.Asks;

/// <summary>An ask as the one who asked, or the one who answers, sees it. The reason for the record is the answerer's side's alone.</summary>
internal sealed class WriteAsk(Register register, WhomToRing ring, TimeProvider time)
{
    public void To(Utf8JsonWriter json, Ask ask, Practitioner reader)
    {
        var asked = IsAsker(ask, reader);
        json.WriteString("id"u8, ask.Id);
        json.WriteString("side"u8, asked ? "asked" : "to-answer");
        json.WriteString("state"u8, StateOf(ask));
        json.WriteString("at"u8, ask.At);
        json.WriteString("expectedBy"u8, ask.DueAt);
        json.WriteStartObject("holder"u8);
        json.WriteString("agency"u8, ask.Holder);
        json.WriteString("who"u8, ask.Title);
        json.WriteEndObject();
        if (register.Agencies.GetValueOrDefault(ask.Holder) is { } holder)
        {
            json.WriteStartObject("ring"u8);
            RingLines.Members(json, ring.Line("If it is urgent; do not wait for this screen", holder.Telephones));
            json.WriteEndObject();
        }

        WriteAbout.Members(json, ask);
        WriteAbout.Items(json, ask.Items);
        json.WritePropertyName("justification"u8);
        json.WriteRawValue(Inner(ask.Justification));
        if (ask.AnsweredAt is not null) Answer(json, ask, asked);
    }

    public static bool IsAsker(Ask ask, Practitioner reader) => ask.AskerAgency == reader.Agency.Id && ask.Asker == reader.Subject;

    public static bool MayAnswer(Ask ask, Practitioner reader) =>
        ask.Holder == reader.Agency.Id && ask.Roles.Contains($" {reader.Role} ", StringComparison.Ordinal);

    private string StateOf(Ask ask) => ask.AnsweredAt is not null ? "answered" : ask.DueAt <= time.GetUtcNow() ? "overdue" : "waiting";

    private static void Answer(Utf8JsonWriter json, Ask ask, bool asked)
    {
        json.WriteStartObject("answer"u8);
        json.WriteString("answer"u8, ask.Answer);
        json.WriteStartArray("items"u8);
        foreach (var item in ask.AskedItems)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, Rules.Policy.ItemWords.Word(item));
            json.WriteString("form"u8, ask.FormOf(item));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (ask.ToAsker is { } toAsker) json.WriteString("toAsker"u8, toAsker);
        if (!asked) json.WriteString("reason"u8, ask.AnswerReason);
        json.WriteString("by"u8, ask.AnsweredBy);
        json.WriteString("at"u8, ask.AnsweredAt!.Value);
        json.WriteEndObject();
    }

    // Kept as one object with one member, as it stands in the ledger.
    private static string Inner(string kept)
    {
        using var document = JsonDocument.Parse(kept);
        return document.RootElement.GetProperty("justification").GetRawText();
    }
}
