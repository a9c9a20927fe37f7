using System.Globalization;
using System.Text.Json;
using Gateway.Disclosure;

namespace Gateway.Federation.Uploads;

/// <summary>What is said of a file before its first byte comes.</summary>
internal sealed record UploadDeclared(string Custodian, long Sequence, DateTimeOffset AsOf, string Format, int Records, long Size, string Sha256)
{
    public const string Version = "1";
    public const int MostRecords = 200_000;
    public const long LargestFile = 64 * 1024 * 1024;
    public const int LargestPart = 1024 * 1024;
    public const int LongestLine = 4096;

    private const long LargestSequence = 1L << 52;

    public static readonly string[] Members = ["version", "custodian", "sequence", "asOf", "format", "records", "size", "sha256"];

    public static UploadDeclared? From(JsonElement body, List<FieldFault> faults)
    {
        var declared = new UploadDeclared(
            Text(body, "custodian", faults, text => text.Length is > 0 and <= 64, "Name the custodian as the register has it."),
            Number(body, "sequence", LargestSequence, "Send your own count of files: a whole number from 1, higher each time.", faults),
            Instant(body, faults),
            Text(body, "format", faults, text => text is "ndjson" or "csv", "Send ndjson or csv."),
            (int)Number(body, "records", MostRecords, $"Say how many records the file has, from 1 to {MostRecords}.", faults),
            Number(body, "size", LargestFile, $"Say how many bytes the file has, from 1 to {LargestFile}.", faults),
            Text(body, "sha256", faults, text => text.Length == 64 && text.All(char.IsAsciiHexDigitLower), "Send the SHA-256 of the whole file: 64 lower-case hexadecimal digits."));
        return faults.Count == 0 ? declared : null;
    }

    private static string Text(JsonElement body, string name, List<FieldFault> faults, Func<string, bool> holds, string words)
    {
        var text = body.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : "";
        if (!holds(text)) faults.Add(new FieldFault(name, words));
        return text;
    }

    private static long Number(JsonElement body, string name, long most, string words, List<FieldFault> faults)
    {
        if (body.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var number) && number >= 1 && number <= most) return number;
        faults.Add(new FieldFault(name, words));
        return 0;
    }

    private static DateTimeOffset Instant(JsonElement body, List<FieldFault> faults)
    {
        if (body.TryGetProperty("asOf", out var given) && given.ValueKind == JsonValueKind.String && given.GetString() is { Length: >= 20 and <= 40 } text && text[^1] == 'Z'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) && instant.Year >= 2000) return instant;
        faults.Add(new FieldFault("asOf", "Say when the extract was made: an instant in UTC, such as 2026-11-22T02:00:00Z."));
        return default;
    }
}
