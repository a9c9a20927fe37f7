using System.Collections.Immutable;

namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>Reads the columns of dates.</summary>
internal sealed class DateFields(string? format)
{
    private const string Option = "--date-format";

    private readonly DateFormat? _format = format is null
        ? null
        : DateFormat.Of(format) ?? throw new RefusedException($"{Option}: {format} is no date format. Write it as yyyy-MM-dd, dd/MM/yyyy, yyyyMMdd or %Y-%m-%d.");

    /// <summary>Day, month and year in columns of their own become one date, year first.</summary>
    public static IEnumerable<MappedField> Gather(ImmutableArray<MappedField> fields)
    {
        var parts = fields.Where(field => FieldWords.DatePart(field.Name) is not null).OrderByDescending(field => FieldWords.DatePart(field.Name)).ToArray();
        var rest = fields.Except(parts);
        return parts.Length == 0 ? rest : rest.Append(new MappedField("dob", [.. parts.SelectMany(part => part.Left)], [.. parts.SelectMany(part => part.Right)]));
    }

    public string?[] Read(string name, string?[] texts)
    {
        var used = _format ?? DateFormat.Told(texts) ?? DateFormat.Told(texts.Select(Joined))
            ?? throw new RefusedException($"{name}: most of its values are not dates as they are usually written. Say how they are with {Option}, such as {Option} dd/MM/yyyy.");
        var read = Array.ConvertAll(texts, text => used.Read(text) ?? used.Read(Joined(text)));
        var held = texts.Count(text => !string.IsNullOrWhiteSpace(text));
        var understood = read.Count(text => text is not null);
        return held > 0 && understood * 2 < held
            ? throw new RefusedException($"{name}: {Option} {format} fits {understood} of its {held} values.")
            : read;
    }

    // Columns of year, month and day are set side by side with spaces.
    private static string? Joined(string? text) => text?.Trim().Replace(' ', '-');
}
