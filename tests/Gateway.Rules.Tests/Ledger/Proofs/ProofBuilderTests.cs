using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Rules.Tests.Ledger.Tiles;

namespace Gateway.Rules.Tests.Ledger.Proofs;

public sealed class ProofBuilderTests
{
    private static readonly TiledTree Tree = new(5000);

    private static readonly Arbitrary<(int Size, int Pick, int Bit)> Picks =
        (from size in Gen.Frequency((1, Gen.Choose(1, 9)), (3, Gen.Choose(1, 5000)))
         from pick in Gen.Choose(0, size - 1)
         from bit in Gen.Choose(0, int.MaxValue)
         select (size, pick, bit)).ToArbitrary();

    [Fact]
    public void Inclusion_from_tiles_is_the_one_that_the_definition_gives_and_no_bit_of_it_can_change() => Check.QuickThrowOnFailure(Prop.ForAll(Picks, p =>
    {
        var leaves = TiledTree.Leaves(p.Size);
        var (proof, root) = (Built(ProofBuilder.Inclusion(p.Pick, p.Size, new TiledTree(p.Size).Nodes().Read)), NaiveTree.Root(leaves));
        var leaf = TreeHash.OfLeaf(leaves[p.Pick]);
        return Same(proof, NaiveTree.Path(p.Pick, leaves))
            && InclusionProof.Verify(p.Pick, p.Size, leaf, proof, root) == ProofFault.None
            && (proof.Count == 0 || InclusionProof.Verify(p.Pick, p.Size, leaf, Flipped(proof, p.Bit), root) != ProofFault.None)
            && InclusionProof.Verify(p.Pick, p.Size, leaf, proof, Flipped([root], p.Bit)[0]) != ProofFault.None
            && InclusionProof.Verify(p.Pick, p.Size, Flipped([leaf], p.Bit)[0], proof, root) != ProofFault.None;
    }));

    [Fact]
    public void Consistency_from_tiles_is_the_one_that_the_definition_gives_and_no_bit_of_it_can_change() => Check.QuickThrowOnFailure(Prop.ForAll(Picks, p =>
    {
        var (leaves, older) = (TiledTree.Leaves(p.Size), p.Pick + 1);
        var proof = Built(ProofBuilder.Consistency(older, p.Size, new TiledTree(p.Size).Nodes().Read));
        var (then, now) = (NaiveTree.Root(leaves.AsSpan(0, older)), NaiveTree.Root(leaves));
        return Same(proof, NaiveTree.Consistency(older, leaves))
            && ConsistencyProof.Verify(older, p.Size, proof, then, now) == ProofFault.None
            && (proof.Count == 0 || ConsistencyProof.Verify(older, p.Size, Flipped(proof, p.Bit), then, now) != ProofFault.None)
            && ConsistencyProof.Verify(older, p.Size, proof, Flipped([then], p.Bit)[0], now) != ProofFault.None;
    }));

    [Fact]
    public void A_tree_that_has_grown_since_still_proves_what_it_was() => Check.QuickThrowOnFailure(Prop.ForAll(Picks, p =>
        Same(Built(ProofBuilder.Root(p.Size, Tree.Nodes().Read)), [NaiveTree.Root(TiledTree.Leaves(p.Size))])
        && Same(Built(ProofBuilder.Inclusion(p.Pick, p.Size, Tree.Nodes().Read)), NaiveTree.Path(p.Pick, TiledTree.Leaves(p.Size)))));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 7)]
    [InlineData(8, 7)]
    [InlineData(-1, 7)]
    [InlineData(0, -1)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void An_index_outside_the_tree_has_no_proof(long index, long size) =>
        Assert.IsType<ProofBuilding.OutOfRange>(ProofBuilder.Inclusion(index, size, Tree.Nodes().Read));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    [InlineData(-1, 5)]
    [InlineData(0, 0)]
    public void Sizes_that_prove_nothing_have_no_proof(long older, long newer) =>
        Assert.IsType<ProofBuilding.OutOfRange>(ProofBuilder.Consistency(older, newer, Tree.Nodes().Read));

    [Fact]
    public void A_size_that_the_tree_has_not_reached_is_named_by_what_is_missing()
    {
        Assert.Equal(new ProofBuilding.Missing(0, 5000), ProofBuilder.Inclusion(0, 5001, Tree.Nodes().Read));
        Assert.IsType<ProofBuilding.Missing>(ProofBuilder.Consistency(5000, 5001, Tree.Nodes().Read));
    }

    [Fact]
    public void The_empty_tree_has_its_root_and_no_proof()
    {
        Assert.Equal(TreeHash.Empty.ToArray(), Assert.Single(Built(ProofBuilder.Root(0, (_, _) => null))));
        Assert.IsType<ProofBuilding.OutOfRange>(ProofBuilder.Root(-1, (_, _) => null));
    }

    [Fact]
    public void What_was_pruned_is_missing_and_what_comes_after_can_still_be_proved()
    {
        var pruned = new TiledTree(1024);
        foreach (var index in new[] { 0, 1 }) pruned.Lose(new TileId(0, index, TileId.Full));

        Assert.Equal(new ProofBuilding.Missing(0, 6), ProofBuilder.Inclusion(7, 1024, pruned.Nodes().Read));
        var later = Built(ProofBuilder.Inclusion(700, 1024, pruned.Nodes().Read));
        Assert.Equal(ProofFault.None, InclusionProof.Verify(700, 1024, TreeHash.OfLeaf(TiledTree.Leaf(700)), later, pruned.Root));
    }

    [Fact]
    public void The_largest_tree_needs_at_most_63_hashes()
    {
        var proof = Built(ProofBuilder.Inclusion(0, long.MaxValue, (_, _) => new byte[32]));
        Assert.Equal(63, proof.Count);
        Assert.Equal(62, Built(ProofBuilder.Inclusion(5, 1L << 62, (_, _) => new byte[32])).Count);
    }

    private static IReadOnlyList<byte[]> Built(ProofBuilding building) => Assert.IsType<ProofBuilding.Built>(building).Hashes;

    private static bool Same(IReadOnlyList<byte[]> a, List<byte[]> b) => a.Count == b.Count && a.Zip(b).All(p => p.First.SequenceEqual(p.Second));

    private static List<byte[]> Flipped(IReadOnlyList<byte[]> proof, int bit)
    {
        List<byte[]> copy = [.. proof.Select(h => h.ToArray())];
        copy[bit / 256 % copy.Count][bit % 32] ^= (byte)(1 << (bit / 32 % 8));
        return copy;
    }
}
