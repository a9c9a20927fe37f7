using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Disclosure;
using Gateway.Rules.Identifiers;

namespace Gateway.Matching.Links.Wire;

/// <summary>Reads the records of an upload: whole or not at all. A fault names its record by its place and quotes nothing.</summary>
internal static class ReadFeed
{
    public const int Most = 100;

    private const int LongestNumber = 64;
    private static readonly string[] Known = ["number", "nhsNumber", "dateOfBirth", "sex", "givenName"];

    public static ImmutableArray<FeedRecord> From(JsonElement body, DateOnly today, List<FieldFault> faults)
    {
        if (!body.TryGetProperty("records", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > Most)
        {
            faults.Add(new FieldFault("records", $"Send a list of 1 to {Most} records."));
            return [];
        }

        return [.. list.EnumerateArray().Select((one, at) => Record(one, $"records[{at}]", today, faults)).OfType<FeedRecord>()];
    }

    private static FeedRecord? Record(JsonElement one, string path, DateOnly today, List<FieldFault> faults)
    {
        if (one.ValueKind != JsonValueKind.Object || one.EnumerateObject().Any(member => !Known.Contains(member.Name)))
        {
            faults.Add(new FieldFault(path, $"Send one object of {string.Join(", ", Known)}."));
            return null;
        }

        var before = faults.Count;
        var record = new FeedRecord(Number(one, path, faults), Nhs(one, path, faults), Born(one, path, today, faults), Sex(one, path, faults), Text(one, "givenName"));
        if (record.Given is { Length: > 100 }) faults.Add(new FieldFault(path + ".givenName", "A name is at most 100 characters."));
        return faults.Count == before ? record : null;
    }

    private static string Number(JsonElement one, string path, List<FieldFault> faults)
    {
        var text = Text(one, "number")?.Trim() ?? "";
        var code = text is { Length: > 0 and <= LongestNumber } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' or ':' or '_');
        // Ten digits that are an NHS number are no number of one's own.
        if (!code || NhsNumber.Read(text, out _) == NhsNumberFault.None) faults.Add(new FieldFault(path + ".number", "Send your own number for the record: up to 64 letters, digits and - . / : _ and no NHS number."));
        return text;
    }

    private static NhsNumber? Nhs(JsonElement one, string path, List<FieldFault> faults)
    {
        if (!one.TryGetProperty("nhsNumber", out _)) return null;
        if (ChildWords.OfNumber(NhsNumber.Read(Text(one, "nhsNumber"), out var number)) is not { } wrong) return number;
        faults.Add(new FieldFault(path + ".nhsNumber", wrong));
        return null;
    }

    private static DateOnly? Born(JsonElement one, string path, DateOnly today, List<FieldFault> faults)
    {
        if (!one.TryGetProperty("dateOfBirth", out _)) return null;
        if (DateOnly.TryParseExact(Text(one, "dateOfBirth"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day <= today) return day;
        faults.Add(new FieldFault(path + ".dateOfBirth", "Send a real date that has been, written as year-month-day."));
        return null;
    }

    private static char? Sex(JsonElement one, string path, List<FieldFault> faults)
    {
        if (!one.TryGetProperty("sex", out _)) return null;
        if (Text(one, "sex") is "F" or "M" or "X") return Text(one, "sex")![0];
        faults.Add(new FieldFault(path + ".sex", "Send F, M or X, or leave it out."));
        return null;
    }

    private static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
