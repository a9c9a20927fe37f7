namespace Gateway.Tool.Synthetic;

/// <summary>A choice in proportion to whole weights, each at least 1.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _items;
    private readonly int[] _upTo;

    public Weighted(params IReadOnlyCollection<(T Item, int Weight)> entries)
    {
        _items = [.. entries.Select(e => e.Item)];
        _upTo = new int[_items.Length];
        var total = 0;
        foreach (var (at, (_, weight)) in entries.Index())
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
            _upTo[at] = total += weight;
        }
    }

    public IReadOnlyList<T> Items => _items;

    public T Pick(Dice dice)
    {
        var at = Array.BinarySearch(_upTo, dice.Below(_upTo[^1]) + 1);
        return _items[at < 0 ? ~at : at];
    }
}
