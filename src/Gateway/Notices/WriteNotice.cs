using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Notices;

/// <summary>A notice on the wire, as its reader may see it.</summary>
internal static class WriteNotice
{
    public static void To(Utf8JsonWriter json, NoticeView view, Practitioner reader)
    {
        var (notice, turn) = (view.Notice, view.Turn);
        json.WriteString("id"u8, notice.Id);
        json.WriteString("state"u8, view.State);
        json.WriteString("urgency"u8, view.Urgency.Word());
        json.WriteString("at"u8, notice.At);
        json.WriteString("since"u8, turn.At);
        json.WriteString("reference"u8, turn.Code);
        json.WriteBoolean("told"u8, view.Told);
        Handling(json, view);
        json.WriteString("title"u8, view.Title);
        json.WriteString("toDo"u8, view.ToDo);
        if (view.Told) Told(json, view);
        if (view.Child is { } child) AskCustodians.WriteChild(json, child);
        if (view.Ring is { } ring)
        {
            json.WriteStartObject("ring"u8);
            RingLines.Members(json, ring);
            json.WriteEndObject();
        }

        Turns(json, view);
        if (notice.AcknowledgedAt is not { } had) return;
        json.WriteString("acknowledgedAt"u8, had);
        if (notice.AcknowledgedAgency == reader.Agency.Id) json.WriteString("acknowledgedBy"u8, notice.AcknowledgedBy);
    }

    private static void Handling(Utf8JsonWriter json, NoticeView view)
    {
        if (view.Handling.IsEmpty) return;
        json.WriteStartArray("handling"u8);
        foreach (var words in view.Handling) json.WriteStringValue(words);
        json.WriteEndArray();
    }

    private static void Told(Utf8JsonWriter json, NoticeView view)
    {
        json.WriteString("event"u8, view.Notice.Event.Word());
        json.WriteStartObject("subject"u8);
        json.WriteString("kind"u8, view.Notice.SubjectKind.Word());
        json.WriteString("id"u8, view.Notice.Subject);
        json.WriteEndObject();
        json.WriteStartArray("words"u8);
        foreach (var words in view.Words) json.WriteStringValue(words);
        json.WriteEndArray();
        if (view.CameBack) json.WriteBoolean("cameBack"u8, true);
        if (!view.Codes.IsEmpty) Codes(json, view);
        if (view.Notice.Due is { } due) json.WriteString("dueAt"u8, due);
        if (view.Items.IsEmpty) return;
        json.WriteStartArray("items"u8);
        foreach (var item in view.Items)
        {
            json.WriteStartObject();
            json.WriteString("item"u8, item.Item.Word());
            json.WriteString("outcome"u8, item.Minimal ? Outcome.ShareLess.Word() : Outcome.Share.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Codes(Utf8JsonWriter json, NoticeView view)
    {
        json.WriteStartArray("codes"u8);
        foreach (var (code, term) in view.Codes)
        {
            json.WriteStartObject();
            json.WriteString("system"u8, "http://snomed.info/sct");
            json.WriteString("code"u8, code);
            json.WriteString("term"u8, term);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Turns(Utf8JsonWriter json, NoticeView view)
    {
        json.WriteStartArray("had"u8);
        foreach (var turn in view.Others)
        {
            json.WriteStartObject();
            json.WriteString("agency"u8, turn.Agency);
            json.WriteString("who"u8, turn.Title);
            json.WriteString("since"u8, turn.At);
            if (turn.DeliveredAt is { } delivered) json.WriteString("deliveredAt"u8, delivered);
            if (turn.ReadAt is { } read) json.WriteString("readAt"u8, read);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
