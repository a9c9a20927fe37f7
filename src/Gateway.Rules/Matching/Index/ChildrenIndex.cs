using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>
/// The children whom the gateway can recognise, in memory, for millions: demographics and identifiers alone. It is asked and updated on any
/// number of threads: a question sees one state from beginning to end. See the folder's README.
/// </summary>
public sealed class ChildrenIndex
{
    private readonly Lock _updating = new();
    private readonly Layer _base;
    private readonly DeltaLayers _delta;
    private volatile IndexState _state;

    internal ChildrenIndex(Layer layer, IndexKeys keys, NameTables tables, DateTimeOffset asOf, IEnumerable<HeldEntry> later)
    {
        (_base, Keys, Tables, _delta) = (layer, keys, tables, new DeltaLayers(tables));
        _delta.Put([.. later]);
        _state = new IndexState(_delta.Over(_base), asOf);
    }

    /// <summary>How many children are held, the unborn apart.</summary>
    public long Children => _state.Children;

    /// <summary>Up to when what is held was told; stands on every answer.</summary>
    public DateTimeOffset AsOf => _state.AsOf;

    /// <summary>How many children were put or removed since the index was built: from some tens of thousands it should be built anew.</summary>
    public int Changes => _delta.Count;

    internal IndexKeys Keys { get; }

    internal NameTables Tables { get; }

    internal IndexState State => _state;

    /// <summary>Puts children, each in place of what was held under its ordinal, and takes others out. Questions being answered see none of it or all.</summary>
    /// <param name="children">Children as they now are.</param>
    /// <param name="unborn">Unborn children as they now are.</param>
    /// <param name="removed">Ordinals of those who are no longer held.</param>
    /// <param name="asOf">Up to when the feed has been read.</param>
    public void Update(IEnumerable<IndexedChild> children, IEnumerable<UnbornChild> unborn, IEnumerable<int> removed, DateTimeOffset asOf)
    {
        HeldEntry[] entries =
        [
            .. children.Select(child => HeldEntry.Of(child, Keys)), .. unborn.Select(child => HeldEntry.Of(child, Keys)),
            .. removed.Select(ordinal => new HeldEntry.Removed(ordinal)),
        ];
        lock (_updating)
        {
            _delta.Put(entries);
            _state = new IndexState(_delta.Over(_base), asOf);
        }
    }

    /// <summary>Writes everything that is held, with a hash at the end. The stream is not closed.</summary>
    public void WriteTo(Stream stream)
    {
        lock (_updating) WriteSnapshot.To(stream, _base, _delta.Entries, Keys, AsOf);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; whole or not at all.</summary>
    /// <param name="stream">From its beginning; read to its end.</param>
    /// <param name="tables">The tables with which it was built.</param>
    /// <param name="keys">The keys with which it was built.</param>
    /// <exception cref="SnapshotDamagedException">It is cut short, changed, of another make, or was built with other keys.</exception>
    public static ChildrenIndex ReadFrom(Stream stream, NameTables tables, IndexKeys keys) => ReadSnapshot.From(stream, tables, keys);
}
