using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.LedgerTool;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestEntries _entries = new(300);
    private readonly TestPack _pack;

    public CheckpointTests() => _pack = TestPack.Write(_folder, _entries, 100, 200);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_checkpoint_says_who_signed_it()
    {
        var (code, output, _) = await VerifyAsync("checkpoint", _pack.At("checkpoint"));
        Assert.Equal(0, code);
        Assert.Contains("signed by ledger.example/2026; cosigned by w11 at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_log_s_checkpoint_or_no_checkpoint_is_refused()
    {
        _pack.WritePolicy($"log {TestKeys.Log("other.example", 7).Verifier.Text}\n");
        Assert.StartsWith("FAILS checkpoint: the policy knows no log ledger.example/2026", (await VerifyAsync("checkpoint", _pack.At("checkpoint"))).Output, StringComparison.Ordinal);
        Assert.StartsWith("FAILS policy: it is not a signed note", (await VerifyAsync("checkpoint", _pack.PolicyFile)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_is_followed_from_its_leaf_to_the_checkpoint()
    {
        var receipt = _pack.PutBeside("one.tlog-proof", Receipt(123).ToBytes());
        var (code, output, _) = await VerifyAsync("inclusion", receipt);
        Assert.StartsWith("entry 123 is in the log\n", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
        Assert.Equal(0, (await VerifyAsync("inclusion", receipt, "--leaf", _pack.PutBeside("leaf", _entries.Leaves[123]))).Code);
        Assert.StartsWith(
            "FAILS entry 123: the proof does not lead from the leaf", (await VerifyAsync("inclusion", receipt, "--leaf", _pack.PutBeside("leaf", _entries.Leaves[124]))).Output, StringComparison.Ordinal);
        Assert.StartsWith("FAILS entry 124: the proof", (await VerifyAsync("inclusion", _pack.PutBeside("two.tlog-proof", (Receipt(123) with { Index = 124 }).ToBytes()))).Output, StringComparison.Ordinal);
        Assert.StartsWith("FAILS entry 300: the proof", (await VerifyAsync("inclusion", _pack.PutBeside("two.tlog-proof", (Receipt(123) with { Index = 300 }).ToBytes()))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receipt_that_was_held_shows_up_a_tail_that_was_cut_and_rewritten()
    {
        var receipt = _pack.PutBeside("held.tlog-proof", Receipt(250).ToBytes());
        var leaves = _entries.Leaves.ToList();
        leaves[250] = leaves[251];
        _pack.WriteTree(leaves, 100, 200);
        Directory.Delete(_pack.At("sealed"), recursive: true);
        Assert.Equal(0, (await _pack.VerifyAsync("full")).Code);
        Assert.Equal(0, (await VerifyAsync("inclusion", receipt)).Code);
        var held = TlogProof.Read(File.ReadAllBytes(receipt), out var proof) == TlogProofFault.None ? _pack.PutBeside("held", proof!.Checkpoint.ToBytes()) : "";
        Assert.Equal(3, (await VerifyAsync("compare", held, _pack.At("checkpoint"))).Code);
    }

    [Fact]
    public async Task A_receipt_without_its_leaf_needs_it()
    {
        var receipt = _pack.PutBeside("one.tlog-proof", (Receipt(1) with { Extra = default }).ToBytes());
        Assert.Contains("it carries no leaf", (await VerifyAsync("inclusion", receipt)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_larger_tree_extends_the_smaller_by_proof_and_by_tiles()
    {
        var (older, newer) = (_pack.At("checkpoints/100"), _pack.At("checkpoint"));
        var built = Assert.IsType<ProofBuilding.Built>(ProofBuilder.Consistency(100, 300, Nodes().Read));
        var proof = _pack.PutBeside("proof", [.. System.Text.Encoding.ASCII.GetBytes(HashLines.Write(built.Hashes))]);
        foreach (var command in (string[])["consistency", "compare"])
        {
            Assert.Equal(0, (await VerifyAsync(command, older, newer, "--proof", proof)).Code);
            Assert.Equal(0, (await VerifyAsync(command, older, newer, "--tiles", _pack.Folder)).Code);
            Assert.Equal(0, (await VerifyAsync(command, newer, newer)).Code);
            Assert.Contains("give a proof or tiles", (await VerifyAsync(command, older, newer)).Output, StringComparison.Ordinal);
            Assert.StartsWith("FAILS the proof: ", (await VerifyAsync(command, _pack.At("checkpoints/200"), newer, "--proof", proof)).Output, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await VerifyAsync("compare", newer, older, "--tiles", _pack.Folder)).Code);
        Assert.StartsWith("FAILS 100: it is of a smaller tree", (await VerifyAsync("consistency", newer, older, "--tiles", _pack.Folder)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_holders_of_two_histories_see_the_fork_and_damaged_tiles_are_none()
    {
        var mine = _pack.PutBeside("mine", File.ReadAllBytes(_pack.At("checkpoints/200")));
        _pack.Flip("tile/0/000", 5);
        Assert.StartsWith("FAILS the tiles: they do not give the larger tree's root", (await VerifyAsync("compare", mine, _pack.At("checkpoint"), "--tiles", _pack.Folder)).Output, StringComparison.Ordinal);

        var leaves = _entries.Leaves.ToList();
        (leaves[3], leaves[4]) = (leaves[4], leaves[3]);
        _pack.WriteTree(leaves, 200);
        var (code, output, _) = await VerifyAsync("compare", mine, _pack.At("checkpoints/200"), "--evidence", _folder.At("evidence"));
        Assert.Equal(3, code);
        Assert.StartsWith("FORK two roots for 200 entries", output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_folder.At("evidence")).Length);
        Assert.Equal(3, (await VerifyAsync("consistency", mine, _pack.At("checkpoint"), "--tiles", _pack.Folder)).Code);
    }

    private TlogProof Receipt(long index)
    {
        var built = Assert.IsType<ProofBuilding.Built>(ProofBuilder.Inclusion(index, 300, Nodes().Read));
        return new TlogProof(index, built.Hashes, _pack.Sign(_entries.Leaves, 300), _entries.Leaves[(int)index]);
    }

    private TileNodes Nodes() => new(300, t => File.Exists(_pack.At(t.Path)) ? File.ReadAllBytes(_pack.At(t.Path)) : null);

    private Task<(int Code, string Output, string Error)> VerifyAsync(string command, params string[] rest) =>
        Synthetic.Tool.RunAsync(["ledger", "verify", command, .. rest, "--policy", _pack.PolicyFile]);
}
