using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.LedgerTool;

public sealed class FullTests : IDisposable
{
    private const int Size = 700;

    private readonly TemporaryFolder _folder = new();
    private readonly TestEntries _entries = new(Size);
    private readonly TestPack _pack;

    public FullTests() => _pack = TestPack.Write(_folder, _entries, 1, 256, 300, 512);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_whole_pack_holds_as_a_folder_and_as_an_archive()
    {
        var (code, output, error) = await _pack.VerifyAsync("full");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("ledger.example/2026, 700 entries", output, StringComparison.Ordinal);
        Assert.Contains("cosigned by w11 at 2026-09-21T14:25:00Z, w12 at 2026-09-21T14:25:00Z", output, StringComparison.Ordinal);
        Assert.Contains("700 entries hashed, 4 earlier checkpoints, sealed sections of 700 entries counted\nlongest silence between two entries: 1 seconds\n", output, StringComparison.Ordinal);
        Assert.EndsWith("HOLDS\n", output, StringComparison.Ordinal);

        var zipped = await Synthetic.Tool.RunAsync(["ledger", "verify", "full", _pack.Zip(), "--policy", _pack.PolicyFile]);
        Assert.Equal((0, output), (zipped.Code, zipped.Output));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(65_537)]
    public async Task A_pack_at_the_edge_of_a_tile_holds(int size)
    {
        using var folder = new TemporaryFolder();
        var pack = TestPack.Write(folder, new TestEntries(size), [.. new[] { 0, size / 2 }.Distinct()]);
        Assert.Equal(0, (await pack.VerifyAsync("full")).Code);
    }

    [Theory]
    [InlineData("tile/entries/001", 40, "entry 256: its bytes do not give the hash in tile/0/001")]
    [InlineData("tile/entries/002.p/188", -3, "entry 699: ")]
    [InlineData("tile/0/001", 44 * 32 + 5, "entry 300: its bytes do not give the hash in tile/0/001")]
    [InlineData("tile/1/000.p/2", 32, "tile/1/000.p/2: its hash 1 is not the one of entries 256 to 511")]
    [InlineData("tile/entries/000", 0, "tile/entries/000: it is not there, or not 256 entries")]
    [InlineData("checkpoints/300", 22, "checkpoints/300: ")]
    [InlineData("checkpoint", 20, "checkpoint: the signature of ledger.example/2026 is bad")]
    [InlineData("checkpoint", -8, "checkpoint: the signature of witness-12.example is bad")]
    [InlineData("sealed/001", 1, "sealed/001: it is not the sections of 256 entries")]
    [InlineData("log.json", 15, "checkpoint: it is of another log")]
    [InlineData("log.json", 0, "log.json: it is not the description of a log")]
    public async Task One_changed_bit_is_found_and_its_place_named(string path, int at, string where)
    {
        _pack.Flip(path, at);
        await FailsAsync(where);
    }

    [Theory]
    [InlineData("tile/entries/001", "tile/entries/001: it is not there")]
    [InlineData("tile/0/002.p/188", "tile/0/002.p/188: it is not there")]
    [InlineData("tile/1/000.p/2", "tile/1/000.p/2: it is not there")]
    [InlineData("checkpoint", "checkpoint: it is not there")]
    [InlineData("log.json", "log.json: it is not there")]
    public async Task A_missing_file_is_named(string path, string where)
    {
        File.Delete(_pack.At(path));
        await FailsAsync(where);
    }

    [Fact]
    public async Task A_changed_entry_to_which_its_tile_was_fitted_is_found_by_the_tile_above()
    {
        var leaves = _entries.Leaves.ToList();
        leaves[130] = Changed(leaves[130]);
        var before = File.ReadAllBytes(_pack.At("tile/1/000.p/2"));
        _pack.WriteTiles(leaves);
        _pack.Put("tile/1/000.p/2", before);
        await FailsAsync("checkpoints/256: its root is not the one of entries 0 to 255");
        File.Delete(_pack.At("checkpoints/256"));
        File.Delete(_pack.At("checkpoints/300"));
        File.Delete(_pack.At("checkpoints/512"));
        _pack.Put("checkpoint", _pack.Sign(leaves, Size).ToBytes());
        await FailsAsync("tile/1/000.p/2: its hash 0 is not the one of entries 0 to 255");
    }

    public static TheoryData<string, string> Rewritings => new()
    {
        { "changed", "checkpoints/512" },
        { "swapped", "entry 401: its time is before" },
        { "inserted", "checkpoints/512" },
        { "duplicated", "checkpoints/512" },
        { "removed", "checkpoints/512" },
    };

    [Theory]
    [MemberData(nameof(Rewritings))]
    public async Task Rows_rewritten_with_all_their_tiles_are_bracketed_by_the_signed_checkpoints(string how, string where)
    {
        var leaves = _entries.Leaves.ToList();
        if (how == "changed") leaves[400] = Changed(leaves[400]);
        if (how == "swapped") (leaves[400], leaves[401]) = (leaves[401], leaves[400]);
        if (how == "inserted") leaves.Insert(400, Changed(leaves[400]));
        if (how == "duplicated") leaves.Insert(400, leaves[400]);
        if (how == "removed") leaves.RemoveAt(400);
        if (how is "inserted" or "duplicated") leaves.RemoveAt(Size);
        if (how == "removed") leaves.Add(Changed(leaves[^1]));
        Directory.Delete(_pack.At("sealed"), recursive: true);
        _pack.WriteTiles(leaves);
        await FailsAsync(where);
    }

    [Fact]
    public async Task A_cut_tail_with_the_old_checkpoint_lacks_its_entries_and_an_older_checkpoint_in_its_place_is_smaller_than_the_kept_one()
    {
        var kept = _pack.PutBeside("kept", File.ReadAllBytes(_pack.At("checkpoint")));
        _pack.WriteTiles(_entries.Leaves[..690]);
        Directory.Delete(_pack.At("sealed"), recursive: true);
        await FailsAsync("tile/entries/002.p/188: it is not there");
        _pack.Put("checkpoint", _pack.Sign(_entries.Leaves, 690).ToBytes());
        Assert.Equal(0, (await _pack.VerifyAsync("full")).Code);
        await FailsAsync("checkpoint: it has 690 entries, fewer than the 700", "--since", kept);
    }

    [Fact]
    public async Task What_came_after_a_kept_checkpoint_is_hashed_and_nothing_before_it()
    {
        var kept = _pack.PutBeside("kept", File.ReadAllBytes(_pack.At("checkpoints/300")));
        var (code, output, _) = await _pack.VerifyAsync("full", "--since", kept);
        Assert.Equal(0, code);
        Assert.Contains("400 entries hashed, 1 earlier checkpoints", output, StringComparison.Ordinal);
        _pack.Flip("tile/entries/001", -5);
        await FailsAsync("entry 511: ", "--since", kept);
    }

    [Fact]
    public async Task Everything_rewritten_and_signed_again_is_a_fork_from_any_kept_checkpoint()
    {
        var smaller = _pack.PutBeside("smaller", File.ReadAllBytes(_pack.At("checkpoints/300")));
        var same = _pack.PutBeside("same", File.ReadAllBytes(_pack.At("checkpoint")));
        var leaves = _entries.Leaves.ToList();
        leaves[100] = Changed(leaves[100]);
        _pack.WriteTree(leaves, 1, 256, 300, 512);
        Assert.Equal(0, (await _pack.VerifyAsync("full")).Code);

        var evidence = _folder.At("evidence");
        var (code, output, _) = await _pack.VerifyAsync("full", "--since", smaller, "--evidence", evidence);
        Assert.Equal(3, code);
        Assert.StartsWith("FORK the tree of 700 entries had another root at 300", output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(smaller), File.ReadAllBytes(Path.Combine(evidence, "fork-one.checkpoint")));
        Assert.Equal(File.ReadAllBytes(_pack.At("checkpoint")), File.ReadAllBytes(Path.Combine(evidence, "fork-other.checkpoint")));

        (code, output, _) = await _pack.VerifyAsync("full", "--since", same);
        Assert.Equal(3, code);
        Assert.StartsWith("FORK two roots for 700 entries", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_back_dated_by_ten_minutes_is_found_by_what_the_witnesses_saw()
    {
        using var folder = new TemporaryFolder();
        var entries = new TestEntries(Size, i => TestEntries.Start + (i is >= 300 and < 400 ? 299 : i) * 1000);
        var honest = TestPack.Write(folder, entries, 300);
        Assert.Equal(0, (await honest.VerifyAsync("full", "--tolerance", "120")).Code);

        using var patched = new TemporaryFolder();
        entries = new TestEntries(2000, i => TestEntries.Start + (i < 300 ? i : i < 1200 ? 300 : i) * 1000);
        var pack = TestPack.Write(patched, entries, 300, 1000);
        var (code, output, _) = await pack.VerifyAsync("full");
        Assert.Equal(1, code);
        Assert.Contains("FAILS entry 1000: it says", output, StringComparison.Ordinal);
        Assert.Contains("w11 cosigned", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_dated_after_a_witness_saw_it_is_found()
    {
        using var folder = new TemporaryFolder();
        var pack = TestPack.Write(folder, new TestEntries(100, i => TestEntries.Start + (i < 50 ? i : i + 600) * 1000));
        var (code, output, _) = await pack.VerifyAsync("full");
        Assert.Equal(1, code);
        Assert.Contains("FAILS entry 99: it says", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_key_may_not_sign_beyond_its_sizes()
    {
        var next = TestKeys.Log(TestPack.Origin, 2);
        _pack.WritePolicy($"log {_pack.Key.Verifier.Text} [0,700)\nlog {next.Verifier.Text} [512,)\n");
        await FailsAsync("checkpoint: the key of ledger.example/2026 may not sign a tree of 700 entries");
        _pack.Put("checkpoint", _pack.Sign(_entries.Leaves, Size, next).ToBytes());
        Assert.Equal(0, (await _pack.VerifyAsync("full")).Code);
        _pack.Put("checkpoints/300", _pack.Sign(_entries.Leaves, 300, next).ToBytes());
        await FailsAsync("checkpoints/300: the key of ledger.example/2026 may not sign a tree of 300 entries");
    }

    [Fact]
    public async Task Too_few_witnesses_for_the_last_checkpoint_are_refused_and_for_the_earlier_ones_not_needed()
    {
        var alone = new TestPack(_folder.Path) { Witnesses = [] };
        _pack.Put("checkpoints/300", alone.Sign(_entries.Leaves, 300).ToBytes());
        Assert.Equal(0, (await _pack.VerifyAsync("full")).Code);
        _pack.Put("checkpoint", alone.Sign(_entries.Leaves, Size).ToBytes());
        await FailsAsync("checkpoint: too few witnesses: cosigned by nobody");
    }

    [Theory]
    [InlineData("checkpoints/0300")]
    [InlineData("checkpoints/701")]
    [InlineData("checkpoints/three")]
    public async Task A_checkpoint_under_no_size_of_the_log_is_refused(string path)
    {
        _pack.Put(path, File.ReadAllBytes(_pack.At("checkpoints/300")));
        await FailsAsync("checkpoints/: a name there is not a size of this log");
    }

    [Fact]
    public async Task A_checkpoint_under_another_size_is_refused()
    {
        _pack.Put("checkpoints/301", File.ReadAllBytes(_pack.At("checkpoints/300")));
        await FailsAsync("checkpoints/301: it is of another size than its name says");
    }

    [Fact]
    public async Task A_section_too_many_is_counted()
    {
        var sections = SealedBundle.Read(File.ReadAllBytes(_pack.At("sealed/000")), 256)!.ToList();
        sections[3] = [.. sections[3], new byte[5]];
        _pack.Put("sealed/000", SealedBundle.Write(sections));
        await FailsAsync("entry 3: sealed/000 has another number of sections than it commits to");
    }

    [Fact]
    public async Task An_entry_that_is_no_leaf_is_named()
    {
        var leaves = _entries.Leaves.ToList();
        leaves[42] = [.. leaves[42], 0];
        _pack.WriteTree(leaves, 1);
        Directory.Delete(_pack.At("sealed"), recursive: true);
        Directory.Delete(_pack.At("checkpoints"), recursive: true);
        await FailsAsync("entry 42: it is not a leaf: TrailingBytes");
    }

    [Fact]
    public async Task A_new_log_goes_on_from_the_last_checkpoint_of_the_old_one()
    {
        var last = new Checkpoint("ledger.example/2025", 9, new byte[32]);
        var old = SignedCheckpoint.Sign(last, TestKeys.Log("ledger.example/2025", 5));
        using var folder = new TemporaryFolder();
        var entries = new TestEntries(10, first: Encoding.ASCII.GetBytes($$"""{"previousLog":"{{Convert.ToBase64String(PreviousLog.Digest(last))}}"}"""));
        var pack = TestPack.Write(folder, entries);
        var first = new FirstSection(entries.Sections[0].Salt, entries.Sections[0].Bytes);
        Task<(int Code, string Output, string Error)> Verify(SignedCheckpoint previous, FirstSection? opened)
        {
            pack.WriteLog(new LogDescription(TestPack.Origin, LeafFormat.Label, Encoding.UTF8.GetString(previous.ToBytes()), opened, null));
            return pack.VerifyAsync("full");
        }

        Assert.Equal(0, (await Verify(old, first)).Code);
        Assert.Contains("entry 0: it does not commit to the last checkpoint", (await Verify(old, null)).Output, StringComparison.Ordinal);
        Assert.Contains("entry 0: it does not commit", (await Verify(old, first with { Salt = new byte[32] })).Output, StringComparison.Ordinal);
        var other = SignedCheckpoint.Sign(last with { Size = 8 }, TestKeys.Log("ledger.example/2025", 5));
        Assert.Contains("entry 0: it does not commit", (await Verify(other, first)).Output, StringComparison.Ordinal);

        pack.WritePolicy($"log {pack.Key.Verifier.Text}\nlog {TestKeys.Log("ledger.example/2025", 6).Verifier.Text}\n");
        Assert.Contains("the previous log: no key", (await Verify(old, first)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pruned_beginning_is_named_and_what_came_after_still_verifies()
    {
        foreach (var path in (string[])["tile/entries/000", "tile/0/000"]) File.Delete(_pack.At(path));
        await FailsAsync("tile/entries/000: it is not there");
        var kept = _pack.PutBeside("kept", File.ReadAllBytes(_pack.At("checkpoints/512")));
        Assert.Equal(0, (await _pack.VerifyAsync("full", "--since", kept)).Code);
    }

    private async Task FailsAsync(string where, params string[] rest)
    {
        var (code, output, error) = await _pack.VerifyAsync("full", rest);
        Assert.Equal("", error);
        Assert.StartsWith("FAILS " + where, output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    private static byte[] Changed(byte[] leaf)
    {
        var changed = leaf.ToArray();
        changed[50] ^= 1;
        return changed;
    }
}
