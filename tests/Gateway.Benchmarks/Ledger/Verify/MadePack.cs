using Gateway.Benchmarks.Ledger.Growth;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Notes.Ecdsa;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Benchmarks.Ledger.Verify;

/// <summary>An evidence pack of so many entries in a folder: leaves, tiles, a signed checkpoint, and the policy of one who trusts its key.</summary>
internal sealed class MadePack(string folder)
{
    private const string Origin = "gateway-ledger/measured";

    public string Folder => Path.Combine(folder, "pack");

    public string PolicyFile => Path.Combine(folder, "policy");

    /// <summary>The files whose bytes are hashed: leaves and tiles.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFiles(Path.Combine(Folder, "tile"), "*", SearchOption.AllDirectories);

    public void Write(long entries)
    {
        var rows = new BulkRows(new Frontier(), 0, 1_790_000_000_000, 1);
        var growth = new TileGrowth();
        for (long first = 0; first < entries; first += TileId.Full) Bundle(rows, growth, first, entries);
        foreach (var tile in growth.PartialTiles()) Put(tile.Path, growth.Hashes(tile));
        var key = new EcdsaSigner(Origin, System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256));
        Put(PackPaths.Log, new LogDescription(Origin, LeafFormat.Label, null, null, null).ToBytes());
        Put(PackPaths.Checkpoint, SignedCheckpoint.Sign(new Checkpoint(Origin, entries, rows.Frontier.Root()), key).ToBytes());
        File.WriteAllText(PolicyFile, $"log {key.Verifier.Text}\nquorum none\n");
    }

    private void Bundle(BulkRows rows, TileGrowth growth, long first, long entries)
    {
        var leaves = new List<ReadOnlyMemory<byte>>(TileId.Full);
        for (var row = first; row < Math.Min(entries, first + TileId.Full); row++)
        {
            rows.Next(row);
            leaves.Add(rows.Leaf.ToArray());
            growth.Append(rows.Hash, (tile, hashes) => Put(tile.Path, hashes));
        }

        var index = first / TileId.Full;
        Put(new TileId(TileId.Entries, index, TreeTiles.WidthOf(TileId.Entries, index, entries)).Path, EntryBundle.Write(leaves));
    }

    private void Put(string path, ReadOnlySpan<byte> bytes)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }
}
