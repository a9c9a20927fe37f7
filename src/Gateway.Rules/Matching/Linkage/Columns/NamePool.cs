using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>How far two names agree.</summary>
internal enum NameLevel
{
    Exact,
    Token,
    Variant,
    Near,
    Alike,
    Faint,
    Different,
}

/// <summary>The names of a set of records, given and family ones together, so that swapped names can be told.</summary>
internal sealed class NamePool(NameTables tables)
{
    private const double NearFrom = 0.92;
    private const double AlikeFrom = 0.85;
    private const double FaintFrom = 0.72;

    private readonly ValuePool _pool = new();
    private readonly List<PersonName> _names = [];
    private readonly List<uint> _letters = [];
    private readonly HashSet<string> _grouped = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, NamePart), int> _written = [];
    private ulong[][]? _sounds;
    private ulong[][]? _writtenKeys;

    public int Count => _names.Count;

    public PersonName this[int number] => _names[number];

    public int Number(string? text, NamePart part)
    {
        if (string.IsNullOrEmpty(text)) return FieldColumn.Blank;
        if (_written.TryGetValue((text, part), out var known)) return known;
        var name = PersonName.Read(text, tables, part);
        var number = _pool.Number(string.Join(' ', name.Tokens));
        if (number == _names.Count) Add(name);
        return _written[(text, part)] = number;
    }

    public NameLevel Level(int left, int right)
    {
        if (left == right) return NameLevel.Exact;
        var (a, b) = (_names[left], _names[right]);
        if (a.Tokens.Length == 1 && b.Tokens.Length == 1) return Single(a.First, b.First, _letters[left], _letters[right]);
        if (a.Joined.Equals(b.Joined, StringComparison.Ordinal)) return NameLevel.Exact;
        var best = Texts(a.Joined, b.Joined);
        foreach (var one in a.Tokens)
            foreach (var other in b.Tokens)
                best = Min(best, one.Equals(other, StringComparison.Ordinal) && one.Length > 1 ? NameLevel.Token : Max(NameLevel.Variant, Texts(one, other)));
        return best;
    }

    private void Add(PersonName name)
    {
        _names.Add(name);
        _letters.Add(JaroWinkler.Letters(name.First));
        foreach (var token in name.Tokens)
            if (!tables.GroupsOf(token).IsEmpty) _grouped.Add(token);
    }

    private NameLevel Single(string left, string right, uint leftLetters, uint rightLetters)
    {
        if (left.Length == 1 || right.Length == 1) return left[0] == right[0] ? NameLevel.Token : NameLevel.Different;
        if (JaroWinkler.CanReach(FaintFrom, left, leftLetters, right, rightLetters)) return Texts(left, right);
        return AreVariants(left, right) ? NameLevel.Variant : NameLevel.Different;
    }

    private NameLevel Texts(string left, string right)
    {
        var alike = JaroWinkler.Of(left, right);
        if (alike >= NearFrom) return NameLevel.Near;
        if (AreVariants(left, right)) return NameLevel.Variant;
        return alike >= AlikeFrom ? NameLevel.Alike : alike >= FaintFrom ? NameLevel.Faint : NameLevel.Different;
    }

    // Most family names are in no group, and need no look into the tables.
    private bool AreVariants(string left, string right) => _grouped.Contains(left) && _grouped.Contains(right) && tables.AreVariants(left, right);

    private static NameLevel Min(NameLevel a, NameLevel b) => a < b ? a : b;

    private static NameLevel Max(NameLevel a, NameLevel b) => a > b ? a : b;

    /// <summary>The keys of each name by what it sounds like: of its first token and of its last.</summary>
    public ulong[][] Sounds() => _sounds ??= [.. _names.Select(Sounds)];

    /// <summary>The key of each name as it is written.</summary>
    public ulong[][] Written() => _writtenKeys ??= [.. _names.Select(name => (ulong[])[KeyHash.Of(name.Joined)])];

    private static ulong[] Sounds(PersonName name)
    {
        var (first, last) = (NameCodes.Sound(name.Tokens[0]), NameCodes.Sound(name.Tokens[^1]));
        if (first == last) return first.Primary == first.Alternate ? [Key(first.Primary)] : [Key(first.Primary), Key(first.Alternate)];
        return [.. ((uint[])[first.Primary, first.Alternate, last.Primary, last.Alternate]).Distinct().Select(Key)];
    }

    private static ulong Key(uint sound) => KeyHash.Of(sound, 1);
}
