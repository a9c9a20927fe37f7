using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Rules.Tests.Ledger.Tiles;

public sealed class TileTests
{
    [Theory]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 273, 112, "tile/0/273.p/112")]
    [InlineData(2, 0, 1, "tile/2/000.p/1")]
    [InlineData(TileId.Entries, 5, 256, "tile/entries/005")]
    [InlineData(TileId.Entries, 1000, 7, "tile/entries/x001/000.p/7")]
    [InlineData(7, 36028797018963967, 255, "tile/7/x036/x028/x797/x018/x963/967.p/255")]
    public void A_tile_has_one_path(int level, long index, int width, string path)
    {
        var tile = new TileId(level, index, width);
        Assert.Equal(path, tile.Path);
        Assert.Equal(tile, TileId.Parse(path));
    }

    [Theory]
    [InlineData("tile/0/x001/x234/67")]
    [InlineData("tile/0/001/234/067")]
    [InlineData("tile/0/x000/067")]
    [InlineData("tile/00/067")]
    [InlineData("tile/8/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/1/")]
    [InlineData("tile/0/../0/000")]
    [InlineData("tile/0/x/../000")]
    [InlineData("tile/0/-01")]
    [InlineData("tile/0/٠٠٠")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/")]
    [InlineData("tile/0")]
    [InlineData("/tile/0/000")]
    [InlineData("tile/entries/")]
    [InlineData("")]
    public void Another_spelling_is_no_path(string path) => Assert.Null(TileId.Parse(path));

    [Fact]
    public void The_specification_s_own_example_has_its_tiles()
    {
        var tiles = TreeTiles.OfGrowth(0, 70_000).ToList();
        Assert.Equal(273, tiles.Count(t => t is { Level: 0, IsPartial: false }));
        Assert.Equal(
            [new TileId(0, 273, 112), new TileId(1, 0, 256), new TileId(1, 1, 17), new TileId(2, 0, 1)],
            tiles.Where(t => t.IsPartial || t.Level > 0));
        Assert.Equal([new TileId(0, 0, 256), new TileId(1, 0, 1)], TreeTiles.OfGrowth(0, 256));
    }

    [Theory]
    [InlineData(255, 1, 1)]
    [InlineData(256, 2, 1)]
    [InlineData(257, 3, 2)]
    [InlineData(65_535, 257, 256)]
    [InlineData(65_536, 258, 256)]
    [InlineData(65_537, 259, 257)]
    [InlineData(70_000, 277, 274)]
    public void Tiles_at_the_edges_give_the_root_and_every_proof(int size, int tiles, int bundles)
    {
        var tree = new TiledTree(size);
        var frontier = new Frontier();
        for (var i = 0; i < size; i++) frontier.Append(TreeHash.OfLeaf(TiledTree.Leaf(i)));

        Assert.Equal(tiles, TreeTiles.OfGrowth(0, size).Count());
        Assert.Equal(bundles, TreeTiles.BundlesOfGrowth(0, size).Count());
        Assert.Equal(TreeTiles.OfGrowth(0, size).ToHashSet(), tree.Tiles.Keys.ToHashSet());
        Assert.All(tree.Tiles, t => Assert.Equal(t.Key.Width * 32, t.Value.Length));
        Assert.Equal(frontier.Root(), tree.Root);
        Assert.All([0, 1, size / 2, size - 2, size - 1], index => Assert.Equal(
            ProofFault.None,
            InclusionProof.Verify(index, size, TreeHash.OfLeaf(TiledTree.Leaf(index)), Built(ProofBuilder.Inclusion(index, size, tree.Nodes().Read)), tree.Root)));
    }

    [Fact]
    public void Growing_in_steps_makes_the_tiles_that_growing_at_once_makes() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 1500).Two().ToArbitrary(),
        sizes =>
        {
            var (from, to) = (Math.Min(sizes.Item1, sizes.Item2), Math.Max(sizes.Item1, sizes.Item2));
            var (stepped, whole) = (new TiledTree(from), new TiledTree(to));
            var before = stepped.Tiles.Keys.ToHashSet();
            stepped.GrowTo(to);
            return stepped.Tiles.Keys.Except(before).ToHashSet().SetEquals(TreeTiles.OfGrowth(from, to).Except(before))
                && whole.Tiles.All(t => stepped.Read(t.Key)!.SequenceEqual(t.Value))
                && stepped.Root.SequenceEqual(whole.Root);
        }));

    [Fact]
    public void Kept_tiles_give_the_frontier_to_go_on_with_alone() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.OneOf(Gen.Choose(0, 1000), Gen.Choose(65_500, 66_100)).ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(),
        (size, more) =>
        {
            var frontier = TileGrowth.Resume(size, new TiledTree(size).Read)!.Frontier();
            var expected = new Frontier();
            for (var i = 0; i < size; i++) expected.Append(TreeHash.OfLeaf(TiledTree.Leaf(i)));
            var same = frontier.Size == size && frontier.Serialised.SequenceEqual(expected.Serialised);
            for (var i = size; i < size + more; i++)
            {
                frontier.Append(TreeHash.OfLeaf(TiledTree.Leaf(i)));
                expected.Append(TreeHash.OfLeaf(TiledTree.Leaf(i)));
            }

            return same && frontier.Root().SequenceEqual(expected.Root());
        }));

    [Fact]
    public void Growth_goes_on_from_the_tiles_that_were_kept() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 1000).Two().ToArbitrary(),
        sizes =>
        {
            var growth = TileGrowth.Resume(sizes.Item1, new TiledTree(sizes.Item1).Read)!;
            for (var i = 0; i < sizes.Item2; i++) growth.Append(TreeHash.OfLeaf(TiledTree.Leaf(growth.Size)));
            return growth.Root().SequenceEqual(new TiledTree(sizes.Item1 + sizes.Item2).Root);
        }));

    [Fact]
    public void Growth_does_not_go_on_from_tiles_that_are_not_there() => Assert.Null(TileGrowth.Resume(300, new TiledTree(299).Read));

    [Fact]
    public void A_full_tile_serves_where_the_partial_one_is_gone()
    {
        var tree = new TiledTree(300);
        tree.GrowTo(600);
        tree.Lose(new TileId(0, 1, 44));
        Assert.Equal(ProofBuilder.Root(300, new TiledTree(300).Nodes().Read), ProofBuilder.Root(300, tree.Nodes(300).Read), SameHashes);
    }

    [Fact]
    public void A_tile_of_the_wrong_length_counts_as_missing()
    {
        var tree = new TiledTree(300);
        var nodes = new TileNodes(300, tile => tree.Read(tile)?[1..]);
        Assert.Null(nodes.Read(0, 299));
    }

    [Fact]
    public void No_subtree_is_read_that_the_tree_does_not_have()
    {
        var nodes = new TiledTree(300).Nodes();
        Assert.Null(nodes.Read(0, 300));
        Assert.Null(nodes.Read(9, 0));
        Assert.Null(nodes.Read(0, -1));
        Assert.Null(nodes.Read(-1, 0));
        Assert.Null(nodes.Read(63, 0));
        Assert.NotNull(nodes.Read(8, 0));
    }

    [Fact]
    public void A_bundle_gives_back_its_entries_and_nothing_else_reads_as_one()
    {
        ReadOnlyMemory<byte>[] entries = [ReadOnlyMemory<byte>.Empty, new byte[] { 1, 2, 3 }, new byte[65_535]];
        var bundle = EntryBundle.Write(entries);
        Assert.Equal(6 + 3 + 65_535, bundle.Length);
        Assert.Equal([0, 3, 65_535], EntryBundle.Read(bundle, 3)!.Select(e => e.Length));
        Assert.Null(EntryBundle.Read(bundle, 2));
        Assert.Null(EntryBundle.Read(bundle, 4));
        Assert.Null(EntryBundle.Read(bundle.AsMemory(..^1), 3));
        Assert.Null(EntryBundle.Read(bundle.Append((byte)0).ToArray(), 3));
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([new byte[65_536]]));
        Assert.Throws<ArgumentException>(() => EntryBundle.Write([]));
    }

    private static bool SameHashes(ProofBuilding a, ProofBuilding b) => Built(a).Zip(Built(b)).All(p => p.First.SequenceEqual(p.Second));

    private static IReadOnlyList<byte[]> Built(ProofBuilding building) => Assert.IsType<ProofBuilding.Built>(building).Hashes;
}
