using System.Collections.Immutable;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Federation.Pointers;

/// <summary>
/// All lists in this process, looked up at once. What a list points to is never older than the time that stands beside it: tokens come
/// in before the list's new state is published and go out after, and a look-up during which a state was published is done again.
/// </summary>
internal sealed class PointerIndex
{
    private const int MostTries = 8;

    private readonly PointerTable _table = new();
    private readonly Lock _writing = new();
    private volatile Published _now = new(ImmutableDictionary.Create<string, Numbered>(StringComparer.Ordinal), []);
    private int _numbers;

    public ListHeld? Of(string custodian) => _now.Lists.TryGetValue(custodian, out var list) ? list.Held : null;

    public IEnumerable<ListHeld> All => _now.Lists.Values.Select(list => list.Held);

    public long Pointers => _table.Count;

    /// <summary>Takes a submission up, or is past it already. False where the list is not what it was made for: it is to be read from the store.</summary>
    public bool Take(ListMove move)
    {
        lock (_writing)
        {
            var known = _now.Lists.GetValueOrDefault(move.List.Custodian);
            if (known is not null && known.Held.Taken.Sequence >= move.List.Taken.Sequence) return known.Held.Taken.Sequence > move.List.Taken.Sequence || known.Held == move.List;
            if (move.Kind != SubmissionKind.Whole && (known is null || known.Held.Taken.List != move.Before)) return false;
            var number = known?.Number ?? NextNumber();
            foreach (var token in move.Tokens) _table.Add(token, number);
            Publish(new Numbered(number, move.List), isSameEpoch: known?.Held.Epoch == move.List.Epoch);
            if (move.Kind == SubmissionKind.Whole && known is not null) _table.Keep(number, move.Tokens);
            return true;
        }
    }

    /// <summary>A list that cannot be relied on any more says nothing at all. What it pointed to still points.</summary>
    public void Drop(string custodian)
    {
        lock (_writing)
            if (_now.Lists.TryGetValue(custodian, out var list))
                Publish(list with { Held = list.Held with { Standing = list.Held.Standing with { AsOf = DateTimeOffset.UnixEpoch } } }, isSameEpoch: true);
    }

    /// <summary>Which lists point under any of the tokens of each epoch, and how every list stood at that very time.</summary>
    /// <param name="tokens">Gives the tokens to look for in the lists of one epoch.</param>
    public Looked Look(Func<int, IReadOnlyList<ulong>> tokens)
    {
        var found = new List<ushort>();
        for (var tries = 1; tries < MostTries; tries++)
            if (Try(found, tokens) is { } looked) return looked;
        lock (_writing) return Try(found, tokens)!;
    }

    private Looked? Try(List<ushort> found, Func<int, IReadOnlyList<ulong>> tokens)
    {
        var before = _now;
        found.Clear();
        foreach (var epoch in before.Epochs)
            foreach (var token in tokens(epoch)) _table.Find(token, found);

        return ReferenceEquals(before, _now) ? new Looked(before.Lists, found) : null;
    }

    private ushort NextNumber() => _numbers < PointerTable.MostLists ? (ushort)++_numbers : throw new InvalidOperationException("There are more lists than the table can number.");

    // Epochs change once in months; lists a thousand times a second.
    private void Publish(Numbered list, bool isSameEpoch)
    {
        var lists = _now.Lists.SetItem(list.Held.Custodian, list);
        _now = new Published(lists, isSameEpoch ? _now.Epochs : [.. lists.Values.Select(one => one.Held.Epoch).Distinct().Order()]);
    }

    internal sealed record Numbered(ushort Number, ListHeld Held);

    private sealed record Published(ImmutableDictionary<string, Numbered> Lists, ImmutableArray<int> Epochs);

    /// <summary>All lists as they stood at one time, and which of them pointed then.</summary>
    internal sealed class Looked(ImmutableDictionary<string, Numbered> lists, List<ushort> pointing)
    {
        public ListHeld? Of(string custodian) => lists.TryGetValue(custodian, out var list) ? list.Held : null;

        public bool Points(string custodian) => lists.TryGetValue(custodian, out var list) && pointing.Contains(list.Number);
    }
}
