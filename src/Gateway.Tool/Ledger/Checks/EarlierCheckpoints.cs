using System.Globalization;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>The checkpoints of a pack in the order of their sizes. The log must have signed each; only the last needs its quorum.</summary>
internal sealed class EarlierCheckpoints(Pack pack, WitnessPolicy policy, PackHead head)
{
    private readonly List<long> _sizes = [];

    public int Count => _sizes.Count;

    /// <summary>Lists them. A name that is not a size below the pack's own is a fault.</summary>
    public Verdict.Fails? List()
    {
        foreach (var name in pack.Names(PackPaths.Checkpoints))
        {
            if (_sizes.Count == Pack.MostFiles) return new Verdict.Fails(PackPaths.Checkpoints, "there are too many");
            if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || PackPaths.CheckpointOf(size) != PackPaths.Checkpoints + name || size > head.Size)
                return new Verdict.Fails(PackPaths.Checkpoints, "a name there is not a size of this log");
            _sizes.Add(size);
        }

        _sizes.Sort();
        return null;
    }

    /// <summary>The sizes after one, the smallest first.</summary>
    public IEnumerable<long> After(long size) => _sizes.Where(s => s > size);

    /// <summary>Reads the one of a size; where the log did not sign it the answer says why.</summary>
    public Verdict.Fails? Read(long size, out SignedCheckpoint? checkpoint, out IReadOnlyList<Cosignature> cosigned)
    {
        cosigned = [];
        var path = PackPaths.CheckpointOf(size);
        var refused = Heads.Read(pack.Read(path, Note.LongestNote) ?? [], path, policy, out checkpoint, out var judged);
        if (judged is PolicyVerdict.Accepted accepted) cosigned = accepted.Cosigned;
        if (judged is PolicyVerdict.NoQuorum few) (cosigned, refused) = (few.Cosigned, null);
        if (refused is not null) return refused;
        if (checkpoint!.Checkpoint.Origin != head.Log.Origin) return new Verdict.Fails(path, "it is of another log");
        return checkpoint.Checkpoint.Size == size ? null : new Verdict.Fails(path, "it is of another size than its name says");
    }
}
