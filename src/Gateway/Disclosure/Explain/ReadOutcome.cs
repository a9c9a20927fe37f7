using System.Text.Json;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Explain;

/// <summary>
/// What came of a recorded check. The decision entry is made before the child is matched and any record is read; the
/// disclosure entry after it says what was let go, and it is this that the asker was told.
/// </summary>
internal sealed class ReadOutcome(Ledger ledger)
{
    // Long after the latest that a check may be answered: what is further on in the ledger belongs to others.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Null where the entry about it is there and does not open: then nobody can say what the asker was told.</summary>
    public async Task<ShownOf?> OfAsync(RecordedDecision recorded, CancellationToken cancellation)
    {
        using var common = JsonDocument.Parse(recorded.Common);
        var decided = RecordedItems.Read(common.RootElement, recorded.Leaf.PolicyHash);
        if (await ledger.FindAsync(recorded.Leaf.InteractionId, cancellation) is not { Index: var index }) return new ShownOf(decided, IdentityMatch.Exact);
        var last = recorded.Leaf.TimeMilliseconds + (long)Longest.TotalMilliseconds;
        for (index++; await ledger.ReadLeafAsync(index, cancellation) is { } leaf && leaf.TimeMilliseconds <= last; index++)
        {
            if (leaf.InteractionId != recorded.Leaf.InteractionId || leaf.Type != (byte)EntryType.Disclosure) continue;
            if (await ledger.ReadSectionAsync(index, 0, cancellation) is not SectionReading.Opened { Section: var section }) return null;
            using var shown = JsonDocument.Parse(section);
            // That a holder was asked is a disclosure too, and says nothing of what was let go.
            if (shown.RootElement.TryGetProperty("identity", out var identity))
                return IdentityOf(identity, shown.RootElement) is var match and not IdentityMatch.Exact ? new ShownOf(decided, match) : new ShownOf(RecordedItems.Read(shown.RootElement, recorded.Leaf.PolicyHash), IdentityMatch.Exact) { Record = RecordedRecord.Read(shown.RootElement) };
        }

        return new ShownOf(decided, IdentityMatch.Exact);
    }

    private static IdentityMatch IdentityOf(JsonElement identity, JsonElement shown) => identity.GetString() switch
    {
        "not-known" => IdentityMatch.NotLooked,
        "not-matched" when shown.TryGetProperty("because", out var why) && why.ValueEquals("superseded") => IdentityMatch.Superseded,
        "not-matched" => IdentityMatch.None,
        _ => IdentityMatch.Exact,
    };
}

/// <summary>What was let go of each item and what was not.</summary>
/// <param name="Identity">Whether the child was found, or nobody could look.</param>
internal sealed record ShownOf(Decision Decision, IdentityMatch Identity)
{
    /// <summary>Where it was not, nothing was shown about anybody, whatever was decided.</summary>
    public bool Matched => Identity == IdentityMatch.Exact;

    /// <summary>What the record said that made it stricter; null where it said nothing.</summary>
    public RecordFacts? Record { get; init; }
}
