namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>Gives each distinct text a number, in the order of first sight.</summary>
internal sealed class ValuePool
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public ValuePool() => _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public List<string> Texts { get; } = [];

    public int Number(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return FieldColumn.Blank;
        if (_bySpan.TryGetValue(text, out var number)) return number;
        var kept = new string(text);
        _numbers[kept] = Texts.Count;
        Texts.Add(kept);
        return Texts.Count - 1;
    }
}
