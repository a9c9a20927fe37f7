using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Notes.EdDsa;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Rules.Tests.Ledger.Checkpoints;

public sealed class CheckpointTests
{
    private const string TesseraKey = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    private const string Fifteen =
        "example.com/log/testdata\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n\n"
        + "— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n";

    private const string Root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    [Fact]
    public void A_published_checkpoint_is_verified_by_its_key()
    {
        var head = Read(Fifteen);
        Assert.Equal(("example.com/log/testdata", 15L), (head.Checkpoint.Origin, head.Checkpoint.Size));
        Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(head.Note, [Key]));
        Assert.Equal(Fifteen, Encoding.UTF8.GetString(head.ToBytes()));
        Assert.Equal(head.Note.Text.ToArray(), head.Checkpoint.ToText());
    }

    [Fact]
    public void Every_checkpoint_of_the_published_log_is_signed_and_has_the_root_of_its_tiles_and_of_its_entries()
    {
        for (var size = 0; size <= 15; size++)
        {
            var head = Read(File.ReadAllText(Log($"checkpoint.{size}")));
            Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(head.Note, [Key]));
            Assert.Equal(size, head.Checkpoint.Size);
            Assert.Equal(head.Checkpoint.Root.ToArray(), TileGrowth.Resume(size, t => File.ReadAllBytes(Log(t.Path)))!.Root());
            Assert.Equal(head.Checkpoint.Root.ToArray(), RootOfEntries(size));
        }
    }

    [Theory]
    [InlineData("a\n0\n" + Root + "\n", CheckpointFault.None)]
    [InlineData("a\n9223372036854775807\n" + Root + "\nmore\n", CheckpointFault.None)]
    [InlineData("a\n9223372036854775808\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n18446744073709551615\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n01\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n00\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n-1\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n+1\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n1 \n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n١\n" + Root + "\n", CheckpointFault.BadSize)]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", CheckpointFault.BadRoot)]
    [InlineData("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n", CheckpointFault.BadRoot)]
    [InlineData("a\n1\n" + Root + " \n", CheckpointFault.BadRoot)]
    [InlineData("a\n1\n" + Root, CheckpointFault.BrokenLines)]
    [InlineData("a\n1\n", CheckpointFault.BrokenLines)]
    [InlineData("\n1\n" + Root + "\n", CheckpointFault.BrokenLines)]
    [InlineData("a\n1\n" + Root + "\n\n", CheckpointFault.BrokenLines)]
    [InlineData("", CheckpointFault.BrokenLines)]
    public void The_outcome_of_each_odd_checkpoint_is_fixed(string text, CheckpointFault fault)
    {
        Assert.Equal(fault, Checkpoint.Read(Encoding.UTF8.GetBytes(text), out var checkpoint));
        if (fault == CheckpointFault.None) Assert.Equal(text, Encoding.UTF8.GetString(checkpoint!.ToText()));
        else Assert.Null(checkpoint);
    }

    [Fact]
    public void An_empty_tree_has_one_root()
    {
        Assert.True(new Checkpoint("a", 0, Convert.FromBase64String(Root)).IsPossible);
        Assert.False(new Checkpoint("a", 0, new byte[32]).IsPossible);
    }

    [Fact]
    public void A_text_that_is_not_signed_is_no_checkpoint() =>
        Assert.Equal(CheckpointFault.NotANote, SignedCheckpoint.Read(Encoding.UTF8.GetBytes("a\n1\n" + Root + "\n"), out _));

    [Fact]
    public void What_is_signed_reads_back()
    {
        var signer = new Ed25519Signer("log.example", new byte[32]);
        var made = SignedCheckpoint.Sign(new Checkpoint("log.example", 7, new byte[32]), signer);
        Assert.Equal(made, Read(Encoding.UTF8.GetString(made.ToBytes())));
        Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(made.Note, [signer.Verifier]));
    }

    private static NoteVerifier Key => VerifierKey.Read(TesseraKey, out var key) == VerifierKeyFault.None ? key! : throw new InvalidOperationException();

    private static string Log(string path) => PublicVectors.At($"tessera-log/testdata/log/{path}");

    private static byte[] RootOfEntries(int size)
    {
        var frontier = new Frontier();
        foreach (var bundle in TreeTiles.BundlesOfGrowth(0, size))
            foreach (var entry in EntryBundle.Read(File.ReadAllBytes(Log(bundle.Path)), bundle.Width)!)
                frontier.Append(TreeHash.OfLeaf(entry.Span));
        return frontier.Root();
    }

    private static SignedCheckpoint Read(string text)
    {
        Assert.Equal(CheckpointFault.None, SignedCheckpoint.Read(Encoding.UTF8.GetBytes(text), out var head));
        return head!;
    }
}
