using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Gateway.Simulator;

/// <summary>Reads records.ndjson and relationships.ndjson of a folder, a line at a time.</summary>
internal static class PeopleFiles
{
    /// <summary>How many lines were about nobody whom this simulator plays.</summary>
    public static int Load(string folder, PeopleStore store) =>
        Read(Path.Combine(folder, "records.ndjson"), PeopleJson.Default.ChildRecord, store.Add)
        + Read(Path.Combine(folder, "relationships.ndjson"), PeopleJson.Default.RelationshipRecord, store.Add);

    private static int Read<T>(string file, JsonTypeInfo<T> type, Func<T, bool> add)
    {
        if (!File.Exists(file)) return 0;
        using var lines = new LineReader(File.OpenRead(file));
        var (line, elsewhere) = (0, 0);
        while (lines.TryRead(out var text))
        {
            line++;
            if (text.IsEmpty) continue;
            try
            {
                if (!add(JsonSerializer.Deserialize(text, type)!)) elsewhere++;
            }
            catch (Exception fault) when (fault is JsonException or RefusedException or InvalidOperationException or OverflowException)
            {
                throw new InvalidDataException($"{Path.GetFileName(file)} line {line} does not read: {Why(fault)}");
            }
        }
        return elsewhere;
    }

    // Only the place is told: the line itself is about a child.
    private static string Why(Exception fault) => fault switch
    {
        RefusedException refused => $"{refused.Field} {refused.Message}",
        JsonException json => $"at {json.Path ?? "its start"}",
        _ => "a value is out of range",
    };
}
