namespace Gateway.Tool.Synthetic.Matching;

/// <summary>A choice in proportion to weights in constant time (Walker's alias method), one throw of the dice each.</summary>
internal sealed class AliasTable
{
    private readonly int[] _items;
    private readonly int[] _other;
    private readonly uint[] _keep;

    public AliasTable(IReadOnlyList<int> items, IReadOnlyList<double> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(items.Count, nameof(items));
        _items = [.. items];
        (_other, _keep) = (new int[_items.Length], new uint[_items.Length]);
        Fill(weights);
    }

    public int Count => _items.Length;

    public int Pick(ref FamilyDice dice)
    {
        var at = (int)Math.BigMul(dice.Next(), (ulong)_items.Length, out var rest);
        return (uint)(rest >> 32) <= _keep[at] ? _items[at] : _items[_other[at]];
    }

    private void Fill(IReadOnlyList<double> weights)
    {
        var scale = weights.Count / weights.Sum();
        var share = weights.Select(w => w * scale).ToArray();
        var (small, large) = (new Stack<int>(), new Stack<int>());
        for (var i = 0; i < share.Length; i++) (share[i] < 1 ? small : large).Push(i);
        while (small.TryPop(out var low) && large.TryPeek(out var high))
        {
            Set(low, share[low], high);
            share[high] -= 1 - share[low];
            if (share[high] < 1) small.Push(large.Pop());
        }

        for (var i = 0; i < share.Length; i++)
            if (_keep[i] == 0 && _other[i] == 0) Set(i, 1, i);
    }

    private void Set(int at, double share, int other) => (_keep[at], _other[at]) = ((uint)(share * uint.MaxValue), other);
}
