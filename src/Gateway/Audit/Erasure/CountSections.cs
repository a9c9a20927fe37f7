using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Erasure;

/// <summary>Counts the sections of a child that are sealed under one key. Nothing is opened.</summary>
internal sealed class CountSections(ILedgerStore store, IndexKeys index)
{
    private const int Page = 500;

    public async Task<SectionsUnder> RunAsync(UnwrappedKey key, CancellationToken cancellation)
    {
        if (await store.ReadSpanAsync(cancellation) is not { } span) throw new LedgerUnreadableException("The ledger has no log.");
        var tokens = index.Tokens(Subject.Child(key.For.Child), span);
        var (count, last, upTo) = (0, (DateTimeOffset?)null, long.MaxValue);
        while (upTo >= 0)
        {
            var page = (await store.ReadTrailAsync(tokens, upTo, Page, cancellation)).Entries;
            foreach (var entry in page)
            {
                var under = entry.Sections.Count(section => SealedSection.KeyOf(section.Bytes, section.Number) == key.Id);
                if (under > 0) last ??= At(entry);
                count += under;
            }

            upTo = page.Count < Page ? -1 : page[^1].Index - 1;
        }

        return new SectionsUnder(count, last);
    }

    private static DateTimeOffset? At(StoredWhole entry) =>
        entry.Leaf is { } bytes && LeafFormat.Decode(bytes, out var leaf) == LeafFault.None ? DateTimeOffset.FromUnixTimeMilliseconds(leaf!.TimeMilliseconds) : null;
}
