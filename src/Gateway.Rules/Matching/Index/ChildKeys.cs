using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>Under which keys a held child stands, family by family.</summary>
internal sealed class ChildKeys(NameTable names, Places places, DateOnly firstDay)
{
    /// <summary>Of a name's many tokens so many make keys.</summary>
    public const int MostTokens = 3;

    private readonly SoundCode[] _sounds = names.Tokens.Sounds();
    private readonly ulong[] _tokens = Hashes(names.Tokens);

    /// <summary>Writes the keys of a child, some perhaps twice.</summary>
    /// <returns>How many were written; no more than there is room for.</returns>
    public int Of(KeyFamily family, ReadOnlySpan<Row> child, Span<ListKey> keys)
    {
        var into = new Sink(keys);
        var born = firstDay.AddDays(child[0].Day);
        foreach (ref readonly var row in child)
            if (row.HasName) Named(family, row, child, born, ref into);
        return into.Count;
    }

    private void Named(KeyFamily family, in Row row, ReadOnlySpan<Row> child, DateOnly born, ref Sink into)
    {
        Span<int> given = stackalloc int[MostTokens];
        Span<int> surname = stackalloc int[MostTokens];
        given = given[..names.Into(row.First, row.Rest, given)];
        surname = surname[..names.Into(row.Surname, default, surname)];
        switch (family)
        {
            case KeyFamily.MonthSurname:
                foreach (var token in surname) Sounds(token, born, static (sound, born, first) => ListKeys.MonthSurname(born, sound, first), ref into);
                break;
            case KeyFamily.DaySurname:
                foreach (var token in surname) Sounds(token, born, static (sound, born, _) => ListKeys.DaySurname(born, sound), ref into);
                break;
            case KeyFamily.YearNames:
                foreach (var one in given)
                    foreach (var other in surname) Pair(one, other, born.Year, ref into);
                break;
            case KeyFamily.UnitSurname:
                At(surname, child, ref into);
                break;
            case KeyFamily.UnitGiven:
                At(given, child, ref into);
                break;
            case KeyFamily.YearDistrictGiven:
                InDistrict(given, child, born.Year, ref into);
                break;
            default: throw new ArgumentOutOfRangeException(nameof(family));
        }
    }

    private void Sounds(int token, DateOnly born, Func<uint, DateOnly, int, ListKey> key, ref Sink into)
    {
        var (primary, alternate) = Sound(token);
        into.Add(key(primary, born, firstDay.Year));
        if (alternate != primary) into.Add(key(alternate, born, firstDay.Year));
    }

    private void Pair(int given, int surname, int year, ref Sink into)
    {
        var (one, other) = (Sound(given), Sound(surname));
        into.Add(ListKeys.YearNames(year, one.Primary, other.Primary, firstDay.Year));
        if (one.Alternate != one.Primary) into.Add(ListKeys.YearNames(year, one.Alternate, other.Primary, firstDay.Year));
        if (other.Alternate != other.Primary) into.Add(ListKeys.YearNames(year, one.Primary, other.Alternate, firstDay.Year));
    }

    private void At(scoped ReadOnlySpan<int> tokens, ReadOnlySpan<Row> child, ref Sink into)
    {
        foreach (ref readonly var row in child)
        {
            if (row.Place == 0) continue;
            foreach (var token in tokens)
            {
                var (primary, alternate) = Sound(token);
                into.Add(ListKeys.Unit(places[row.Place].Unit, primary));
                if (alternate != primary) into.Add(ListKeys.Unit(places[row.Place].Unit, alternate));
            }
        }
    }

    private void InDistrict(scoped ReadOnlySpan<int> tokens, ReadOnlySpan<Row> child, int year, ref Sink into)
    {
        foreach (ref readonly var row in child)
        {
            if (row.Place == 0) continue;
            foreach (var token in tokens) into.Add(ListKeys.YearDistrictGiven(year, places[row.Place].District, _tokens[token], firstDay.Year));
        }
    }

    private SoundCode Sound(int token) => SoundOf(_sounds[token], _tokens[token]);

    /// <summary>How a token sounds; one that has no sound of ours stands for itself.</summary>
    public static SoundCode SoundOf(ReadOnlySpan<char> token) => SoundOf(NameCodes.Sound(token), ListKeys.Token(token));

    private static SoundCode SoundOf(SoundCode sound, ulong token) =>
        sound.Primary != 0 ? sound with { Alternate = sound.Alternate == 0 ? sound.Primary : sound.Alternate } : new SoundCode((uint)token | 1U << 31, (uint)token | 1U << 31);

    private static ulong[] Hashes(TokenTable tokens)
    {
        var hashes = new ulong[tokens.Count + 1];
        for (var i = 1; i <= tokens.Count; i++) hashes[i] = ListKeys.Token(tokens[i]);
        return hashes;
    }

    private ref struct Sink(Span<ListKey> keys)
    {
        private readonly Span<ListKey> _keys = keys;

        public int Count { get; private set; }

        public void Add(ListKey key)
        {
            if (Count < _keys.Length) _keys[Count++] = key;
        }
    }
}
