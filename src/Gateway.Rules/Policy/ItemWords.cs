using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>The published words of the items, in the order of their ids (wire words, version 1, section 3).</summary>
public static class ItemWords
{
    private static readonly string[] Words =
    [
        "", "plan-flag", "plan-category", "plan-dates", "lead-social-worker", "out-of-hours-contact", "looked-after",
        "unborn-plan", "plan-ended", "attendance-count", "attendance-dates", "attendance-site", "attendance-complaint",
        "attendance-outcome", "gp-registration", "school", "sibling-on-plan", "abuse-marker", "abuse-detail", "address",
        "plan-content", "adult-record",
    ];

    private static readonly Dictionary<string, Item> ByWord =
        Enum.GetValues<Item>().ToDictionary(item => Words[(int)item], StringComparer.Ordinal);

    private static readonly Dictionary<string, Item> ById =
        Enum.GetValues<Item>().ToDictionary(item => item.Id(), StringComparer.Ordinal);

    /// <summary>Every item, D01 first.</summary>
    public static ImmutableArray<Item> All { get; } = [.. Enum.GetValues<Item>()];

    /// <summary>The word on the wire, such as <c>plan-flag</c>.</summary>
    public static string Word(this Item item) => Words[(int)item];

    /// <summary>The id in the matrix, such as <c>D01</c>.</summary>
    public static string Id(this Item item) => $"D{(int)item:D2}";

    /// <summary>Reads a word; an unknown word is false and is never given a default.</summary>
    public static bool TryRead(string? word, out Item item)
    {
        item = default;
        return word is not null && ByWord.TryGetValue(word, out item);
    }

    /// <summary>Reads an id of the matrix.</summary>
    public static bool TryReadId(string id, out Item item) => ById.TryGetValue(id, out item);

    /// <summary>The four or five items that are read together from one list of attendances.</summary>
    public static bool IsAttendance(this Item item) => item is >= Item.AttendanceCount and <= Item.AttendanceOutcome;
}
