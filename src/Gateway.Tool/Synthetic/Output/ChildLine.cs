using System.Text.Json;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Output;

/// <summary>A line of <c>children.ndjson</c>: who the child is and where they have lived.</summary>
internal static class ChildLine
{
    public static void Write(Utf8JsonWriter json, Child child)
    {
        json.WriteStartObject();
        json.WriteChild(child.Number, child.Born);
        json.WriteString("givenName", child.GivenName);
        json.WriteString("familyName", child.FamilyName);
        json.WriteString("sex", child.Sex == Sex.Female ? "F" : "M");
        json.WriteStartArray("addresses");
        foreach (var address in child.Addresses) Write(json, address);
        json.WriteEndArray();
        json.WriteBoolean("protected", child.Protected);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Address address)
    {
        json.WriteStartObject();
        json.WriteString("postcode", address.Postcode);
        json.WriteDate("from", address.From);
        json.WriteDate("to", address.To);
        json.WriteEndObject();
    }
}
