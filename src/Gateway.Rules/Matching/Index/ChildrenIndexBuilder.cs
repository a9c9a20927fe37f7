using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>Builds an index from a stream of children. The order in which they come changes no answer.</summary>
/// <param name="tables">Placeholders, titles, short forms and spellings.</param>
/// <param name="keys">The keys under which numbers are kept.</param>
public sealed class ChildrenIndexBuilder(NameTables tables, IndexKeys keys)
{
    private readonly LayerBuilder _layer = new(tables);

    /// <summary>Adds a child; each ordinal once.</summary>
    public void Add(IndexedChild child) => _layer.Add(HeldEntry.Of(child, keys));

    /// <summary>Adds an unborn child.</summary>
    public void Add(UnbornChild child) => _layer.Add(HeldEntry.Of(child, keys));

    /// <summary>Builds the index, on as many threads as there are processors. The builder is of no use afterwards.</summary>
    /// <param name="asOf">Up to when what was added was told.</param>
    public ChildrenIndex Build(DateTimeOffset asOf) => new(_layer.Build(), keys, tables, asOf, []);
}
