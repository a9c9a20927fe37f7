using System.Globalization;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>Every section that a pack opens, against the commitment in its leaf, and every such leaf against the checkpoint. In the order of the log, none twice.</summary>
internal sealed class OpenedCheck(Pack pack, PackHead head)
{
    private readonly PackEntries _entries = new(pack, head.Size);
    private readonly ReadNode _nodes = new PackTiles(pack, head.Size).Nodes().Read;
    private (long Index, int Section) _last = (-1, 0);

    /// <summary>How many sections were opened and hold.</summary>
    public long Count { get; private set; }

    /// <summary>Checks all; each section that holds is handed on with its leaf.</summary>
    public Verdict.Fails? Run(Func<OpenedSection, Leaf, Verdict.Fails?> each)
    {
        using var stream = pack.Stream(PackPaths.Opened);
        if (stream is null) return new Verdict.Fails(PackPaths.Opened, "it is not there");
        var line = 0L;
        foreach (var bytes in BoundedReading.Lines(stream, OpenedSection.LongestLine, PackPaths.Opened))
        {
            line++;
            if (OpenedSection.Read(bytes) is not { } opened) return new Verdict.Fails(string.Create(CultureInfo.InvariantCulture, $"line {line} of {PackPaths.Opened}"), "it is not an opened section");
            if (Check(opened, out var leaf) is { } wrong) return wrong;
            if (each(opened, leaf!) is { } refused) return refused;
            Count++;
        }

        return null;
    }

    private Verdict.Fails? Check(OpenedSection opened, out Leaf? leaf)
    {
        leaf = null;
        if (_last.CompareTo((opened.Index, opened.Section)) >= 0) return Verdict.Fails.At(opened.Index, "its opened sections are not in order, or one is there twice");
        if (opened.Index >= head.Size) return Verdict.Fails.At(opened.Index, $"the log has only {head.Size} entries");
        if (opened.Index != _last.Index && Included(opened.Index) is { } outside) return outside;
        _last = (opened.Index, opened.Section);

        if (LeafFormat.Decode(_entries.Leaf(opened.Index)!.Value, out leaf) is var fault and not LeafFault.None) return Verdict.Fails.At(opened.Index, $"it is not a leaf: {fault}");
        if (opened.Section > leaf!.Sections) return Verdict.Fails.At(opened.Index, $"it has no section {opened.Section}");
        return Commitment.Opens(leaf.Commitment(opened.Section).Span, opened.Salt, opened.Bytes)
            ? null
            : Verdict.Fails.At(opened.Index, $"section {opened.Section} does not match its commitment");
    }

    private Verdict.Fails? Included(long index)
    {
        if (_entries.Leaf(index) is not { } leaf) return new Verdict.Fails(_entries.BundleOf(index).Path, "it is not there, or not a bundle");
        if (ProofBuilder.Inclusion(index, head.Size, _nodes) is not ProofBuilding.Built built) return Verdict.Fails.At(index, "the tiles that prove it are not all there");
        return InclusionProof.Verify(index, head.Size, TreeHash.OfLeaf(leaf.Span), built.Hashes, head.Checkpoint.Checkpoint.Root.Span) == ProofFault.None
            ? null
            : Verdict.Fails.At(index, "its bytes are not in the tree of the checkpoint");
    }
}
