using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>
/// Children as of some time: those with a place, the restricted without one, sealed identities apart, the unborn. A later layer hides what
/// it mentions in those below.
/// </summary>
internal sealed record Layer(Segment Open, Segment Restricted, Segment Sealed, Dictionary<ulong, HeldEntry.Unborn[]> Unborn, Dictionary<int, int[]> DoNotLink)
{
    /// <summary>Every ordinal that the layer says something of; empty for the lowest, which hides nothing.</summary>
    public HashSet<int> Mentioned { get; init; } = [];

    public void Write(SnapshotWriter to)
    {
        Open.Write(to);
        Restricted.Write(to);
        Sealed.Write(to);
        var unborn = Unborn.Values.SelectMany(children => children).OrderBy(child => child.Ordinal).ToArray();
        to.Array<long>([.. unborn.SelectMany(child => new[] { child.Ordinal, child.Due.DayNumber, (long)child.Mother, child.MotherBorn })]);
        to.Array<int>([.. DoNotLink.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.SelectMany(other => new[] { pair.Key, other }))]);
    }

    public static Layer Read(SnapshotReader from, NameTables tables)
    {
        var (open, restricted, closed) = (Segment.Read(from, tables), Segment.Read(from, tables), Segment.Read(from, tables));
        var unborn = from.Array<long>().Chunk(4)
            .Select(part => new HeldEntry.Unborn((int)part[0], DateOnly.FromDayNumber((int)part[1]), (ulong)part[2], (int)part[3]));
        var links = from.Array<int>().Chunk(2).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.Select(pair => pair[1]).ToArray());
        return new Layer(open, restricted, closed, ByMother(unborn), links);
    }

    public static Dictionary<ulong, HeldEntry.Unborn[]> ByMother(IEnumerable<HeldEntry.Unborn> unborn) =>
        unborn.GroupBy(child => child.Mother).ToDictionary(group => group.Key, group => group.OrderBy(child => child.Ordinal).ToArray());
}

/// <summary>Builds a layer from entries, each ordinal once.</summary>
internal sealed class LayerBuilder(NameTables tables)
{
    private readonly SegmentBuilder _open = new(tables);
    private readonly SegmentBuilder _restricted = new(tables);
    private readonly SegmentBuilder _sealed = new(tables);
    private readonly List<HeldEntry.Unborn> _unborn = [];
    private readonly Dictionary<int, HashSet<int>> _links = [];

    public void Add(HeldEntry entry)
    {
        if (entry is HeldEntry.Unborn unborn) _unborn.Add(unborn);
        if (entry is not HeldEntry.Child child) return;
        (child.IsRestricted ? _restricted : _open).Add(child.Ordinal, child.Born, child.Versions, child.Sexes, child.Numbers);
        if (!child.Sealed.IsEmpty) _sealed.Add(child.Ordinal, child.Born, child.Sealed, child.Sexes, child.SealedNumbers);
        foreach (var other in child.DoNotLink) Link(child.Ordinal, other);
    }

    public Layer Build() => new(
        _open.Build(), _restricted.Build(), _sealed.Build(), Layer.ByMother(_unborn),
        _links.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ToArray()));

    // Either of the two says it for both.
    private void Link(int one, int other)
    {
        Others(one).Add(other);
        Others(other).Add(one);
    }

    private HashSet<int> Others(int ordinal) => _links.TryGetValue(ordinal, out var others) ? others : _links[ordinal] = [];
}
