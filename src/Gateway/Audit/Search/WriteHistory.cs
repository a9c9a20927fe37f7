using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Search;

/// <summary>A history as its reader sees it. Ordinals stay here: they would count what other agencies asked.</summary>
internal static class WriteHistory
{
    public const string Standing =
        "Shown is what your own agency asked. The trail was followed entry by entry; that its newest entry is the newest there is, only the ledger's own checks can show.";

    public static void To(Utf8JsonWriter json, OwnHistory history)
    {
        WriteWhole(json, history.Gaps);
        json.WriteStartArray("entries"u8);
        foreach (var entry in history.Entries) Write(json, entry);
        json.WriteEndArray();
        if (history.Before is { } before) json.WriteNumber("before"u8, before);
        json.WriteString("standing"u8, Standing);
    }

    public static void ExtractTo(Utf8JsonWriter json, ImmutableArray<ExtractLine> lines, ImmutableArray<TrailGap> gaps)
    {
        WriteWhole(json, gaps);
        json.WriteString("extract"u8, "family");
        json.WriteStartArray("lines"u8);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("purpose"u8, line.Purpose);
            json.WriteString("outcome"u8, Word(line.Outcome));
            json.WriteNumber("year"u8, line.Year);
            json.WriteNumber("times"u8, line.Times);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("heldBack"u8, FamilyExtract.HeldBack);
        json.WriteString("complain"u8, FamilyExtract.Complain);
    }

    private static void WriteWhole(Utf8JsonWriter json, ImmutableArray<TrailGap> gaps)
    {
        json.WriteBoolean("whole"u8, gaps.IsEmpty);
        json.WriteStartArray("gaps"u8);
        foreach (var gap in gaps)
        {
            json.WriteStartObject();
            if (gap.Index is { } index) json.WriteNumber("entry"u8, index);
            json.WriteString("words"u8, Words(gap.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, OwnEntry entry)
    {
        var leaf = entry.Access.Leaf!;
        json.WriteStartObject();
        json.WriteNumber("entry"u8, entry.Access.Index);
        json.WriteString("id"u8, leaf.EntryId);
        json.WriteString("interaction"u8, leaf.InteractionId);
        json.WriteString("at"u8, DateTimeOffset.FromUnixTimeMilliseconds(leaf.TimeMilliseconds));
        json.WriteString("type"u8, Word((EntryType)leaf.Type));
        json.WriteString("outcome"u8, Word((EntryOutcome)leaf.Outcome));
        foreach (var name in (string[])["practitioner", "name", "role", "purpose", "kind"])
            if (entry.Text(name) is { } text) json.WriteString(name, text);
        if (entry.Access.IsErased) json.WriteBoolean("erased"u8, true);
        json.WriteEndObject();
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static string Words(TrailGapKind kind) => kind switch
    {
        TrailGapKind.Missing => "Entries that others name, or that are counted, are not here.",
        TrailGapKind.NotInIndex => "The search index had lost this entry; the entry after it led here.",
        TrailGapKind.Unreadable => "This entry does not open.",
        TrailGapKind.Twice => "Two entries have the same place.",
        TrailGapKind.Broken => "This entry names another as the one before it than stands there.",
        _ => "More entries are here than are counted.",
    };
}
