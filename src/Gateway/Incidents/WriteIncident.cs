using System.Text.Json;
using Gateway.Agencies;
using Gateway.Incidents.Form;
using Gateway.Referrals;
using Gateway.Rules.Referrals;

namespace Gateway.Incidents;

/// <summary>An incident in JSON, to its officer.</summary>
internal sealed class WriteIncident(WriteReferral write, TimeProvider time)
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

    private static void Words(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }
}
