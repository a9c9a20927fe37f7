using System.Globalization;
using System.Text.Json;
using Gateway.Acceptance.Replay.Playing;

namespace Gateway.Acceptance.Replay.Judging;

/// <summary>What an answer, or a refusal, says of one item.</summary>
internal abstract record ItemSeen
{
    private ItemSeen() { }

    /// <summary>It was let go: what it came to, in which form and in which words.</summary>
    internal sealed record LetGo(string Outcome, string Says, string Words, JsonElement Item, string[] Because) : ItemSeen;

    /// <summary>It was not let go: refused, waiting for a reason, or for a person at the holder.</summary>
    internal sealed record Kept(string Outcome, string Code, string Words) : ItemSeen;

    /// <summary>No answer at all: refused as a whole, or nobody could.</summary>
    internal sealed record Refused(int Status, string Code, string Words) : ItemSeen;

    /// <summary>It is nowhere in the answer.</summary>
    internal sealed record NotThere : ItemSeen;
}

internal static class ReadAnswer
{
    public static ItemSeen Of(Answered answered, string item)
    {
        foreach (var one in answered.List("items"))
            if (Text(one, "item") == item) return new ItemSeen.LetGo(Text(one, "outcome"), Text(one, "answer"), Text(one, "words"), one, [.. one.GetProperty("because").EnumerateArray().Select(word => word.GetString()!)]);
        foreach (var one in answered.List("withheld"))
            if (Text(one, "item") == item) return answered.Is(200) ? new ItemSeen.Kept(Text(one, "outcome"), Code(one), Text(one, "words")) : new ItemSeen.Refused(answered.Status, Code(one), Text(one, "words"));
        return answered.Is(200) ? new ItemSeen.NotThere() : new ItemSeen.Refused(answered.Status, answered.Json.TryGetProperty("reason", out _) ? Code(answered.Json) : answered.Word("type") ?? "", answered.Word("words") ?? answered.Word("detail") ?? "");
    }

    /// <summary>The number of visits that was shown; null where none was.</summary>
    public static int? Count(Answered answered) =>
        answered.Json.TryGetProperty("attendances", out var visits) && visits.TryGetProperty("count", out var count) && int.TryParse(count.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string? Visits(Answered answered, string member) =>
        answered.Json.TryGetProperty("attendances", out var visits) && visits.TryGetProperty(member, out var value) ? value.ToString() : null;

    /// <summary>The visits that are listed.</summary>
    public static IEnumerable<JsonElement> Rows(Answered answered) => answered.Json.TryGetProperty("attendances", out var visits) ? visits.GetProperty("rows").EnumerateArray() : [];

    /// <summary>Who did not settle the question, and why.</summary>
    public static IEnumerable<string> Silent(Answered answered) => answered.List("sources").Where(source => Text(source, "answer") == "not-known").Select(source => $"{Text(source, "custodian")} ({(source.TryGetProperty("because", out var why) ? why.GetString() : "")})");

    /// <summary>Whose word it is.</summary>
    public static string Sources(Answered answered, string item) => string.Join(", ", answered.List("sources")
        .Where(source => source.GetProperty("items").EnumerateArray().Any(one => one.GetString() == item)).Select(source => $"{Text(source, "custodian")}: {Text(source, "answer")}{(source.TryGetProperty("because", out var why) ? " (" + why.GetString() + ")" : "")}"));

    public static string Text(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string Code(JsonElement one) => one.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.Object ? Text(reason, "code") : "";
}
