using System.Numerics;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>Numbers and codes: what counts is each letter and digit.</summary>
internal sealed class CodeColumn : FieldColumn
{
    private const int ShortestHalved = 6;

    private readonly List<string> _texts;
    private readonly uint[] _letters;

    private CodeColumn(LinkageField field, int[] values, List<string> texts, int leftCount) : base(field, values, texts.Count, leftCount) =>
        (_texts, _letters) = (texts, [.. texts.Select(text => JaroWinkler.Letters(text))]);

    public override int LevelCount => 4;

    public static CodeColumn Read(LinkageField field, string?[] texts, int leftCount)
    {
        var pool = new ValuePool();
        return new CodeColumn(field, Array.ConvertAll(texts, text => pool.Number(Compact(text))), pool.Texts, leftCount);
    }

    // Exact, one slip, two slips, nothing.
    public override int Level(int left, int right)
    {
        if (left == right) return 0;
        var missing = BitOperations.PopCount(_letters[left] & ~_letters[right]);
        if (missing > 2) return 3;
        var (a, b) = (_texts[left], _texts[right]);
        if (EditDistance.IsWithinOne(a, b)) return 1;
        return Math.Min(a.Length, b.Length) > 4 && AreTwoApart(a, b) ? 2 : 3;
    }

    public override IEnumerable<KeySet> Keys()
    {
        yield return new KeySet(this, 0, false, [.. _texts.Select(text => (ulong[])[KeyHash.Of(text)])]);
        yield return new KeySet(this, 1, false, [.. _texts.Select(text => text.Length < ShortestHalved ? [] : (ulong[])[KeyHash.Of(text.AsSpan(0, text.Length / 2))])]);
        yield return new KeySet(this, 1, false, [.. _texts.Select(text => text.Length < ShortestHalved ? [] : (ulong[])[KeyHash.Of(text.AsSpan(text.Length / 2))])]);
    }

    public override double[] StartingShares() => [0.85, 0.06, 0.03, 0.06];

    private static bool AreTwoApart(string a, string b)
    {
        if (a.Length != b.Length) return Math.Abs(a.Length - b.Length) <= 2 && EditDistance.Of(a, b) == 2;
        var differing = 0;
        for (var i = 0; i < a.Length && differing <= 2; i++)
            if (a[i] != b[i]) differing++;
        return differing == 2;
    }

    private static string Compact(string? text) =>
        string.IsNullOrEmpty(text) || text.All(char.IsAsciiDigit) ? text ?? "" : string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
