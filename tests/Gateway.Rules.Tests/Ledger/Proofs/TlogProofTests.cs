using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes.EdDsa;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Tests.Ledger.Tiles;

namespace Gateway.Rules.Tests.Ledger.Proofs;

public sealed class TlogProofTests
{
    private static readonly TiledTree Tree = new(13);

    private static readonly string Good = Encoding.UTF8.GetString(Made(5).ToBytes());

    [Fact]
    public void A_receipt_reads_back_and_leads_from_its_leaf_to_its_checkpoint()
    {
        var receipt = Read(Good);
        Assert.Equal(TiledTree.Leaf(5), receipt.Extra.ToArray());
        Assert.Equal(Good, Encoding.UTF8.GetString(receipt.ToBytes()));
        Assert.Equal(ProofFault.None, receipt.Verify(TreeHash.OfLeaf(receipt.Extra.Span)));
        Assert.Equal(ProofFault.WrongRoot, receipt.Verify(TreeHash.OfLeaf(TiledTree.Leaf(6))));
        Assert.NotEqual(ProofFault.None, (receipt with { Index = 6 }).Verify(TreeHash.OfLeaf(TiledTree.Leaf(5))));
    }

    [Fact]
    public void Without_extra_data_its_line_is_left_out() =>
        Assert.StartsWith("c2sp.org/tlog-proof@v1\nindex 0\n", Encoding.UTF8.GetString((Made(0) with { Extra = default }).ToBytes()), StringComparison.Ordinal);

    [Fact]
    public void A_tree_of_one_needs_no_hashes()
    {
        var one = new TlogProof(0, [], Signed(new TiledTree(1)), default);
        Assert.Equal(ProofFault.None, Read(Encoding.UTF8.GetString(one.ToBytes())).Verify(TreeHash.OfLeaf(TiledTree.Leaf(0))));
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", TlogProofFault.UnknownVersion)]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v1\r", TlogProofFault.UnknownVersion)]
    [InlineData("extra BQAAAA==\n", "extra BQAAAB==\n", TlogProofFault.BadExtra)]
    [InlineData("extra BQAAAA==\n", "extra \n", TlogProofFault.BadExtra)]
    [InlineData("extra BQAAAA==\n", "extra BQAAAA==\nextra BQAAAA==\n", TlogProofFault.BadIndex)]
    [InlineData("extra BQAAAA==\n", "", TlogProofFault.None)]
    [InlineData("index 5", "index 05", TlogProofFault.BadIndex)]
    [InlineData("index 5", "index 9223372036854775808", TlogProofFault.BadIndex)]
    [InlineData("index 5", "index -1", TlogProofFault.BadIndex)]
    [InlineData("index 5\n", "", TlogProofFault.BadIndex)]
    [InlineData("index 5\n", "index 5\nAAAA\n", TlogProofFault.BadHash)]
    [InlineData("\nlog.example\n", "\n\nlog.example\n", TlogProofFault.BadCheckpoint)]
    [InlineData("\n\nlog.example\n", "\nlog.example\n", TlogProofFault.BadHash)]
    [InlineData("— log", "- log", TlogProofFault.BadCheckpoint)]
    [InlineData("\n13\n", "\n013\n", TlogProofFault.BadCheckpoint)]
    public void The_outcome_of_each_odd_receipt_is_fixed(string part, string by, TlogProofFault fault)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        Assert.Equal(fault, TlogProof.Read(Encoding.UTF8.GetBytes(Good.Replace(part, by, StringComparison.Ordinal)), out _));
    }

    [Fact]
    public void Too_many_hashes_or_too_many_bytes_are_refused()
    {
        var many = Good.Replace("index 5\n", "index 5\n" + HashLines.Write(Enumerable.Repeat(new byte[32], 61)), StringComparison.Ordinal);
        Assert.Equal(TlogProofFault.BadHash, TlogProof.Read(Encoding.UTF8.GetBytes(many), out _));
        Assert.Equal(TlogProofFault.TooLong, TlogProof.Read(new byte[TlogProof.Longest + 1], out _));
        Assert.Equal(TlogProofFault.BrokenLines, TlogProof.Read([], out _));
    }

    [Fact]
    public void Hash_lines_read_back_and_nothing_else_reads()
    {
        byte[][] hashes = [new byte[32], TreeHash.Empty.ToArray()];
        Assert.Equal(hashes, HashLines.Read(Encoding.ASCII.GetBytes(HashLines.Write(hashes))));
        Assert.Empty(HashLines.Read(ReadOnlySpan<byte>.Empty)!);
        Assert.Null(HashLines.Read("\n"u8));
        Assert.Null(HashLines.Read(Encoding.ASCII.GetBytes(HashLines.Write(hashes).TrimEnd())));
        Assert.Null(HashLines.Read(Encoding.ASCII.GetBytes(HashLines.Write(Enumerable.Repeat(hashes[0], 64)))));
    }

    private static TlogProof Made(long index)
    {
        var built = Assert.IsType<ProofBuilding.Built>(ProofBuilder.Inclusion(index, Tree.Size, Tree.Nodes().Read));
        return new TlogProof(index, built.Hashes, Signed(Tree), TiledTree.Leaf(index));
    }

    private static SignedCheckpoint Signed(TiledTree tree) =>
        SignedCheckpoint.Sign(new Checkpoint("log.example", tree.Size, tree.Root), new Ed25519Signer("log.example", new byte[32]));

    private static TlogProof Read(string text)
    {
        Assert.Equal(TlogProofFault.None, TlogProof.Read(Encoding.UTF8.GetBytes(text), out var proof));
        return proof!;
    }
}
