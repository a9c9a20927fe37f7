using Gateway.Audit.Search;
using Gateway.Audit.Sealing;
using Gateway.Matching;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;

namespace Gateway.Audit.Export;

/// <summary>
/// Opens what an officer of one agency may take away: the common sections of that agency's own entries. The children's sections stay sealed, since they count
/// what other agencies asked. An entry about a child whose whereabouts are protected, who is not known or could not be looked up, stays closed
/// where no colleague agreed to that child.
/// </summary>
internal sealed class OpenForExport(Ledger ledger, Children children)
{
    /// <summary>More entries than that are not one pack.</summary>
    public const int Most = 20_000;

    private const int Page = 1000;

    /// <param name="of">Whose trail.</param>
    /// <param name="agency">Whose entries alone.</param>
    /// <param name="first">Where the log begins among the positions of all logs: a pack counts from there.</param>
    /// <param name="size">The size of its published tree: what came after it is not in the pack.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null where it is more than one pack holds.</returns>
    public async Task<OpenedScope?> RunAsync(AccessOf of, string agency, long first, long size, CancellationToken cancellation)
    {
        if (await ReadAsync(of, agency, first, size, cancellation) is not { } entries) return null;
        var (sections, bundles, closed) = (new List<OpenedSection>(), new Dictionary<long, IReadOnlyList<ReadOnlyMemory<byte>>>(), 0);
        foreach (var entry in entries)
        {
            if (of is not AccessOf.ToChild && await IsProtectedAsync(entry, cancellation)) closed++;
            else if (await ledger.ReadSectionAsync(entry.Index, 0, cancellation) is SectionReading.Opened common)
            {
                sections.Add(new OpenedSection(entry.Index - first, 0, common.Salt.ToArray(), common.Committed.ToArray()));
                bundles[entry.Index - first] = [.. (await ledger.ReadWholeAsync(entry.Index, cancellation)).Sections.Select(section => (ReadOnlyMemory<byte>)section.Bytes)];
            }
        }

        return new OpenedScope(first > 0 ? null : Scope(of, entries), sections, bundles, closed);
    }

    // A child's trail has other agencies' entries: no agency opens it whole. A later log has a part of every trail: its pack claims none.
    private static PackScope? Scope(AccessOf of, List<Access> entries) => of is AccessOf.ToChild
        ? null
        : new PackScope(of is AccessOf.ByAgency ? "agency" : "practitioner", entries.Count == 0 ? 0 : entries.Max(entry => entry.On?.Ordinal ?? 0));

    private async Task<List<Access>?> ReadAsync(AccessOf of, string agency, long first, long size, CancellationToken cancellation)
    {
        var (entries, before) = (new List<Access>(), (long?)null);
        do
        {
            var history = await ledger.History.ReadAsync(of, before, Page, cancellation);
            entries.AddRange(history.Entries.Where(entry => entry.Index >= first && entry.Index < first + size && entry.Leaf is not null && (of is not AccessOf.ToChild || OwnEntry.Of(entry, agency) is not null)));
            before = history.Before;
            if (entries.Count > Most) return null;
        }
        while (before is not null);

        entries.Sort((one, other) => one.Index.CompareTo(other.Index));
        return entries;
    }

    private async Task<bool> IsProtectedAsync(Access entry, CancellationToken cancellation)
    {
        for (var section = 1; section <= entry.Leaf!.Sections; section++)
            if (await ledger.ReadChildAsync(entry.Index, section, cancellation) is var (child, born) && await children.MatchAsync(child, born, cancellation) is not ChildMatch.Exact { Home.Protected: false }) return true;
        return false;
    }
}
