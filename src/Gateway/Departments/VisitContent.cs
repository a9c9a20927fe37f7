using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Departments;
using Gateway.Rules.Notices;

namespace Gateway.Departments;

/// <summary>What the gateway found with an entry, as it is kept beside what was sent.</summary>
internal static class VisitContent
{
    public static void Check(Utf8JsonWriter json, CheckSettled settled)
    {
        var check = settled.Checked;
        json.WriteStartObject("check"u8);
        json.WriteString("id"u8, settled.Id);
        json.WriteBoolean("found"u8, check.Found);
        json.WriteBoolean("plan"u8, check.Plan);
        if (settled.Practice is { } practice) json.WriteString("practice"u8, practice);
        Words(json, "silent", check.Silent);
        json.WriteEndObject();
    }

    public static void Words(Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    /// <summary>Who was told of what, as the department may read it.</summary>
    public static void Told(Utf8JsonWriter json, ImmutableArray<(NoticeEvent Event, Told Told)> all)
    {
        json.WriteStartArray("told"u8);
        foreach (var (happened, told) in all)
        {
            json.WriteStartObject();
            json.WriteString("event"u8, happened.Word());
            json.WriteString("part"u8, told.Part.Word());
            json.WriteString("who"u8, told.Shown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
