using System.Text.Json;
using Gateway.Tool.Synthetic.Cast;

namespace Gateway.Tool.Synthetic.Output;

/// <summary><c>practitioners.json</c> and <c>cast.json</c>: who may sign in to the demonstration and what to try.</summary>
internal static class CastFiles
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Practitioner> practitioners)
    {
        json.WriteStartArray();
        foreach (var practitioner in practitioners)
        {
            json.WriteStartObject();
            json.WriteString("sub", practitioner.Subject);
            json.WriteString("name", practitioner.Name);
            json.WriteString("agency", practitioner.Agency);
            json.WriteString("roleWord", practitioner.RoleWord);
            json.WriteString("title", practitioner.Title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Journey> journeys)
    {
        json.WriteStartArray();
        foreach (var journey in journeys)
        {
            json.WriteStartObject();
            json.WriteString("name", journey.Name);
            json.WriteString("journey", journey.Sentence);
            json.WriteString("practitioner", journey.Practitioner);
            json.WriteString("purpose", journey.Purpose);
            json.WriteChild(journey.Number, journey.Born);
            json.WriteString("expect", journey.Expect);
            if (journey.Called is var (given, family))
            {
                json.WriteString("givenName", given);
                json.WriteString("familyName", family);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
