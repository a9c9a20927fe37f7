using System.Collections.Immutable;

namespace Gateway.Matching;

/// <summary>Where a child lives or lived in the past 12 months, as councils, and whether the whereabouts are protected.</summary>
/// <param name="Unplaced">An address of those months belongs to no council that we know, or there is none: somebody who may hold a plan is missing.</param>
public sealed record Home(ImmutableArray<string> Councils, bool Protected, bool Unplaced = false);

/// <summary>The few distinct homes, shared by millions of children.</summary>
internal sealed class HomeSets
{
    private readonly List<Home> _homes = [];
    private readonly Dictionary<string, ushort> _known = new(StringComparer.Ordinal);

    public Home this[ushort place] => _homes[place];

    public ushort Intern(SortedSet<string> councils, bool isProtected, bool unplaced)
    {
        var key = string.Join(' ', councils) + (isProtected ? "!" : "") + (unplaced ? "?" : "");
        if (_known.TryGetValue(key, out var place)) return place;
        _homes.Add(new Home([.. councils], isProtected, unplaced));
        return _known[key] = checked((ushort)(_homes.Count - 1));
    }
}
