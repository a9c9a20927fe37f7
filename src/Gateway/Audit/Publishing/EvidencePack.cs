using System.IO.Compression;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Publishing;

/// <summary>The published log as one archive that is checked with public keys alone. It opens nothing.</summary>
internal static class EvidencePack
{
    public static void Write(Stream stream, PublicationFolder folder, SignedCheckpoint head)
    {
        var size = head.Checkpoint.Size;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, PackPaths.Checkpoint, head.ToBytes());
        foreach (var path in (string[])[PackPaths.Log, PackPaths.Policy, .. folder.Checkpoints().Where(s => s < size).Select(PackPaths.CheckpointOf)]) Add(archive, path, folder.Read(path));
        foreach (var tile in TreeTiles.OfGrowth(0, size).Concat(TreeTiles.BundlesOfGrowth(0, size))) Add(archive, tile.Path, folder.Read(tile));
    }

    private static void Add(ZipArchive archive, string path, byte[]? bytes)
    {
        if (bytes is null) throw new LedgerUnreadableException("A published file is missing.");
        using var entry = archive.CreateEntry(path, CompressionLevel.Fastest).Open();
        entry.Write(bytes);
    }
}
