using System.Text.Json;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Incidents.Form;
using Gateway.Referrals;
using Gateway.Rules.Referrals;

namespace Gateway.Incidents;

/// <summary>An incident in JSON, to its officer.</summary>
internal sealed class WriteIncident(WriteReferral write, PreviewIncident preview, TimeProvider time)
{
    public void To(Utf8JsonWriter json, Practitioner who, IncidentSeen seen)
    {
        write.Head(json, seen.Referral);
        json.WriteString("force"u8, who.Agency.Id);
        json.WriteStartArray("toDo"u8);
        foreach (var task in IncidentForm.Order.Where(task => !seen.Tasks.ContainsKey(task))) json.WriteStringValue(task);
        json.WriteEndArray();
        if (seen.Referral.SentAt is null && !seen.Tasks.ContainsKey("incident")) json.WriteString("attendedAt"u8, time.GetUtcNow());
        Repeats(json, seen);
        if (OpenIncident.HasFacts(seen.Tasks))
        {
            json.WriteString("rating"u8, seen.Rating.Word());
            Words(json, "rules"u8, seen.Rules);
            Words(json, "askMarac"u8, seen.Marac);
        }

        if (seen.Tasks.TryGetValue("children", out var children)) Children(json, children);
        if (seen.Referral.SentAt is null && preview.Run(who, seen) is { Missing.IsEmpty: true } would) Goes(json, would);
        json.WriteStartObject("form"u8);
        foreach (var (name, task) in seen.Tasks.OrderBy(task => IncidentForm.Order.IndexOf(task.Key)))
        {
            json.WritePropertyName(name);
            task.WriteTo(json);
        }

        json.WriteEndObject();
    }

    // What could not be counted is not "none".
    private static void Repeats(Utf8JsonWriter json, IncidentSeen seen)
    {
        json.WriteStartObject("earlier"u8);
        json.WriteString("answer"u8, seen.Earlier is null ? "not-known" : "counted");
        if (seen.Earlier is { } counted) json.WriteNumber("incidents"u8, counted);
        json.WriteEndObject();
    }

    private static void Children(Utf8JsonWriter json, JsonElement children)
    {
        json.WriteStartArray("children"u8);
        foreach (var child in children.GetProperty("children").EnumerateArray()) json.WriteStringValue(child.GetProperty("id").GetString());
        json.WriteEndArray();
    }

    // What sending it now would do.
    private static void Goes(Utf8JsonWriter json, IncidentPreview would)
    {
        json.WriteStartArray("receivers"u8);
        foreach (var child in would.Children)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, child.Name);
            if (child.Council is CouncilFound.Receives(var council)) json.WriteString("council"u8, council.Id);
            if (child.Decided is { } due) json.WriteString("due"u8, due.At);
            RingLines.Write(json, child.Council.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("schoolNotices"u8);
        foreach (var told in would.Schools) School(json, told);
        json.WriteEndArray();
    }

    private static void School(Utf8JsonWriter json, SchoolTold told)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, told.About.Name);
        json.WriteString("council"u8, told.Council.Id);
        json.WriteBoolean("tellsCouncil"u8, told.TellsCouncil);
        if (told.School is { } school)
        {
            json.WriteString("school"u8, school.Id);
            if (told.HeldUntil is { } held) json.WriteString("heldUntil"u8, held);
            json.WriteString("deputiesAt"u8, told.Deputies);
            json.WriteString("ringAt"u8, told.Rung);
            if (told.HomeForce is { } force) json.WriteString("homeForce"u8, force.Id);
            json.WriteBoolean("told"u8, told.Tells);
            json.WriteBoolean("circumstances"u8, told.TellsMore);
        }

        json.WriteEndObject();
    }

    private static void Words(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
