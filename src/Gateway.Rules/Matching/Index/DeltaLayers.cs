using System.Collections.Immutable;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>
/// What changed since the index was built, in two layers: a small one that is made anew at each change, and a larger one that takes it in
/// when it is full, so that a change costs little however many went before.
/// </summary>
internal sealed class DeltaLayers(NameTables tables)
{
    private const int Small = 256;

    private readonly SortedDictionary<int, HeldEntry> _older = [];
    private readonly SortedDictionary<int, HeldEntry> _recent = [];
    private Layer? _olderLayer;
    private Layer? _recentLayer;

    public int Count => _older.Count + _recent.Keys.Count(ordinal => !_older.ContainsKey(ordinal));

    /// <summary>Every entry as it now is.</summary>
    public IEnumerable<HeldEntry> Entries => _older.Where(pair => !_recent.ContainsKey(pair.Key)).Concat(_recent).OrderBy(pair => pair.Key).Select(pair => pair.Value);

    public void Put(IReadOnlyCollection<HeldEntry> entries)
    {
        if (entries.Count == 0) return;
        foreach (var entry in entries) _recent[entry.Ordinal] = entry;
        if (_recent.Count > Small)
        {
            foreach (var (ordinal, entry) in _recent) _older[ordinal] = entry;
            _recent.Clear();
            _olderLayer = Made(_older);
        }

        _recentLayer = _recent.Count == 0 ? null : Made(_recent);
    }

    public ImmutableArray<Layer> Over(Layer lowest) => [.. new[] { lowest, _olderLayer, _recentLayer }.OfType<Layer>()];

    private Layer Made(SortedDictionary<int, HeldEntry> entries)
    {
        var builder = new LayerBuilder(tables);
        foreach (var entry in entries.Values) builder.Add(entry);
        return builder.Build() with { Mentioned = [.. entries.Keys] };
    }
}
