using System.Text.Json;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Output;

/// <summary>A line of <c>relationships.ndjson</c>: what an agency's own system would confirm about who is involved with a child.</summary>
internal static class RelationshipLine
{
    public static void Write(Utf8JsonWriter json, Relationship relationship)
    {
        json.WriteStartObject();
        json.WriteString("agency", relationship.Agency);
        json.WriteString("practitioner", relationship.Practitioner);
        json.WriteChild(relationship.Number, relationship.Born);
        json.WriteString("type", relationship.Type);
        json.WriteString("reference", relationship.Reference);
        json.WriteInstant("startedAt", relationship.StartedAt);
        json.WriteInstant("endedAt", relationship.EndedAt);
        json.WriteString("site", relationship.Site);
        if (relationship.PregnancyRecorded) json.WriteBoolean("pregnancyRecorded", true);
        json.WriteEndObject();
    }
}
