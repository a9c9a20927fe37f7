using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;

namespace Gateway.Disclosure;

/// <summary>Who asked about whom and why, for the people who deal with it.</summary>
internal static class WriteAbout
{
    public static void Members(Utf8JsonWriter json, AboutCheck about)
    {
        json.WriteString("check"u8, about.Decision);
        json.WriteStartObject("askedBy"u8);
        json.WriteString("agency"u8, about.AskerAgency);
        json.WriteString("kind"u8, about.AskerKind.Word());
        json.WriteString("practitioner"u8, about.Asker);
        if (about.AskerName is { } name) json.WriteString("name"u8, name);
        json.WriteString("role"u8, about.AskerRole);
        json.WriteEndObject();
        json.WriteString("purpose"u8, about.Purpose);
        if (about.Child.IsEmpty) return;
        json.WriteStartObject("child"u8);
        json.WriteString("nhsNumber"u8, about.Child.Spaced);
        json.WriteString("dateOfBirth"u8, about.DateOfBirth.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    /// <summary>Items as they are kept, such as <c>plan-category=justify:Ja</c>.</summary>
    public static void Items(Utf8JsonWriter json, string kept)
    {
        json.WriteStartArray("items"u8);
        foreach (var one in kept.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (item, rest) = (one[..one.IndexOf('=', StringComparison.Ordinal)], one[(one.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var colon = rest.IndexOf(':', StringComparison.Ordinal);
            json.WriteStartObject();
            json.WriteString("item"u8, item);
            json.WriteString("outcome"u8, rest[..colon]);
            json.WriteString("code"u8, rest[(colon + 1)..]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
