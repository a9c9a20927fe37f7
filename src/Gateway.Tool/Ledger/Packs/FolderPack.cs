namespace Gateway.Tool.Ledger.Packs;

/// <summary>A pack that lies in a folder. Links are refused, since they lead outside.</summary>
internal sealed class FolderPack(string root) : Pack
{
    private readonly string _root = Path.GetFullPath(root);
    private readonly HashSet<string> _plainFolders = new(StringComparer.Ordinal);

    public override IEnumerable<string> Names(string folder)
    {
        var inside = Path.Combine(_root, folder.TrimEnd('/'));
        if (!Directory.Exists(inside)) return [];
        RefuseLinks(Path.Combine(inside, "-"));
        return Directory.EnumerateFiles(inside).Select(path => Path.GetFileName(path)!);
    }

    public override void Dispose() { }

    protected override Stream? OpenInside(string path)
    {
        var file = new FileInfo(Path.Combine(_root, path));
        if (!file.Exists) return null;
        RefuseLinks(file.FullName);
        if (file.LinkTarget is not null) throw new UnusablePackException($"{path} is a link");
        return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
    }

    private void RefuseLinks(string path)
    {
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > _root.Length; folder = Path.GetDirectoryName(folder)!)
        {
            if (!_plainFolders.Add(folder)) return;
            if (new DirectoryInfo(folder).LinkTarget is not null) throw new UnusablePackException("a folder of the pack is a link");
        }
    }
}
