using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger;

namespace Gateway.Rules.Tests.Ledger;

public sealed class TreeTests
{
    private static readonly byte[][] Reference =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }.Select(Convert.FromHexString)];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Reference_leaves_of_certificate_transparency_give_the_published_roots(int size, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(FrontierOf(Reference.AsSpan(0, size)).Root()));

    [Fact]
    public void Frontier_gives_the_root_that_the_definition_gives() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sizes(0, 600),
        size => FrontierOf(Numbered(size)).Root().SequenceEqual(NaiveTree.Root(Numbered(size)))));

    [Fact]
    public void Frontier_resumes_from_what_was_stored() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sizes(0, 600),
        Sizes(0, 64),
        (first, more) =>
        {
            var resumed = Frontier.Read(first, FrontierOf(Numbered(first)).Serialised)!;
            foreach (var leaf in Numbered(first + more)[first..]) resumed.Append(TreeHash.OfLeaf(leaf));
            return resumed.Size == first + more && resumed.Root().SequenceEqual(FrontierOf(Numbered(first + more)).Root());
        }));

    [Fact]
    public void Frontier_of_the_wrong_length_does_not_read()
    {
        var five = FrontierOf(Numbered(5)).Serialised.ToArray();
        Assert.NotNull(Frontier.Read(5, five));
        Assert.Null(Frontier.Read(7, five));
        Assert.Null(Frontier.Read(4, five));
        Assert.Null(Frontier.Read(-1, five));
        Assert.Null(Frontier.Read(5, five.AsSpan(1)));
    }

    [Fact]
    public void Order_of_arrival_decides_the_root() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sizes(2, 200),
        Sizes(0, 198),
        (size, at) =>
        {
            var swapped = Numbered(size);
            var i = at % (size - 1);
            (swapped[i], swapped[i + 1]) = (swapped[i + 1], swapped[i]);
            return !FrontierOf(swapped).Root().SequenceEqual(FrontierOf(Numbered(size)).Root());
        }));

    [Fact]
    public void Inclusion_holds_for_every_leaf_and_for_no_neighbour() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sizes(1, 300),
        Sizes(0, 299),
        (size, pick) =>
        {
            var (leaves, index) = (Numbered(size), pick % size);
            var (leaf, path, root) = (TreeHash.OfLeaf(leaves[index]), NaiveTree.Path(index, leaves), NaiveTree.Root(leaves));
            return InclusionProof.Verify(index, size, leaf, path, root) == ProofFault.None
                && InclusionProof.Verify(index + 1, size, leaf, path, root) != ProofFault.None
                && path.Select((_, i) => i).All(i => InclusionProof.Verify(index, size, leaf, Flipped(path, i), root) == ProofFault.WrongRoot);
        }));

    [Fact]
    public void Consistency_holds_between_every_two_sizes_and_for_no_other_root() => Check.QuickThrowOnFailure(Prop.ForAll(
        Sizes(1, 300),
        Sizes(0, 299),
        (newer, pick) =>
        {
            var (leaves, older) = (Numbered(newer), 1 + pick % newer);
            var (proof, then, now) = (NaiveTree.Consistency(older, leaves), NaiveTree.Root(leaves.AsSpan(0, older)), NaiveTree.Root(leaves));
            return ConsistencyProof.Verify(older, newer, proof, then, now) == ProofFault.None
                && ConsistencyProof.Verify(older, newer, proof, now, then) == (older == newer ? ProofFault.None : ProofFault.WrongRoot)
                && ConsistencyProof.Verify(older, newer + 1, [.. proof, now], then, now) != ProofFault.None;
        }));

    [Fact]
    public void Empty_tree_proves_nothing() =>
        Assert.Equal(ProofFault.NothingToProve, ConsistencyProof.Verify(0, 1, [], TreeHash.Empty, NaiveTree.Root(Numbered(1))));

    private static Frontier FrontierOf(ReadOnlySpan<byte[]> leaves)
    {
        var frontier = new Frontier();
        foreach (var leaf in leaves) frontier.Append(TreeHash.OfLeaf(leaf));
        return frontier;
    }

    private static Arbitrary<int> Sizes(int least, int most) => Gen.Choose(least, most).ToArbitrary();

    private static byte[][] Numbered(int count) => [.. Enumerable.Range(0, count).Select(BitConverter.GetBytes)];

    private static List<byte[]> Flipped(List<byte[]> proof, int at)
    {
        List<byte[]> copy = [.. proof.Select(h => h.ToArray())];
        copy[at][at % 32] ^= 0x10;
        return copy;
    }
}
