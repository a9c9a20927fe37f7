using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>Numbers names as they come, and orders them at the end so that the order in which they came leaves no trace.</summary>
internal sealed class NameInterner(NameTables tables)
{
    private readonly Dictionary<string, int> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sequences = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly List<int[]> _members = [];
    private readonly List<int> _first = [];
    private readonly List<int> _given = [];
    private readonly List<int> _surnames = [];

    /// <summary>Reads given names: the first, and any further ones.</summary>
    public (NameId First, NameId Further) Given(ReadOnlySpan<char> text)
    {
        Span<int> tokens = stackalloc int[PersonName.MaximumTokens];
        tokens = tokens[..Read(text, NamePart.Given, tokens)];
        Count(_given, tokens);
        if (!tokens.IsEmpty) _first[tokens[0] - 1]++;
        return tokens.IsEmpty ? default : (NameId.Token(tokens[0]), Id(tokens[1..]));
    }

    public NameId Surname(ReadOnlySpan<char> text)
    {
        Span<int> tokens = stackalloc int[PersonName.MaximumTokens];
        tokens = tokens[..Read(text, NamePart.Family, tokens)];
        Count(_surnames, tokens);
        return Id(tokens);
    }

    /// <summary>The table in its final order, and what each provisional name is called in it.</summary>
    public (NameTable Table, Func<NameId, NameId> Final) Finish()
    {
        var order = Enumerable.Range(0, _texts.Count).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(_texts[a], _texts[b]));
        var tokens = new int[order.Length + 1];
        for (var i = 0; i < order.Length; i++) tokens[order[i] + 1] = i + 1;
        var (starts, members, sequences) = Sequences(tokens);
        var table = new NameTable(Tokens(order), starts, members);
        return (table, name => name.IsNone ? name : name.IsSeveral ? NameId.Sequence(sequences[name.Number]) : NameId.Token(tokens[name.Number]));
    }

    private int Read(ReadOnlySpan<char> text, NamePart part, Span<int> numbers)
    {
        Span<char> buffer = stackalloc char[NameFold.MaximumLength];
        Span<Range> ranges = stackalloc Range[PersonName.MaximumTokens];
        var count = PersonName.Tokenise(text, tables, part, buffer, ranges);
        for (var i = 0; i < count; i++) numbers[i] = Token(buffer[ranges[i]]);
        return count;
    }

    private int Token(ReadOnlySpan<char> token)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_tokens.GetAlternateLookup<ReadOnlySpan<char>>(), token, out var known);
        if (known) return number;
        _texts.Add(new string(token));
        _first.Add(0);
        _given.Add(0);
        _surnames.Add(0);
        if (_texts.Count > NameId.Most) throw new InvalidOperationException("there are more names than can be numbered");
        return number = _texts.Count;
    }

    private NameId Id(ReadOnlySpan<int> tokens)
    {
        if (tokens.IsEmpty) return default;
        if (tokens.Length == 1) return NameId.Token(tokens[0]);
        // The numbers' bytes stand for the sequence as a key: two characters a number.
        var key = MemoryMarshal.Cast<int, char>(tokens);
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_sequences.GetAlternateLookup<ReadOnlySpan<char>>(), key, out var known);
        if (known) return NameId.Sequence(number);
        _members.Add([.. tokens]);
        if (_members.Count > NameId.Most) throw new InvalidOperationException("there are more names than can be numbered");
        number = _members.Count - 1;
        return NameId.Sequence(number);
    }

    // A name that says a token twice bears it once.
    private static void Count(List<int> counts, ReadOnlySpan<int> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
            if (!tokens[..i].Contains(tokens[i])) counts[tokens[i] - 1]++;
    }

    private TokenTable Tokens(int[] order)
    {
        var text = new char[_texts.Sum(token => token.Length)];
        var starts = new int[order.Length + 1];
        var at = 0;
        for (var i = 0; i < order.Length; i++)
        {
            _texts[order[i]].CopyTo(0, text, at, _texts[order[i]].Length);
            starts[i + 1] = at += _texts[order[i]].Length;
        }

        return new TokenTable(text, starts, [.. order.Select(i => _first[i])], [.. order.Select(i => _given[i])], [.. order.Select(i => _surnames[i])]);
    }

    private (int[] Starts, int[] Members, int[] Final) Sequences(int[] tokens)
    {
        foreach (var sequence in _members)
            for (var i = 0; i < sequence.Length; i++) sequence[i] = tokens[sequence[i]];
        var order = Enumerable.Range(0, _members.Count).ToArray();
        Array.Sort(order, (a, b) => _members[a].AsSpan().SequenceCompareTo(_members[b]));
        var (starts, members, final) = (new int[order.Length + 1], new int[_members.Sum(m => m.Length)], new int[order.Length]);
        for (var i = 0; i < order.Length; i++)
        {
            _members[order[i]].CopyTo(members, starts[i]);
            starts[i + 1] = starts[i] + _members[order[i]].Length;
            final[order[i]] = i;
        }

        return (starts, members, final);
    }
}
