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
        if (await ledger.FindAsync(recorded.Leaf.InteractionId, cancellation) is not { Index: var index }) return new ShownOf(decided, Matched: true);
        var last = recorded.Leaf.TimeMilliseconds + (long)Longest.TotalMilliseconds;
        for (index++; await ledger.ReadLeafAsync(index, cancellation) is { } leaf && leaf.TimeMilliseconds <= last; index++)
        {
            if (leaf.InteractionId != recorded.Leaf.InteractionId || leaf.Type != (byte)EntryType.Disclosure) continue;
            if (await ledger.ReadSectionAsync(index, 0, cancellation) is not SectionReading.Opened { Section: var section }) return null;
            using var shown = JsonDocument.Parse(section);
            // That a holder was asked is a disclosure too, and says nothing of what was let go.
            if (shown.RootElement.TryGetProperty("identity", out var identity))
                return identity.ValueEquals("not-matched") || identity.ValueEquals("not-known") ? new ShownOf(decided, Matched: false) : new ShownOf(RecordedItems.Read(shown.RootElement, recorded.Leaf.PolicyHash), Matched: true);
        }

        return new ShownOf(decided, Matched: true);
    }
}

/// <summary>What was let go of each item and what was not.</summary>
/// <param name="Matched">False where the child was not found, or nobody could look: then nothing was shown about anybody, whatever was decided.</param>
internal sealed record ShownOf(Decision Decision, bool Matched);
