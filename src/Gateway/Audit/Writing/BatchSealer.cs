using System.Security.Cryptography;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>Gives entries their ids, their commitments and their sealed sections: the part of the work that does not depend on the head.</summary>
internal sealed class BatchSealer(LedgerKey key, TimeProvider time) : IDisposable
{
    private readonly SectionSealer _sealer = new(key);

    public void Seal(ReadOnlySpan<PendingAppend> entries, Arena arena)
    {
        var now = time.GetUtcNow();
        var sections = entries.Length;
        foreach (var entry in entries) sections += entry.Entry.Sections.Length;

        var secrets = arena.Take(sections * SectionSealer.SecretsLength).Span;
        RandomNumberGenerator.Fill(secrets);
        foreach (var entry in entries)
        {
            entry.EntryId = Guid.CreateVersion7(now);
            secrets = Seal(entry, secrets, arena);
        }
    }

    public void Dispose() => _sealer.Dispose();

    private Span<byte> Seal(PendingAppend pending, Span<byte> secrets, Arena arena)
    {
        var entry = pending.Entry;
        pending.CommonCommitment = arena.Take(TreeHash.Length);
        pending.SectionCommitments = arena.Take(entry.Sections.Length * TreeHash.Length);
        pending.Sealed = new ReadOnlyMemory<byte>[1 + entry.Sections.Length];

        pending.Sealed[0] = Seal(pending.EntryId, 0, entry.Common, ref secrets, pending.CommonCommitment.Span, arena);
        var number = 0;
        foreach (var chosen in Order(entry.Sections.Length))
        {
            var commitment = pending.SectionCommitments.Span.Slice(number * TreeHash.Length, TreeHash.Length);
            pending.Sealed[++number] = Seal(pending.EntryId, number, entry.Sections[chosen], ref secrets, commitment, arena);
        }

        return secrets;
    }

    private Memory<byte> Seal(Guid entryId, int number, ReadOnlyMemory<byte> section, ref Span<byte> secrets, Span<byte> commitment, Arena arena)
    {
        var bytes = arena.Take(SealedSection.Length(section.Length));
        _sealer.Seal(entryId, number, section.Span, secrets[..SectionSealer.SecretsLength], commitment, bytes.Span);
        secrets = secrets[SectionSealer.SecretsLength..];
        return bytes;
    }

    // A random order: the place of a commitment in the leaf says nothing about which child it is.
    private static int[] Order(int sections)
    {
        var order = new int[sections];
        for (var i = 1; i < sections; i++) order[i] = i;
        if (sections > 1) RandomNumberGenerator.Shuffle(order.AsSpan());
        return order;
    }
}
