using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Benchmarks.Policy;

/// <summary>One request of the shared file: a row of its facts, in the order of its columns.</summary>
/// <param name="EndedMinutesAgo">-1 while the relationship is open.</param>
/// <param name="Prohibited">A court order forbids to share this item.</param>
internal sealed record RequestFactsRow(
    string Role, string Purpose, string Item, string Relationship, int EndedMinutesAgo, string Consent,
    bool Bulk, int SubjectCount, bool Conflict, bool Prohibited)
{
    public static readonly string[] Columns =
        ["role", "purpose", "item", "relationship", "endedMinutesAgo", "consent", "bulk", "subjectCount", "conflict", "prohibited"];

    public static RequestFactsRow Read(JsonElement row) => new(
        row[0].GetString()!, row[1].GetString()!, row[2].GetString()!, row[3].GetString()!, row[4].GetInt32(), row[5].GetString()!,
        row[6].GetBoolean(), row[7].GetInt32(), row[8].GetBoolean(), row[9].GetBoolean());

    public string Json() => JsonSerializer.Serialize(
        new object[] { Role, Purpose, Item, Relationship, EndedMinutesAgo, Consent, Bulk, SubjectCount, Conflict, Prohibited }, RowJson.Default.ObjectArray);
}

[JsonSerializable(typeof(object[]))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
internal sealed partial class RowJson : JsonSerializerContext;
