using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>What lower layers counted of children whom a later one hides, to be taken off.</summary>
internal sealed class HiddenCounts
{
    private readonly Dictionary<string, int> _first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _surnames = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _days = [];
    private readonly Dictionary<ulong, int> _units = [];

    public int Children { get; private set; }

    public int Names { get; private set; }

    public int First(ReadOnlySpan<char> token) => _first.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var count) ? count : 0;

    public int Given(ReadOnlySpan<char> token) => _given.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var count) ? count : 0;

    public int Surnames(ReadOnlySpan<char> token) => _surnames.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var count) ? count : 0;

    public int ChildrenOn(DateOnly day) => _days.GetValueOrDefault(day.DayNumber);

    public int ChildrenAt(Postcode postcode) => _units.GetValueOrDefault(postcode.Unit);

    public void Add(Segment segment, int first)
    {
        Children++;
        CollectionsMarshal.GetValueRefOrAddDefault(_days, segment.Born(segment.Rows[first]).DayNumber, out _)++;
        Span<int> tokens = stackalloc int[PersonName.MaximumTokens];
        foreach (ref readonly var row in segment.Child(first))
        {
            if (row.Place != 0) CollectionsMarshal.GetValueRefOrAddDefault(_units, segment.Places[row.Place].Unit, out _)++;
            if (!row.HasName) continue;
            Names++;
            if (!row.First.IsNone) Add(_first, segment.Names, tokens[..segment.Names.Into(row.First, default, tokens)]);
            Add(_given, segment.Names, tokens[..segment.Names.Into(row.First, row.Rest, tokens)]);
            Add(_surnames, segment.Names, tokens[..segment.Names.Into(row.Surname, default, tokens)]);
        }
    }

    private static void Add(Dictionary<string, int> counts, NameTable names, ReadOnlySpan<int> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
            if (!tokens[..i].Contains(tokens[i])) CollectionsMarshal.GetValueRefOrAddDefault(counts, names.Tokens[tokens[i]].ToString(), out _)++;
    }
}
