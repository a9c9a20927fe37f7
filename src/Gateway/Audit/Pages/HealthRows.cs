using System.Globalization;
using Gateway.Audit.Health;
using Gateway.Audit.Publishing;
using Gateway.Disclosure;

namespace Gateway.Audit.Pages;

/// <summary>A report as rows of a page.</summary>
internal static class HealthRows
{
    private const string Unread = "Not known";

    public static IEnumerable<Row> Of(HealthReport report)
    {
        yield return new("State", State(report));
        yield return new("Entries", report.Log is { } log ? $"{Count(log.Size, "entry", "entries")}, in the log {log.Name}" : Unread);
        yield return new("Last checkpoint", Published(report));
        yield return new("Newer than the last checkpoint", report.Tail is { } tail ? Tail(tail) : Unread);
        yield return new("Not signed yet", report.Unsigned is { } unsigned ? unsigned == 0 ? "None" : Count(unsigned, "entry", "entries") : Unread);
        yield return new("Anchor", report.Anchor is { } anchor ? Anchor(anchor) : Unread);
        yield return new("Witnesses needed", EntryWords.Sentence(report.Witnesses.Quorum));
        if (!report.Witnesses.Known.IsEmpty) yield return new("Without enough of them", report.Witnesses.Without < TimeSpan.FromMinutes(2) ? "No" : $"For {Age(report.Witnesses.Without)}");
    }

    private static string State(HealthReport report) => report.State is LedgerState.Sealed { Why: var why } ? $"Sealed: {why}. Nothing is recorded, so nothing is shown to anybody."
        : report.Paused is { } paused ? $"Open, and nothing is released: {paused}."
        : "Open: what is asked is recorded, then answered.";

    private static string Published(HealthReport report)
    {
        if (report.Published is not { } published) return "None is published";
        var when = published.At is { } at ? $"published on {Clock.DayAndTime(at)}, {Age(report.At - at)} ago" : "published before this gateway was started";
        return $"{Count(published.Size, "entry", "entries")}, {when}. {Signature(published.Signature)}";
    }

    private static string Signature(Standing signature) => signature switch
    {
        Standing.Holds => "Signed by this log's key.",
        Standing.Broken => "Not signed by this log's key.",
        _ => "Its signature could not be held against a key.",
    };

    private static string Anchor(AnchorHealth anchor) => $"{Count(anchor.Size, "entry", "entries")}. " + anchor.Agrees switch
    {
        Standing.Holds => "It agrees with the stored log.",
        Standing.Broken => "It does not agree with the stored log.",
        _ => "It could not be held against the stored log.",
    };

    private static string Tail(long tail) => tail == 0 ? "None" : Count(tail, "entry", "entries") + ": recorded, and provable once the next checkpoint is published";

    private static string Age(TimeSpan age) => age.TotalMinutes switch
    {
        < 1 => "less than a minute",
        < 120 => Count((long)age.TotalMinutes, "minute", "minutes"),
        _ => Count((long)age.TotalHours, "hour", "hours"),
    };

    private static string Count(long count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
