using System.Globalization;
using System.Text.Json;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;

namespace Gateway.Matching.Links.Wire;

/// <summary>Links and what hangs on them, as their people see them: never a child's key.</summary>
internal static class WriteLinks
{
    public static void Link(Utf8JsonWriter json, ChildLink link)
    {
        json.WriteString("id"u8, link.Id);
        json.WriteString("reference"u8, link.Reference);
        json.WriteString("status"u8, link.Status.Word());
        json.WriteBoolean("resolves"u8, link.Status.Resolves());
        json.WriteString("evidence"u8, link.Evidence);
        json.WriteString("madeAt"u8, link.MadeAt);
        json.WriteString("at"u8, link.At);
        if (link.Reason.Length > 0) json.WriteString("reason"u8, link.Reason);
    }

    public static void Event(Utf8JsonWriter json, LinkEvent one)
    {
        json.WriteString("id"u8, one.Id);
        json.WriteString("kind"u8, one.Kind.Word());
        json.WriteString("state"u8, one.State.Word());
        json.WriteString("agency"u8, one.Agency);
        json.WriteString("proposer"u8, one.Proposer);
        json.WriteString("reason"u8, one.Reason);
        json.WriteString("at"u8, one.At);
        Child(json, "kept"u8, one.KeptChild);
        Child(json, "joined"u8, one.JoinedChild);
        if (one.Undoes is { } merge) json.WriteString("undoes"u8, merge);
        if (one.AnsweredAt is not { } answered) return;
        json.WriteString("answeringAgency"u8, one.AnsweringAgency);
        json.WriteString("answeredBy"u8, one.AnsweredBy);
        json.WriteString("answerReason"u8, one.AnswerReason);
        json.WriteString("answeredAt"u8, answered);
        if (one.SeenListedAt is not null) json.WriteBoolean("seenListMayHaveGaps"u8, one.SeenHasGaps);
    }

    public static void Task(Utf8JsonWriter json, LinkTask task)
    {
        json.WriteString("id"u8, task.Id);
        json.WriteString("kind"u8, task.Kind.Word());
        json.WriteString("why"u8, task.Why);
        json.WriteString("reference"u8, task.Reference);
        if (task.Link is { } link) json.WriteString("link"u8, link);
        json.WriteString("at"u8, task.At);
    }

    public static void Correction(Utf8JsonWriter json, LinkCorrection correction)
    {
        json.WriteString("id"u8, correction.Id);
        json.WriteString("check"u8, correction.Check);
        json.WriteString("seenAt"u8, correction.SeenAt);
        json.WriteString("at"u8, correction.At);
        if (correction.Practitioner.Length > 0) json.WriteString("practitioner"u8, correction.Practitioner);
        if (correction.ReadAt is { } read) json.WriteString("readAt"u8, read);
        json.WriteString("says"u8, "Two children were taken for one when you had this answer. It may have held another child's information. Do not rely on it: ask again.");
    }

    public static void All<T>(Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            write(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Child(Utf8JsonWriter json, ReadOnlySpan<byte> name, Federation.ChildAsked child)
    {
        json.WriteStartObject(name);
        json.WriteString("nhsNumber"u8, child.NhsNumber.Spaced);
        json.WriteString("dateOfBirth"u8, child.DateOfBirth.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
