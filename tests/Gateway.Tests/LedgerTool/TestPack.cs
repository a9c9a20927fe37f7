using System.IO.Compression;
using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Tiles;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.LedgerTool;

/// <summary>An evidence pack in a folder, to be damaged on purpose.</summary>
internal sealed class TestPack
{
    public const string Origin = "ledger.example/2026";

    private readonly string _folder;

    public TestPack(string folder) => _folder = folder;

    public string Folder => Path.Combine(_folder, "pack");

    public string PolicyFile => Path.Combine(_folder, "policy");

    public NoteSigner Key { get; init; } = TestKeys.Log(Origin, 1);

    public byte[] Witnesses { get; init; } = [11, 12];

    /// <summary>Writes a pack of these entries with checkpoints at these sizes and at the end.</summary>
    public static TestPack Write(TemporaryFolder folder, TestEntries entries, params int[] checkpoints) => Write(folder.Path, entries, key: 1, checkpoints);

    public static TestPack Write(string folder, TestEntries entries, byte key, int[] checkpoints)
    {
        var pack = new TestPack(folder) { Key = TestKeys.Log(Origin, key) };
        pack.WriteLog(new LogDescription(Origin, LeafFormat.Label, null, null, null));
        pack.WriteTree(entries.Leaves, checkpoints);
        pack.WriteSealed(entries);
        pack.WritePolicy();
        return pack;
    }

    public string At(string path) => Path.Combine(Folder, path);

    public void WritePolicy(string? logs = null) => File.WriteAllText(
        PolicyFile,
        (logs ?? $"log {Key.Verifier.Text}\n")
        + string.Concat(((byte[])[11, 12, 13]).Select(w => $"witness w{w} {TestKeys.Witness(w).Verifier.Text}\n"))
        + "group enough 2 w11 w12 w13\nquorum enough\n");

    public void WriteLog(LogDescription log) => Put(PackPaths.Log, log.ToBytes());

    /// <summary>Writes bundles, tiles and signed checkpoints of these leaves, in place of those that were there.</summary>
    public void WriteTree(IReadOnlyList<byte[]> leaves, params int[] checkpoints)
    {
        WriteTiles(leaves);
        foreach (var size in checkpoints) Put(PackPaths.CheckpointOf(size), Sign(leaves, size).ToBytes());
        Put(PackPaths.Checkpoint, Sign(leaves, leaves.Count).ToBytes());
    }

    public void WriteTiles(IReadOnlyList<byte[]> leaves)
    {
        if (Directory.Exists(At("tile"))) Directory.Delete(At("tile"), recursive: true);
        var growth = new TileGrowth();
        foreach (var leaf in leaves) growth.Append(TreeHash.OfLeaf(leaf), (tile, hashes) => Put(tile.Path, hashes.ToArray()));
        foreach (var tile in growth.PartialTiles()) Put(tile.Path, growth.Hashes(tile).ToArray());
        foreach (var bundle in TreeTiles.BundlesOfGrowth(0, leaves.Count))
            Put(bundle.Path, EntryBundle.Write([.. Of(leaves, bundle).Select(l => (ReadOnlyMemory<byte>)l)]));
    }

    public void WriteSealed(TestEntries entries)
    {
        var sections = entries.Sections.ToLookup(s => s.Index);
        foreach (var bundle in TreeTiles.BundlesOfGrowth(0, entries.Leaves.Count))
            Put(PackPaths.Sealed(bundle.Index, bundle.Width), SealedBundle.Write(
                [.. Enumerable.Range((int)bundle.Index * 256, bundle.Width).Select(i => sections[i].Select(s => (ReadOnlyMemory<byte>)s.Salt).ToList())]));
    }

    public void Open(IEnumerable<OpenedSection> sections, string kind = "child", long? entries = null)
    {
        var all = sections.ToList();
        Put(PackPaths.Opened, [.. all.SelectMany(s => s.ToLine().Append((byte)'\n'))]);
        WriteLog(new LogDescription(Origin, LeafFormat.Label, null, null, new PackScope(kind, entries ?? all.Count)));
    }

    public void Index(IEnumerable<IndexRow> rows) => Put(PackPaths.Index, [.. rows.SelectMany(r => r.ToLine().Append((byte)'\n'))]);

    public SignedCheckpoint Sign(IReadOnlyList<byte[]> leaves, int size, NoteSigner? by = null)
    {
        var frontier = new Frontier();
        foreach (var leaf in leaves.Take(size)) frontier.Append(TreeHash.OfLeaf(leaf));
        var head = SignedCheckpoint.Sign(new Checkpoint(Origin, size, frontier.Root()), by ?? Key);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(TestEntries.Start + size * 1000L);
        return head.With(Witnesses.Select(w => TestKeys.Witness(w).Cosign(head.Note.Text.Span, at)));
    }

    public void Put(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
    }

    public string PutBeside(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, name), bytes);
        return Path.Combine(_folder, name);
    }

    public void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(At(path));
        ref var one = ref bytes[at < 0 ? bytes.Length + at : at];
        one ^= BitThatStaysText(one);
        File.WriteAllBytes(At(path), bytes);
    }

    // A signature differs from run to run: a bit that makes its base64 something else would be found by its spelling, and not by the key.
    private static byte BitThatStaysText(byte one)
    {
        foreach (var bit in (ReadOnlySpan<byte>)[0x04, 0x01, 0x02])
            if (IsBase64(one) && IsBase64((byte)(one ^ bit))) return bit;
        return 0x04;
    }

    private static bool IsBase64(byte one) => char.IsAsciiLetterOrDigit((char)one) || one is (byte)'+' or (byte)'/';

    public string Zip()
    {
        var path = Path.Combine(_folder, "pack.zip");
        ZipFile.CreateFromDirectory(Folder, path);
        return path;
    }

    public Task<(int Code, string Output, string Error)> VerifyAsync(string command, params string[] rest) =>
        Synthetic.Tool.RunAsync(["ledger", "verify", command, Folder, "--policy", PolicyFile, .. rest]);

    private static IEnumerable<byte[]> Of(IReadOnlyList<byte[]> leaves, TileId bundle) => leaves.Skip((int)bundle.Index * 256).Take(bundle.Width);
}
