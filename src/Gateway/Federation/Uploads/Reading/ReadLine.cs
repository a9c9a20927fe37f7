using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gateway.Rules.Identifiers;

namespace Gateway.Federation.Uploads.Reading;

/// <summary>Reads one line into its texts, in the order of <see cref="Columns"/>; what is left out is empty. Null where it cannot be read.</summary>
internal static class ReadLine
{
    public static readonly ImmutableArray<string> Columns =
    [
        "nhsNumber", "dateOfBirth", "familyName", "givenNames", "reference", "kind", "categories", "start", "end", "due", "legalBasis",
        "socialWorkerName", "socialWorkerTeam", "socialWorkerTelephone",
    ];

    public static readonly byte[] Header = Encoding.ASCII.GetBytes(string.Join(',', Columns));

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Known = [.. Columns];

    public static string[]? From(string format, ReadOnlyMemory<byte> line)
    {
        try
        {
            return format == "csv" ? Csv(Strict.GetString(line.Span)) : Json(line);
        }
        catch (Exception fault) when (fault is DecoderFallbackException || StrictJson.IsFault(fault))
        {
            return null;
        }
    }

    /// <summary>As <see cref="From"/>, of a line with bytes that are no text: what stands beside them may say whom it is about, and nothing more is believed of it.</summary>
    public static string[]? AroundDamage(string format, ReadOnlyMemory<byte> line) => From(format, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line.Span)));

    /// <summary>Every NHS number that stands anywhere in a line that cannot be read: it may be the child's.</summary>
    public static IEnumerable<NhsNumber> NumbersIn(ReadOnlyMemory<byte> line)
    {
        var text = Encoding.Latin1.GetString(line.Span);
        for (var at = 0; at < text.Length; at++)
            if (char.IsAsciiDigit(text[at]) && TenFrom(text, at) is { } ten && NhsNumber.Read(ten, out var number) == NhsNumberFault.None) yield return number;
    }

    // Ten digits from here, whatever blanks and dashes stand between them.
    private static string? TenFrom(string text, int at)
    {
        var digits = new StringBuilder(10);
        for (; at < text.Length && digits.Length < 10; at++)
            if (char.IsAsciiDigit(text[at])) digits.Append(text[at]);
            else if (text[at] is not (' ' or '-' or '\u00a0')) return null;
        return digits.Length == 10 ? digits.ToString() : null;
    }

    private static string[] Json(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line, StrictJson.Options);
        var record = document.RootElement.Only(Known);
        return [.. Columns.Select(name => record.TryGetProperty(name, out var value) ? Text(name, value) : "")];
    }

    private static string Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array when name == "categories" => string.Join(';', value.EnumerateArray().Select(one => one.GetString())),
        JsonValueKind.String when name != "categories" => value.GetString()!.Trim(),
        _ => throw new FormatException(),
    };

    // A quote within a field is doubled, and a field does not go over a line.
    private static string[]? Csv(string line)
    {
        var (fields, field, quoted) = (new List<string>(Columns.Length), new StringBuilder(), false);
        for (var at = 0; at <= line.Length; at++)
        {
            if (at == line.Length ? !quoted : line[at] == ',' && !quoted) End();
            else if (at == line.Length) return null;
            else if (line[at] != '"') field.Append(line[at]);
            else if (!quoted && field.Length > 0) return null;
            else if (!quoted) quoted = true;
            else if (at + 1 < line.Length && line[at + 1] == '"') field.Append(line[at++]);
            else if (at + 1 < line.Length && line[at + 1] != ',') return null;
            else quoted = false;
        }

        return fields.Count == Columns.Length ? [.. fields] : null;

        void End()
        {
            fields.Add(field.ToString().Trim());
            field.Clear();
        }
    }
}
