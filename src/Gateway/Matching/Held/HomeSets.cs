namespace Gateway.Matching.Held;

/// <summary>The few distinct homes, shared by millions of children.</summary>
internal sealed class HomeSets
{
    private readonly List<Home> _homes = [];
    private readonly Dictionary<string, ushort> _known = new(StringComparer.Ordinal);

    public Home this[ushort place] => _homes[place];

    public IReadOnlyList<Home> All => _homes;

    public ushort Place(Home home)
    {
        var key = string.Join(' ', home.Councils) + (home.Protected ? "!" : "") + (home.Unplaced ? "?" : "");
        if (_known.TryGetValue(key, out var place)) return place;
        _homes.Add(home);
        return _known[key] = checked((ushort)(_homes.Count - 1));
    }
}
