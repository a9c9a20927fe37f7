using System.Text.RegularExpressions;

namespace Gateway.Tool.Ledger.Packs;

/// <summary>The files of an evidence pack. Nothing outside it is ever read, and no file beyond the limit that its reader gives.</summary>
internal abstract partial class Pack : IDisposable
{
    /// <summary>The most files taken in one folder of a pack, and in a whole archive.</summary>
    public const int MostFiles = 2_000_000;

    /// <summary>A folder, or an archive of one.</summary>
    public static Pack Open(string path)
    {
        if (Directory.Exists(path)) return new FolderPack(path);
        return File.Exists(path) ? new ZipPack(path) : throw new UnusablePackException("there is no such folder or file");
    }

    /// <summary>The bytes of a file; null where it is not there.</summary>
    public byte[]? Read(string path, long limit)
    {
        using var stream = Stream(path);
        return stream is null ? null : BoundedReading.Whole(stream, limit, path);
    }

    /// <summary>A file to be read from its beginning; null where it is not there.</summary>
    public Stream? Stream(string path) => IsInside(path) ? OpenInside(path) : throw new UnusablePackException("a path leads outside the pack");

    /// <summary>The names of the files in a folder of the pack, in no order.</summary>
    public abstract IEnumerable<string> Names(string folder);

    public abstract void Dispose();

    protected abstract Stream? OpenInside(string path);

    /// <summary>True for a plain path downwards: no drive, no root, no step up, nothing that a file system might read in another way.</summary>
    protected static bool IsInside(string path) => Plain().IsMatch(path) && !path.Split('/').Any(part => part is "" or "." or "..");

    [GeneratedRegex(@"\A[A-Za-z0-9._/-]{1,200}\z")]
    private static partial Regex Plain();
}
