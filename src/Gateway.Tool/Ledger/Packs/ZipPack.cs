using System.IO.Compression;

namespace Gateway.Tool.Ledger.Packs;

/// <summary>A pack in a zip archive. Nothing is unpacked to disk; every name is held to the same rule, read or not, and no name may come twice.</summary>
internal sealed class ZipPack : Pack
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _files = new(StringComparer.Ordinal);

    public ZipPack(string path)
    {
        try
        {
            _archive = ZipFile.OpenRead(path);
            if (_archive.Entries.Count > MostFiles) throw new UnusablePackException($"the archive has more than {MostFiles:N0} files");
        }
        catch (InvalidDataException)
        {
            throw new UnusablePackException("it is not a zip archive");
        }

        foreach (var entry in _archive.Entries.Where(e => !e.FullName.EndsWith('/') || e.Length > 0)) Take(entry);
    }

    public override IEnumerable<string> Names(string folder) =>
        _files.Keys.Where(n => n.StartsWith(folder, StringComparison.Ordinal) && n.IndexOf('/', folder.Length) < 0).Select(n => n[folder.Length..]);

    public override void Dispose() => _archive.Dispose();

    protected override Stream? OpenInside(string path)
    {
        try
        {
            return _files.TryGetValue(path, out var entry) ? entry.Open() : null;
        }
        catch (InvalidDataException)
        {
            throw new UnusablePackException($"{path} cannot be unpacked");
        }
    }

    private void Take(ZipArchiveEntry entry)
    {
        if (!IsInside(entry.FullName)) throw new UnusablePackException("a name in the archive leads outside it");
        if (!_files.TryAdd(entry.FullName, entry)) throw new UnusablePackException($"{entry.FullName} is in the archive twice");
    }
}
