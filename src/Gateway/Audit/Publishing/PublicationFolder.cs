using System.Globalization;
using Gateway.Hosting;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Publishing;

/// <summary>
/// What is published, as files laid out like an evidence pack. A file is written whole, made durable and then given its name, so
/// that no reader meets half of one. What is lost here can be made again from the log.
/// </summary>
internal sealed class PublicationFolder(string root)
{
    private readonly string _root = Path.GetFullPath(root);

    /// <summary>A log's own part: the first lies at the top, each later one below <c>logs/</c> under its number.</summary>
    public static PublicationFolder Of(string root, int log) => new(log == 1 ? root : Path.Combine(root, "logs", log.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The number of the newest log of which a checkpoint is published.</summary>
    public static int Newest(string root)
    {
        var logs = Path.Combine(root, "logs");
        if (!Directory.Exists(logs)) return 1;
        return Directory.EnumerateDirectories(logs)
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var log) && File.Exists(Path.Combine(folder, PackPaths.Checkpoint)) ? log : 1)
            .DefaultIfEmpty(1).Max();
    }

    public byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(At(path));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The hashes or the bundle of a tile; where one of its width is not there, those of a wider one.</summary>
    public byte[]? Read(TileId tile)
    {
        if (Read(tile.Path) is { } exact) return exact;
        if (Wider(tile) is not { } wider || Read(wider.Path) is not { } bytes) return null;
        if (tile.Level == TileId.Entries) return EntryBundle.Read(bytes, wider.Width) is { } leaves ? EntryBundle.Write([.. leaves.Take(tile.Width)]) : null;
        return bytes.Length < tile.Width * TreeHash.Length ? null : bytes[..(tile.Width * TreeHash.Length)];
    }

    public void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var (made, target) = (At($"temporary/{Guid.NewGuid():N}"), At(path));
        Directory.CreateDirectory(Path.GetDirectoryName(made)!);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using (var file = new FileStream(made, FileMode.CreateNew, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        CrashPoint.FileMade.Reached();
        File.Move(made, target, overwrite: true);
    }

    /// <summary>A whole tile makes its narrower ones needless.</summary>
    public void DropPartial(TileId whole)
    {
        var folder = At(whole.Path + ".p");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>The sizes of the earlier checkpoints that are kept, the smallest first.</summary>
    public IEnumerable<long> Checkpoints() => !Directory.Exists(At(PackPaths.Checkpoints)) ? [] : Directory
        .EnumerateFiles(At(PackPaths.Checkpoints))
        .Select(file => long.TryParse(Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : -1)
        .Where(size => size >= 0).Order();

    private TileId? Wider(TileId tile)
    {
        if (File.Exists(At(tile.Whole.Path))) return tile.Whole;
        var folder = At(tile.Whole.Path + ".p");
        if (!Directory.Exists(folder)) return null;
        var widths = Directory.EnumerateFiles(folder).Select(file => int.TryParse(Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out var width) ? width : 0);
        return widths.Where(width => width > tile.Width).DefaultIfEmpty().Min() is var width and > 0 ? tile with { Width = width } : null;
    }

    private string At(string path) => Path.Combine(_root, path);
}
