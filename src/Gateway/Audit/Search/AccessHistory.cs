using System.Collections.Immutable;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Search;

/// <summary>
/// Reads who asked: the entries that the index names, and those that they name in turn. Whatever is missing is named. It
/// records nothing; whoever shows a history records that first.
/// </summary>
internal sealed class AccessHistory(ILedgerStore store, SubjectKeys keys, LedgerKey key)
{
    private readonly IndexKeys _index = new(key);

    /// <param name="of">Whose history.</param>
    /// <param name="before">Only what came before the entry at this index, as <see cref="History.Before"/> gave it; null for the newest.</param>
    /// <param name="most">At most so many entries.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<History> ReadAsync(AccessOf of, long? before, int most, CancellationToken cancellation)
    {
        if (await store.ReadSpanAsync(cancellation) is not { } span) throw new LedgerUnreadableException("The ledger has no log.");
        // One more than is shown says whether there is another page; one that was shown ties this page to the last.
        var asked = most + 1 + (before is null ? 0 : 1);
        var rows = await store.ReadTrailAsync(_index.Tokens(of.Subject, span), before ?? long.MaxValue, asked, cancellation);
        var more = rows.Entries.Count == asked;
        var found = new SortedDictionary<long, Access>();
        var open = new OpenSections(key, keys, store);
        foreach (var row in more ? rows.Entries[..^1] : rows.Entries) found[row.Index] = await OpenAsync(of, row, indexed: true, open, cancellation);
        await FollowAsync(of, found, more ? rows.Entries[^1].Index : -1, most, open, cancellation);
        var steps = found.Values.Select(access => new TrailStep(access.Index, access.On, access.Indexed)).ToList();
        var gaps = TrailProof.Gaps(steps, before is null ? rows.Head?.Ordinal ?? 0 : null, reachesFirst: !more);
        var lost = await LostAsync(before ?? long.MaxValue, more && found.Count > 0 ? found.Keys.First() : 0, cancellation);
        return new History(
            [.. found.Values.Reverse().Where(access => before is null || access.Index < before)],
            [.. gaps.Where(gap => !IsErased(gap, found)), .. lost],
            more && found.Count > 0 ? found.Keys.First() : null);
    }

    // What a damaged log lost before it was left may have been anybody's.
    private async Task<IEnumerable<TrailGap>> LostAsync(long below, long notBelow, CancellationToken cancellation) =>
        (await store.ReadLostAsync(cancellation))
            .Where(lost => lost.First < below && lost.Last >= notBelow)
            .Select(lost => new TrailGap(TrailGapKind.Missing, null, null, lost.First));

    // Erased on the record is no gap: the ordinals around it count it.
    private static bool IsErased(TrailGap gap, SortedDictionary<long, Access> found) =>
        gap is { Kind: TrailGapKind.Unreadable, Index: { } index } && found[index].IsErased;

    // A row of the index may be gone; the entry after it still names the one before.
    private async Task FollowAsync(AccessOf of, SortedDictionary<long, Access> found, long notBelow, int most, OpenSections open, CancellationToken cancellation)
    {
        var named = new Queue<long>(found.Values.Select(access => access.On?.Previous).OfType<long>());
        for (var followed = 0; followed < most && named.TryDequeue(out var index);)
        {
            if (index <= notBelow || found.ContainsKey(index)) continue;
            followed++;
            var access = await OpenAsync(of, await store.ReadWholeAsync(index, cancellation), indexed: false, open, cancellation);
            if (access.On is not { } on) continue;
            found[index] = access;
            if (on.Previous is { } previous) named.Enqueue(previous);
        }
    }

    private static async Task<Access> OpenAsync(AccessOf of, StoredWhole row, bool indexed, OpenSections open, CancellationToken cancellation)
    {
        if (row.Leaf is null || LeafFormat.Decode(row.Leaf, out var leaf) != LeafFault.None) return new Access(row.Index, null, default, default, null, indexed, false);
        var common = await CommonAsync(leaf!, row.Sections, open, cancellation);
        var lies = of is AccessOf.ToChild child ? await open.OpenOfAsync(child.Number, leaf!, row.Sections, cancellation) : common;
        var own = lies as SectionReading.Opened;
        return new Access(
            row.Index, leaf, (common as SectionReading.Opened)?.Section ?? default, of is AccessOf.ToChild ? own?.Section ?? default : default,
            Step(own, of.Subject.Kind), indexed, lies is SectionReading.Erased);
    }

    private static Task<SectionReading> CommonAsync(Leaf leaf, List<StoredSection> sections, OpenSections open, CancellationToken cancellation) =>
        sections is [{ Number: 0 } common, ..] ? open.OpenAsync(leaf, common, cancellation) : Task.FromResult<SectionReading>(new SectionReading.NotThere());

    private static Trail? Step(SectionReading.Opened? section, TrailKind kind)
    {
        foreach (var trail in section?.Trails ?? [])
            if (trail.Kind == kind) return trail;
        return null;
    }
}
