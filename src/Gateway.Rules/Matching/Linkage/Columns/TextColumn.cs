using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>A word or two, or an email address.</summary>
internal sealed class TextColumn : FieldColumn
{
    private const double FaintFrom = 0.72;

    private readonly List<string> _texts;
    private readonly bool _isEmail;
    private readonly uint[] _letters;

    private TextColumn(LinkageField field, int[] values, List<string> texts, int leftCount) : base(field, values, texts.Count, leftCount)
    {
        _texts = texts;
        _isEmail = field.Kind == FieldKind.Email;
        _letters = [.. texts.Select(text => JaroWinkler.Letters(Told(text)))];
    }

    public override int LevelCount => 6;

    public static TextColumn Read(LinkageField field, string?[] texts, int leftCount)
    {
        var pool = new ValuePool();
        var isEmail = field.Kind == FieldKind.Email;
        var values = Array.ConvertAll(texts, text => pool.Number(isEmail ? text?.Trim().ToLowerInvariant() : NameFold.Of(text)));
        return new TextColumn(field, values, pool.Texts, leftCount);
    }

    // Exact, the same before the @, then by likeness.
    public override int Level(int left, int right)
    {
        if (left == right) return 0;
        var a = Told(_texts[left]);
        var b = Told(_texts[right]);
        if (a.SequenceEqual(b)) return 1;
        if (!JaroWinkler.CanReach(FaintFrom, a, _letters[left], b, _letters[right])) return 5;
        var alike = JaroWinkler.Of(a, b);
        return alike >= 0.92 ? 2 : alike >= 0.85 ? 3 : alike >= FaintFrom ? 4 : 5;
    }

    public override IEnumerable<KeySet> Keys()
    {
        yield return new KeySet(this, 0, false, [.. _texts.Select(text => (ulong[])[KeyHash.Of(text)])]);
        if (_isEmail) yield return new KeySet(this, 1, false, [.. _texts.Select(text => (ulong[])[KeyHash.Of(Told(text))])]);
        yield return new KeySet(this, 2, false, [.. _texts.Select(text => (ulong[])[KeyHash.Of(text.AsSpan(0, Math.Min(text.Length, 4)))])]);
    }

    private ReadOnlySpan<char> Told(string text) => _isEmail && text.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? text.AsSpan(0, at) : text;
}
