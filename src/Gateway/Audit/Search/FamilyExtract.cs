using System.Collections.Immutable;

namespace Gateway.Audit.Search;

/// <summary>
/// What of a history may go to a family. "Looked up by Northtown hospital on Tuesday" tells an abuser where a child is: an
/// extract has no place, no time but the year, no requester, no order of events, and nothing that is to be kept from parents.
/// </summary>
internal static class FamilyExtract
{
    public const string HeldBack =
        "Records may be left out of this extract where the law allows it. It does not say whether any were (Data Protection Act 2018, Schedules 2 to 4).";

    public const string Complain = "You may complain to the agency that gave you this, and to the Information Commissioner.";

    public static ImmutableArray<ExtractLine> Of(IEnumerable<OwnEntry> entries) =>
    [
        .. entries.Where(MayGo)
            .GroupBy(entry => (Purpose: entry.Text("purpose")!, Outcome: (EntryOutcome)entry.Access.Leaf!.Outcome, DateTimeOffset.FromUnixTimeMilliseconds(entry.Access.Leaf.TimeMilliseconds).Year))
            .Select(line => new ExtractLine(line.Key.Purpose, line.Key.Outcome, line.Key.Year, line.Count()))
            .OrderBy(line => line.Purpose, StringComparer.Ordinal).ThenBy(line => line.Outcome).ThenBy(line => line.Year),
    ];

    // Decisions alone: one question is one line, and who was told or answered it is somebody else's data.
    private static bool MayGo(OwnEntry entry) =>
        entry.Access is { Leaf.Type: (byte)EntryType.Decision, IsErased: false } && entry.Text("purpose") is not null && !KeptFromParents(entry);

    private static bool KeptFromParents(OwnEntry entry) =>
        entry.Common.TryGetProperty("emergency", out _)
        || entry.Common.TryGetProperty("justification", out _)
        || (entry.Common.TryGetProperty("obligations", out var obligations)
            && obligations.EnumerateArray().Any(word => word.ValueEquals("SUPPRESS_PARENT_VIEWS") || word.ValueEquals("HANDLING_NOTICE") || word.ValueEquals("NO_LA_NOTIFICATION")));
}

/// <param name="Times">How many questions are alike.</param>
internal sealed record ExtractLine(string Purpose, EntryOutcome Outcome, int Year, int Times);
