using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Concerns.Store;
using Gateway.Hosting;
using Gateway.Referrals.Form;

namespace Gateway.Concerns.Files;

/// <summary>What is in a pupil's file: a copy as it was when it was sent, of one pupil alone.</summary>
internal static class FileContent
{
    private const string Id = "concern";

    /// <summary>The one row of a concern that is this pupil; none where none is, or where it cannot be told which.</summary>
    public static JsonElement? RowOf(JsonElement written, PupilRow pupil)
    {
        var rows = new FormPart(written, DateOnly.MaxValue).Parts("pupils").ToArray();
        foreach (var fits in (Func<PupilRow, bool>[])[pupil.Is, pupil.MayBe])
            if (rows.Where(row => fits(PupilRow.Of(row))).ToArray() is [_, ..] found) return found is [var only] ? only.Element : null;
        return null;
    }

    public static void Write(Utf8JsonWriter json, Concern concern, JsonElement written, PupilRow pupil, IEnumerable<(ConcernNote Note, JsonElement Said)> notes)
    {
        json.WriteStartObject();
        json.WriteString(Id, concern.Id);
        json.WriteString("writtenAt"u8, concern.WrittenAt);
        json.WriteString("writtenBy"u8, concern.AuthorName ?? concern.Author);
        if (written.GetProperty("pupils").GetArrayLength() - 1 is > 0 and var others) json.WriteNumber("leftOut"u8, others);
        json.WriteStartObject("written"u8);
        foreach (var member in written.EnumerateObject())
            if (member.Name == "pupils") Only(json, RowOf(written, pupil)!.Value);
            else member.WriteTo(json);
        json.WriteEndObject();
        json.WriteStartArray("notes"u8);
        foreach (var (note, said) in notes) Write(json, note, said);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>As it is read: without what has become an allegation since, and without ids that say nothing at the new school.</summary>
    public static JsonElement Shown(JsonElement content, IReadOnlySet<Guid> withheld)
    {
        var all = content.GetProperty("concerns").EnumerateArray().ToImmutableArray();
        var left = all.RemoveAll(one => one.TryGetProperty(Id, out var id) && withheld.Contains(id.GetGuid()));
        return JsonSerializer.Deserialize<JsonElement>(JsonBytes.Of(json =>
        {
            foreach (var member in content.EnumerateObject())
                if (member.Name != "concerns") member.WriteTo(json);
            if (left.Length < all.Length) json.WriteNumber("withheld"u8, all.Length - left.Length);
            json.WriteStartArray("concerns"u8);
            foreach (var one in left) Without(json, one, Id);
            json.WriteEndArray();
        }));
    }

    private static void Only(Utf8JsonWriter json, JsonElement row)
    {
        json.WriteStartArray("pupils"u8);
        row.WriteTo(json);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ConcernNote note, JsonElement said)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, note.Kind);
        json.WriteString("by"u8, note.PersonName ?? note.Person);
        json.WriteString("at"u8, note.At);
        json.WritePropertyName(note.Kind == ConcernNote.Decided ? "decision"u8 : "added"u8);
        // Ids of the old school's other concerns say nothing at the new one.
        Without(json, said, "links");
        json.WriteEndObject();
    }

    private static void Without(Utf8JsonWriter json, JsonElement all, string name)
    {
        json.WriteStartObject();
        foreach (var member in all.EnumerateObject())
            if (member.Name != name) member.WriteTo(json);
        json.WriteEndObject();
    }
}
