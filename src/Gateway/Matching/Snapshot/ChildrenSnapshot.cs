using System.Security.Cryptography;
using Gateway.Audit.Sealing;
using Gateway.Hosting;
using Gateway.Matching.Held;
using Gateway.Rules.Matching.Index;

namespace Gateway.Matching.Snapshot;

/// <summary>
/// The service's own copy of what it looks children up by, so that a restart need not build it: sealed, written beside and put in place in
/// one step. It is used whole or not at all: the same source, the same tables, every piece as it was written.
/// </summary>
internal sealed class ChildrenSnapshot(string path, LedgerKey key)
{
    public void Write(Recognised recognised, ReadOnlySpan<byte> tables)
    {
        var beside = path + ".new";
        using (var file = new FileStream(beside, Options(FileMode.Create, FileAccess.Write)))
        using (var to = new SealedWriter(file, key))
        {
            to.PutArray(tables);
            to.PutNumber(recognised.Source.Length);
            to.PutNumber(recognised.Source.WrittenTicks);
            to.PutNumber(recognised.Position);
            CrashPoint.CopyBegun.Reached();
            HeldArrays.Write(to, recognised);
            CrashPoint.CopyHalfWritten.Reached();
            recognised.Index.WriteTo(to);
            to.End();
            file.Flush(flushToDisk: true);
        }

        CrashPoint.CopyWritten.Reached();
        File.Move(beside, path, overwrite: true);
        CrashPoint.CopyInPlace.Reached();
    }

    /// <param name="most">Where the store's registrations are: a copy that is further is of another store.</param>
    public SnapshotReading Read(SourceStamp source, long most, LoadChildren load)
    {
        if (!File.Exists(path)) return new SnapshotReading.NotUsed("there is none");
        try
        {
            using var file = new FileStream(path, Options(FileMode.Open, FileAccess.Read));
            using var from = new SealedReader(file, key);
            return Read(from, source, most, load);
        }
        catch (Exception fault) when (fault is SnapshotDamagedException or IOException or UnauthorizedAccessException or InvalidDataException or OverflowException or ArgumentException)
        {
            return new SnapshotReading.NotUsed(fault is SnapshotDamagedException ? fault.Message : fault.GetType().Name);
        }
    }

    private static SnapshotReading Read(SealedReader from, SourceStamp source, long most, LoadChildren load)
    {
        if (!CryptographicOperations.FixedTimeEquals(from.TakeArray<byte>(), load.Tables)) return new SnapshotReading.NotUsed("it was made with other tables of names, postcodes or councils");
        if (new SourceStamp(from.TakeNumber(), from.TakeNumber()) != source) return new SnapshotReading.NotUsed("it was made from another source");
        var position = from.TakeNumber();
        if (position > most) return new SnapshotReading.NotUsed("it knows of registrations that the store does not have");
        var (held, changed, added) = (HeldArrays.Source(from), HeldArrays.Changed(from), HeldArrays.Added(from));
        var index = ChildrenIndex.ReadFrom(from, load.Matching.Names, load.Keys);
        return new SnapshotReading.Whole(new Recognised(held, index, source) { Position = position, Changed = changed, Added = added });
    }

    private static FileStreamOptions Options(FileMode mode, FileAccess access)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, BufferSize = 0, Options = FileOptions.SequentialScan };
        if (mode == FileMode.Create && !OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

/// <summary>What became of a snapshot at start.</summary>
internal abstract record SnapshotReading
{
    private SnapshotReading() { }

    public sealed record Whole(Recognised Children) : SnapshotReading;

    /// <param name="Why">Words for the log; nothing of what is in it.</param>
    public sealed record NotUsed(string Why) : SnapshotReading;
}
