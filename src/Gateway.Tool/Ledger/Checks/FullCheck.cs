using System.Globalization;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>Every entry of a pack, hashed again: form, order, times, tiles, each checkpoint's root, and the log before. One pass in constant memory; stops at the first fault.</summary>
internal sealed class FullCheck(Pack pack, WitnessPolicy policy, TimeSpan tolerance)
{
    private readonly EntryTimes _times = new(tolerance);
    private PackHead _head = null!;
    private EarlierCheckpoints _earlier = null!;
    private PackEntries _entries = null!;
    private TreeCheck _tree = null!;
    private IEnumerator<long> _next = null!;
    private long _sealed;

    /// <summary>Checks all, or what came after a checkpoint that the verifier kept.</summary>
    public Verdict Run(SignedCheckpoint? since) => Prepare(since) ?? Walk(since?.Checkpoint.Size ?? 0) ?? Finish(since);

    private Verdict? Prepare(SignedCheckpoint? since)
    {
        if (PackHead.Read(pack, policy, out var head) is { } refused) return refused;
        _head = head!;
        _earlier = new EarlierCheckpoints(pack, policy, _head);
        _entries = new PackEntries(pack, _head.Size);
        if (_earlier.List() is { } unlisted) return unlisted;
        var tiles = new PackTiles(pack, _head.Size);
        if (since is not null && AgainstKept(since, tiles) is { } wrong) return wrong;

        var from = since?.Checkpoint.Size ?? 0;
        if (TileGrowth.Resume(from, tiles.Read) is not { } growth) return new Verdict.Fails("the tiles", $"those of the first {from} entries are not all there");
        _tree = new TreeCheck(tiles, growth);
        _next = _earlier.After(from).GetEnumerator();
        _next.MoveNext();
        return PreviousLogCheck.Run(_head, policy, _entries);
    }

    private Verdict? AgainstKept(SignedCheckpoint since, PackTiles tiles)
    {
        if (since.Checkpoint.Origin == _head.Log.Origin && since.Checkpoint.Size > _head.Size)
            return new Verdict.Fails(PackPaths.Checkpoint, $"it has {_head.Size} entries, fewer than the {since.Checkpoint.Size} of the checkpoint that was kept: rolled back, or an old one");
        if (policy.Judge(since) is PolicyVerdict.Accepted accepted) _times.Cosigned(accepted.Cosigned);
        return Heads.Compare(since, _head.Checkpoint, null, tiles.Nodes().Read) is var verdict and not Verdict.Holds ? verdict : null;
    }

    private Verdict? Walk(long from)
    {
        // A checkpoint of the empty tree comes before any entry.
        if (from == 0 && Reached() is { } empty) return empty;
        for (var index = from / TileId.Full; index * TileId.Full < _head.Size; index++)
        {
            var bundle = _entries.BundleOf(index * TileId.Full);
            if (_entries.Read(bundle) is not { } leaves) return new Verdict.Fails(bundle.Path, $"it is not there, or not {bundle.Width} entries");
            if (_tree.Begin(bundle) is { } missing) return missing;
            if (SealedCheck.Run(_entries, bundle, leaves, ref _sealed) is { } unsealed) return unsealed;
            foreach (var leaf in leaves.Skip((int)(_tree.Size % TileId.Full)))
                if (Entry(leaf.Span) is { } wrong) return wrong;
        }

        return null;
    }

    private Verdict? Entry(ReadOnlySpan<byte> leaf)
    {
        var entry = _tree.Size;
        if (LeafFormat.Inspect(leaf) is var fault and not LeafFault.None) return Verdict.Fails.At(entry, $"it is not a leaf: {fault}");
        if (_tree.Add(leaf) is { } changed) return changed;
        if (_times.Next(leaf) is { } why) return Verdict.Fails.At(entry, why);
        return Reached();
    }

    /// <summary>Looks at the checkpoint of the size that the tree has now, where the pack has one.</summary>
    private Verdict? Reached()
    {
        if (_next.Current != _tree.Size || _earlier.Count == 0) return null;
        var refused = _earlier.Read(_tree.Size, out var checkpoint, out var cosigned);
        _next.MoveNext();
        return refused ?? Against(checkpoint!, PackPaths.CheckpointOf(_tree.Size)) ?? Times(cosigned);
    }

    private Verdict Finish(SignedCheckpoint? since)
    {
        if (Against(_head.Checkpoint, PackPaths.Checkpoint) is { } fork) return fork;
        if (_tree.End() is { } wrong) return wrong;
        if (Times(_head.Judged.Cosigned) is { } late) return late;
        var from = since?.Checkpoint.Size ?? 0;
        return new Verdict.Holds(
            Words.Of(_head.Checkpoint.Checkpoint),
            Words.Of(_head.Judged),
            string.Create(CultureInfo.InvariantCulture, $"{_head.Size - from:N0} entries hashed, {_earlier.After(from).Count():N0} earlier checkpoints, sealed sections of {_sealed:N0} entries counted"),
            string.Create(CultureInfo.InvariantCulture, $"longest silence between two entries: {_times.LongestSilence.TotalSeconds:N0} seconds"));
    }

    /// <summary>A root of ours that is not the signed one: two signed roots for one size where the pack has both, and else a changed entry that its tiles were fitted to.</summary>
    private Verdict? Against(SignedCheckpoint signed, string path) =>
        _tree.Root().AsSpan().SequenceEqual(signed.Checkpoint.Root.Span) ? null
        : signed.Checkpoint.Size == _head.Size && !signed.Checkpoint.Root.Span.SequenceEqual(_head.Checkpoint.Checkpoint.Root.Span) ? Heads.Fork(signed, _head.Checkpoint, $"two roots for {_head.Size} entries")
        : new Verdict.Fails(path, $"its root is not the one of entries 0 to {_tree.Size - 1}");

    private Verdict.Fails? Times(IReadOnlyCollection<Cosignature> cosigned) =>
        _tree.Size > 0 && _times.Cosigned(cosigned) is { } why ? Verdict.Fails.At(_tree.Size - 1, why) : null;
}
