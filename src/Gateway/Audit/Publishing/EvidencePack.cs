using System.IO.Compression;
using Gateway.Audit.Export;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Publishing;

/// <summary>The published log as one archive that is checked with public keys alone. It opens what it is given, and else nothing.</summary>
internal static class EvidencePack
{
    public static void Write(Stream stream, PublicationFolder folder, SignedCheckpoint head, OpenedScope? opened = null)
    {
        var size = head.Checkpoint.Size;
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(archive, PackPaths.Checkpoint, head.ToBytes());
        foreach (var path in (string[])[PackPaths.Log, PackPaths.Policy, .. folder.Checkpoints().Where(s => s < size).Select(PackPaths.CheckpointOf)])
            Add(archive, path, path == PackPaths.Log && opened is not null ? opened.Describe(folder.Read(path)) : folder.Read(path));
        foreach (var tile in TreeTiles.OfGrowth(0, size).Concat(TreeTiles.BundlesOfGrowth(0, size))) Add(archive, tile.Path, folder.Read(tile));
        foreach (var (path, bytes) in opened?.Files(folder.Read, size) ?? []) Add(archive, path, bytes);
    }

    private static void Add(ZipArchive archive, string path, byte[]? bytes)
    {
        if (bytes is null) throw new LedgerUnreadableException("A published file is missing.");
        using var entry = archive.CreateEntry(path, CompressionLevel.Fastest).Open();
        entry.Write(bytes);
    }
}
