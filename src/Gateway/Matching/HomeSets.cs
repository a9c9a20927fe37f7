using System.Collections.Immutable;

namespace Gateway.Matching;

/// <summary>Where a child lives or lived in the past 12 months, as councils, and whether the whereabouts are protected.</summary>
public sealed record Home(ImmutableArray<string> Councils, bool Protected);

/// <summary>The few distinct homes, shared by millions of children.</summary>
internal sealed class HomeSets
{
    private readonly List<Home> _homes = [];
    private readonly Dictionary<string, ushort> _known = new(StringComparer.Ordinal);

    public Home this[ushort place] => _homes[place];

    public ushort Intern(SortedSet<string> councils, bool isProtected)
    {
        var key = string.Join(' ', councils) + (isProtected ? "!" : "");
        if (_known.TryGetValue(key, out var place)) return place;
        _homes.Add(new Home([.. councils], isProtected));
        return _known[key] = checked((ushort)(_homes.Count - 1));
    }
}
