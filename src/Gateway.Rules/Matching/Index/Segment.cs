using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>A run of children that does not change: rows sorted by date of birth, names, places, lists by key, numbers. Safe on any number of threads.</summary>
internal sealed class Segment
{
    private static int _issued;

    private readonly Row[] _rows;
    private readonly int[] _ordinals;
    private readonly KeyLists[] _lists;
    private readonly OrdinalMap _firsts;

    public Segment(Row[] rows, int[] ordinals, DayBlocks days, NameTable names, Places places, KeyLists[] lists, NumberTable numbers, NameTables tables)
    {
        (_rows, _ordinals, _lists, Days, Names, Places, Numbers) = (rows, ordinals, lists, days, names, places, numbers);
        _firsts = new OrdinalMap(rows, ordinals);
        Variants = new VariantTokens(names.Tokens, tables);
        Surnames = new SurnameShapes(rows, names);
        Rests = new RestPrints(rows, names);
        foreach (ref readonly var row in rows.AsSpan()) (Children, NamesHeld) = (Children + (row.IsFirst ? 1 : 0), NamesHeld + (row.HasName ? 1 : 0));
    }

    /// <summary>Tells this segment from any other in the process, for what a thread remembers about its names.</summary>
    public int Identity { get; } = Interlocked.Increment(ref _issued);

    public int Children { get; }

    /// <summary>How many names the children bear or bore; what shares of names are counted in.</summary>
    public int NamesHeld { get; }

    public DayBlocks Days { get; }

    public NameTable Names { get; }

    public Places Places { get; }

    public NumberTable Numbers { get; }

    public VariantTokens Variants { get; }

    public ReadOnlySpan<Row> Rows => _rows;

    public SurnameShapes Surnames { get; }

    public RestPrints Rests { get; }

    public int Ordinal(int row) => _ordinals[row];

    /// <summary>The child's first row, or -1.</summary>
    public int FirstRow(int ordinal) => _firsts.Row(ordinal);

    /// <summary>All rows of the child whose first row it is.</summary>
    public ReadOnlySpan<Row> Child(int first) => _rows.AsSpan(first, End(first) - first);

    /// <summary>Where the rows of the child end whose first row it is.</summary>
    public int End(int first)
    {
        var end = first + 1;
        while (end < _rows.Length && !_rows[end].IsFirst) end++;
        return end;
    }

    /// <summary>Says that the row will be looked at soon.</summary>
    public void Expect(int row) => Memory.Expect(in _rows[row]);

    /// <summary>Says so of what a row refers to that is there already.</summary>
    public void ExpectNames(int row)
    {
        if (_rows[row].Rest is { IsSeveral: true } rest) Names.Expect(rest);
        if (_rows[row].Surname is { IsSeveral: true } surname) Names.Expect(surname);
    }

    public KeyLists Lists(KeyFamily family) => _lists[(int)family];

    public RowList List(KeyFamily family, ListKey key) => Lists(family).Of(key);

    public DateOnly Born(in Row row) => Days.First.AddDays(row.Day);

    public void Write(SnapshotWriter to)
    {
        to.Array(_rows);
        to.Array(_ordinals);
        Days.Write(to);
        Names.Write(to);
        Places.Write(to);
        foreach (var list in _lists) list.Write(to);
        Numbers.Write(to);
    }

    public static Segment Read(SnapshotReader from, NameTables tables)
    {
        var (rows, ordinals, days, names, places) = (from.Array<Row>(), from.Array<int>(), DayBlocks.Read(from), NameTable.Read(from), Places.Read(from));
        var lists = new KeyLists[Enum.GetValues<KeyFamily>().Length];
        for (var i = 0; i < lists.Length; i++) lists[i] = KeyLists.Read(from);
        return new Segment(rows, ordinals, days, names, places, lists, NumberTable.Read(from), tables);
    }
}
