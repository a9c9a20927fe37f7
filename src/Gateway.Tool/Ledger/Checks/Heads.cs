using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>Reads signed checkpoints and holds two of them against each other.</summary>
internal static class Heads
{
    /// <summary>Reads a checkpoint and judges it; where it is not believed the answer says why.</summary>
    public static Verdict.Fails? Read(byte[] bytes, string name, WitnessPolicy policy, out SignedCheckpoint? head, out PolicyVerdict? judged)
    {
        judged = null;
        var fault = SignedCheckpoint.Read(bytes, out head);
        if (fault == CheckpointFault.NotANote) return new Verdict.Fails(name, $"it is not a signed note: {Note.Read(bytes, out _)}");
        if (fault != CheckpointFault.None) return new Verdict.Fails(name, $"it is not a checkpoint: {fault}");
        judged = policy.Judge(head!);
        return judged is PolicyVerdict.Accepted ? null : new Verdict.Fails(name, Words.Of(judged));
    }

    /// <summary>Whether two checkpoints of one log can be of one history, with a proof between their sizes or the tiles of the larger one.</summary>
    /// <param name="a">A checkpoint, believed.</param>
    /// <param name="b">Another, believed.</param>
    /// <param name="proof">Hashes from the smaller to the larger, or null.</param>
    /// <param name="nodes">The larger tree, or null.</param>
    public static Verdict Compare(SignedCheckpoint a, SignedCheckpoint b, IReadOnlyList<byte[]>? proof, ReadNode? nodes)
    {
        var (older, newer) = a.Checkpoint.Size <= b.Checkpoint.Size ? (a, b) : (b, a);
        if (older.Checkpoint.Origin != newer.Checkpoint.Origin) return new Verdict.Fails("the checkpoints", "they are of two logs");
        if (older.Checkpoint.Size == newer.Checkpoint.Size) return OfOneSize(older, newer);
        if (older.Checkpoint.Size == 0) return new Verdict.Holds("every tree extends the empty one");
        if (nodes is not null) return ByTree(older, newer, nodes);
        if (proof is null) return new Verdict.Fails("the checkpoints", "they are of two sizes: give a proof or tiles to tell whether one extends the other");
        var fault = ConsistencyProof.Verify(
            older.Checkpoint.Size, newer.Checkpoint.Size, proof, older.Checkpoint.Root.Span, newer.Checkpoint.Root.Span);
        return fault == ProofFault.None
            ? new Verdict.Holds("the larger tree extends the smaller one")
            : new Verdict.Fails("the proof", $"it does not show that the larger tree extends the smaller one: {fault}");
    }

    public static Verdict.Fork Fork(SignedCheckpoint one, SignedCheckpoint other, string why) => new(one.ToBytes(), other.ToBytes(), why);

    private static Verdict OfOneSize(SignedCheckpoint a, SignedCheckpoint b) =>
        a.Checkpoint.Root.Span.SequenceEqual(b.Checkpoint.Root.Span)
            ? new Verdict.Holds("they are the same tree")
            : Fork(a, b, $"two roots for {a.Checkpoint.Size} entries");

    /// <summary>Only what the larger signed root vouches for can prove a fork: a damaged tile gives another smaller root too, but no proof from it to the larger one.</summary>
    private static Verdict ByTree(SignedCheckpoint older, SignedCheckpoint newer, ReadNode nodes)
    {
        var (from, to) = (older.Checkpoint.Size, newer.Checkpoint.Size);
        if (Root(from, nodes) is not { } then || ProofBuilder.Consistency(from, to, nodes) is not ProofBuilding.Built proof) return new Verdict.Fails("the tiles", "they are not all there");
        if (ConsistencyProof.Verify(from, to, proof.Hashes, then, newer.Checkpoint.Root.Span) != ProofFault.None) return new Verdict.Fails("the tiles", "they do not give the larger tree's root");
        return then.AsSpan().SequenceEqual(older.Checkpoint.Root.Span)
            ? new Verdict.Holds("the larger tree extends the smaller one")
            : Fork(older, newer, $"the tree of {to} entries had another root at {from}");
    }

    private static byte[]? Root(long size, ReadNode nodes) => ProofBuilder.Root(size, nodes) is ProofBuilding.Built built ? built.Hashes[0] : null;
}
