using Gateway.Rules.Policy;

namespace Gateway.Tool.Policy.Compare;

/// <summary>What changes, counted. Its size depends on the policy, never on how many decisions are read.</summary>
internal sealed class ChangeCounts
{
    private readonly Dictionary<DecisionChange, long> _counts = [];
    private readonly long[] _directions = new long[Enum.GetValues<Direction>().Length];

    public long Decisions { get; private set; }

    public long Changed { get; private set; }

    public long Items { get; private set; }

    public long Of(Direction direction) => _directions[(int)direction];

    /// <summary>Counts one decision and its changes.</summary>
    public void Add(IReadOnlyCollection<DecisionChange> changes)
    {
        Decisions++;
        if (changes.Count > 0) Changed++;
        foreach (var change in changes)
        {
            Items++;
            _directions[(int)change.Direction]++;
            _counts[change] = _counts.GetValueOrDefault(change) + 1;
        }
    }

    /// <summary>By role, purpose and item.</summary>
    public IEnumerable<(DecisionChange Change, long Count)> ByCell() => _counts
        .OrderBy(row => row.Key.Role, StringComparer.Ordinal).ThenBy(row => row.Key.Purpose).ThenBy(row => row.Key.Item).ThenByDescending(row => row.Value)
        .Select(row => (row.Key, row.Value));

    /// <summary>By one of the three alone.</summary>
    public IEnumerable<(string Name, long Count)> By(Func<DecisionChange, string> name) => _counts
        .GroupBy(row => name(row.Key), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Sum(row => row.Value)));
}
