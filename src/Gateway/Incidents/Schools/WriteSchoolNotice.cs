using System.Globalization;
using System.Text.Json;
using Gateway.Disclosure;

namespace Gateway.Incidents.Schools;

/// <summary>A school notice on the wire, as its reader may see it.</summary>
internal static class WriteSchoolNotice
{
    public static void To(Utf8JsonWriter json, SchoolNoticeSeen seen)
    {
        json.WriteString("notice"u8, seen.Notice.Id);
        json.WriteString("at"u8, seen.Notice.At);
        json.WriteBoolean("told"u8, seen.Child is not null);
        if (seen.Child is { } child) Tell(json, seen, child);
        if (seen.School is null)
        {
            json.WriteStartArray("handling"u8);
            foreach (var words in seen.Handling) json.WriteStringValue(words);
            json.WriteEndArray();
        }
        else
        {
            json.WriteString("school"u8, seen.School);
        }

        RingLines.Write(json, seen.Ring is { } ring ? [ring] : []);
    }

    private static void Tell(Utf8JsonWriter json, SchoolNoticeSeen seen, AboutPupil about)
    {
        json.WriteStartObject("child"u8);
        json.WriteString("name"u8, about.Name);
        if (about.Born is { } born) json.WriteString("dateOfBirth"u8, born.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteStartObject("incident"u8);
        json.WriteString("number"u8, about.Incident);
        json.WriteString("force"u8, seen.Force);
        json.WriteString("attendedAt"u8, about.AttendedAt);
        json.WriteEndObject();
        if (!seen.Fuller) return;
        json.WriteStartObject("circumstances"u8);
        json.WriteString("whereWas"u8, about.WhereWas);
        json.WriteString("said"u8, about.Said);
        json.WriteEndObject();
    }
}
