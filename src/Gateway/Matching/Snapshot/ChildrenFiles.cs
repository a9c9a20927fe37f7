using Gateway.Audit.Sealing;
using Gateway.Matching.Held;

namespace Gateway.Matching.Snapshot;

/// <summary>Where the children come from, and where the service keeps its own copy; without a place for it each start builds anew.</summary>
internal sealed class ChildrenFiles(string source, string? snapshot, LedgerKey key) : IDisposable
{
    private readonly Lock _reading = new();
    private FileStream? _open;

    public string Source => source;

    public ChildrenSnapshot? Snapshot { get; } = snapshot is null ? null : new ChildrenSnapshot(snapshot, key);

    /// <summary>From here on lines are read from the file as it is now, though another be put in its place.</summary>
    public SourceStamp Pin()
    {
        lock (_reading)
        {
            _open?.Dispose();
            _open = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return SourceStamp.Of(source);
        }
    }

    /// <summary>The child of the source at a place, as its line says.</summary>
    /// <exception cref="InvalidDataException">The file was changed in place.</exception>
    public ReadChild Line(HeldChildren held, int ordinal)
    {
        lock (_reading)
        {
            var line = SourceLines.At(_open ?? throw new InvalidOperationException("The source is not open."), held.Lines[ordinal]);
            return LoadChildren.Read(line) is { } child && child.Number == held.Row(ordinal).Number ? child : throw new InvalidDataException("The source of children was changed in place.");
        }
    }

    public void Dispose() => _open?.Dispose();
}
