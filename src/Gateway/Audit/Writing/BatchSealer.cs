using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>Gives entries their ids, their commitments and their sealed sections. What is sealed depends on the trails, and so on the log's head.</summary>
internal sealed class BatchSealer(LedgerKey key, TimeProvider time) : IDisposable
{
    private readonly SectionSealer _sealer = new(key);

    /// <summary>What of an entry does not depend on the head. Its id stays the same however often it is tried.</summary>
    public void Prepare(ReadOnlySpan<PendingAppend> entries, Arena arena)
    {
        var now = time.GetUtcNow();
        foreach (var entry in entries)
        {
            entry.EntryId = Guid.CreateVersion7(now);
            entry.Commitments = arena.Take(entry.Sections.Length * TreeHash.Length);
        }
    }

    /// <summary>Seals a section at its place on its trails, unless it is sealed there already.</summary>
    public void Seal(PendingAppend entry, int number, ReadOnlySpan<Trail> trails, Arena arena)
    {
        var section = entry.Sections[number];
        if (!section.Move(trails)) return;
        if (section.Sealed.IsEmpty) section.Sealed = arena.Take(SealedSection.Length(SectionTrail.Length(trails.Length) + section.Body.Length));
        _sealer.Seal(entry.EntryId, number, section, entry.Commitments.Span.Slice(number * TreeHash.Length, TreeHash.Length));
    }

    public void Dispose() => _sealer.Dispose();
}
