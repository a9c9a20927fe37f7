using System.Collections.Immutable;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>Gathers children and builds a segment of them; the order in which they come leaves no trace.</summary>
internal sealed class SegmentBuilder(NameTables tables)
{
    private const int MostDays = ushort.MaxValue;
    private const int MostPlaces = 64;

    private readonly NameInterner _names = new(tables);
    private readonly PlaceInterner _places = new();
    private readonly Chunks<Head> _heads = new();
    private readonly Chunks<Row> _rows = new();
    private readonly Chunks<NumberEntry> _numbers = new();

    public int Children => _heads.Count;

    public void Add(int ordinal, DateOnly born, ImmutableArray<ChildVersion> versions, Sexes sexes, ImmutableArray<HeldNumber> numbers)
    {
        var marks = (RowMarks)sexes | RowMarks.First;
        foreach (var number in numbers)
        {
            _numbers.Add(new NumberEntry(number.Hash, ordinal, number.IsFormer));
            if (number is { Kind: NumberKind.Nhs, IsFormer: false }) marks |= RowMarks.HasNhsNumber;
        }

        _heads.Add(new Head(ordinal, born.DayNumber, _rows.Count));
        Rows(versions, marks);
    }

    // Names and places are versions of their own: the child is whichever name with whichever place. The present place stands on the first row, be it none.
    private void Rows(ImmutableArray<ChildVersion> versions, RowMarks first)
    {
        Span<int> places = stackalloc int[MostPlaces];
        var count = Places(versions, places);
        var at = 0;
        for (var i = 0; i < versions.Length; i++)
            if (!IsRepeated(versions, i)) Row(versions[i], at < count ? places[at] : 0, at++ == 0 ? first | RowMarks.Named : RowMarks.Named);
        for (; at < count || at == 0; at++) _rows.Add(new Row(default, default, 0, default, at < count ? places[at] : 0, at == 0 ? first : RowMarks.None));
        foreach (var place in places[..count])
            if (place != 0) _places.Count(place);
    }

    private int Places(ImmutableArray<ChildVersion> versions, Span<int> places)
    {
        var count = 0;
        foreach (var version in versions)
        {
            var place = _places.Find(PostcodeReading.Read(version.Postcode));
            if (count == 0 || (place != 0 && count < places.Length && !places[..count].Contains(place))) places[count++] = place;
        }

        return count;
    }

    private void Row(in ChildVersion version, int place, RowMarks marks)
    {
        var (given, rest) = _names.Given(version.Given);
        _rows.Add(new Row(given, rest, 0, _names.Surname(version.Surname), place, marks));
    }

    private static bool IsRepeated(ImmutableArray<ChildVersion> versions, int at)
    {
        for (var i = 0; i < at; i++)
            if (versions[i].Given == versions[at].Given && versions[i].Surname == versions[at].Surname) return true;
        return false;
    }

    public Segment Build()
    {
        var (names, name) = _names.Finish();
        var (places, place) = _places.Finish();
        var days = Days(out var order);
        var (rows, ordinals) = Sorted(order, days.First.DayNumber, name, place);
        _heads.Clear();
        _rows.Clear();
        var lists = Lists(rows, days, new ChildKeys(names, places, days.First));
        var segment = new Segment(rows, ordinals, days, names, places, lists, NumberTable.Of(_numbers), tables);
        _numbers.Clear();
        return segment;
    }

    private DayBlocks Days(out int[] order)
    {
        var (first, last) = (int.MaxValue, int.MinValue);
        for (var i = 0; i < _heads.Count; i++) (first, last) = (Math.Min(first, _heads[i].Born), Math.Max(last, _heads[i].Born));
        if (_heads.Count == 0) (first, last) = (0, -1);
        if (last - first >= MostDays) throw new InvalidOperationException("the days of birth lie too far apart to be numbered");
        var (starts, children) = (new int[last - first + 2], new int[last - first + 1]);
        for (var i = 0; i < _heads.Count; i++)
        {
            children[_heads[i].Born - first]++;
            starts[_heads[i].Born - first + 1] += RowsOf(i);
        }

        for (var day = 1; day < starts.Length; day++) starts[day] += starts[day - 1];
        order = Ordered(children, first);
        return new DayBlocks(first, starts, children);
    }

    private int RowsOf(int head) => (head + 1 < _heads.Count ? _heads[head + 1].FirstRow : _rows.Count) - _heads[head].FirstRow;

    // By day of birth, and by ordinal within a day.
    private int[] Ordered(int[] children, int first)
    {
        var next = new int[children.Length];
        for (var day = 1; day < next.Length; day++) next[day] = next[day - 1] + children[day - 1];
        var (order, ordinals) = (new int[_heads.Count], new int[_heads.Count]);
        for (var i = 0; i < _heads.Count; i++)
        {
            var at = next[_heads[i].Born - first]++;
            (order[at], ordinals[at]) = (i, _heads[i].Ordinal);
        }

        Parallel.For(0, children.Length, day => Array.Sort(ordinals, order, next[day] - children[day], children[day]));
        for (var i = 1; i < order.Length; i++)
            if (ordinals[i] == ordinals[i - 1] && _heads[order[i]].Born == _heads[order[i - 1]].Born) throw new InvalidOperationException("an ordinal was given to two children");
        return order;
    }

    private (Row[] Rows, int[] Ordinals) Sorted(int[] order, int firstDay, Func<NameId, NameId> name, int[] places)
    {
        var (rows, ordinals, at) = (new Row[_rows.Count], new int[_rows.Count], 0);
        foreach (var child in order)
        {
            var head = _heads[child];
            for (var i = 0; i < RowsOf(child); i++, at++)
            {
                rows[at] = _rows[head.FirstRow + i].Final(name, places, head.Born - firstDay);
                ordinals[at] = head.Ordinal;
            }
        }

        return (rows, ordinals);
    }

    private static KeyLists[] Lists(Row[] rows, DayBlocks days, ChildKeys keys)
    {
        var families = Enum.GetValues<KeyFamily>();
        var lists = new KeyLists[families.Length];
        Parallel.ForEach(families, family => lists[(int)family] = new BuildKeyLists(rows, days, keys, family).Build());
        return lists;
    }

    private readonly record struct Head(int Ordinal, int Born, int FirstRow);
}

/// <summary>A number as it is kept.</summary>
internal readonly record struct HeldNumber(ulong Hash, NumberKind Kind, bool IsFormer);
