using System.Numerics;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Linkage.Columns;

/// <summary>Addresses and other text of several words: what share of the words, weighed by how rare they are, is in both.</summary>
internal sealed class AddressColumn : FieldColumn
{
    private const int MostWords = 16;
    private const int MostKeyWords = 4;
    private const double WorthOfASlip = 0.8;
    private static readonly double[] From = [0.9, 0.7, 0.5, 0.3, 0.15];

    private readonly List<string> _words;
    private readonly int[][] _addresses;
    private readonly double[] _rarity;
    private readonly double[] _totals;
    private readonly uint[] _letters;

    private AddressColumn(LinkageField field, int[] values, List<string> words, int[][] addresses, int leftCount) : base(field, values, addresses.Length, leftCount)
    {
        (_words, _addresses) = (words, addresses);
        _rarity = Rarity(values);
        _letters = [.. words.Select(word => JaroWinkler.Letters(word))];
        _totals = [.. addresses.Select(address => address.Sum(word => _rarity[word]))];
    }

    public override int LevelCount => From.Length + 1;

    public static AddressColumn Read(LinkageField field, string?[] texts, int leftCount)
    {
        var (whole, words, addresses) = (new ValuePool(), new ValuePool(), new List<int[]>());
        var values = new int[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var folded = NameFold.Of(texts[i]);
            values[i] = whole.Number(folded);
            if (values[i] == addresses.Count) addresses.Add([.. folded.Split(' ').Select(word => words.Number(word)).Distinct().Take(MostWords)]);
        }

        return new AddressColumn(field, values, words.Texts, [.. addresses], leftCount);
    }

    public override int Level(int left, int right)
    {
        if (left == right) return 0;
        var alike = 2 * Shared(_addresses[left], _addresses[right]) / (_totals[left] + _totals[right]);
        for (var level = 0; level < From.Length; level++)
            if (alike >= From[level]) return level;
        return From.Length;
    }

    // Any two of the rarest words together.
    public override IEnumerable<KeySet> Keys()
    {
        yield return new KeySet(this, 0, false, [.. _addresses.Select(PairKeys)]);
    }

    public override double[] StartingShares() => [0.55, 0.15, 0.1, 0.05, 0.05, 0.1];

    private ulong[] PairKeys(int[] address)
    {
        var rarest = (int[])address.Clone();
        Array.Sort(Array.ConvertAll(rarest, word => -_rarity[word]), rarest);
        var words = rarest.AsSpan(0, Math.Min(rarest.Length, MostKeyWords));
        words.Sort();
        var keys = new ulong[words.Length * (words.Length - 1) / 2];
        for (int i = 0, at = 0; i < words.Length; i++)
            for (var j = i + 1; j < words.Length; j++) keys[at++] = KeyHash.Of((ulong)words[i] << 32 | (uint)words[j], 9);
        return keys;
    }

    private double Shared(int[] left, int[] right)
    {
        var (sum, taken) = (0.0, 0U);
        foreach (var word in left)
        {
            var at = Array.IndexOf(right, word);
            if (at >= 0) taken |= 1U << at;
            sum += at >= 0 ? _rarity[word] : Slip(left, word, right, ref taken);
        }

        return sum;
    }

    private double Slip(int[] left, int word, int[] right, ref uint taken)
    {
        if (_words[word].Length < 4) return 0;
        for (var at = 0; at < right.Length; at++)
        {
            if (BitOperations.PopCount(_letters[word] ^ _letters[right[at]]) > 2 || (taken & (1U << at)) != 0) continue;
            if (!EditDistance.IsWithinOne(_words[word], _words[right[at]]) || Array.IndexOf(left, right[at]) >= 0) continue;
            taken |= 1U << at;
            return WorthOfASlip * (_rarity[word] + _rarity[right[at]]) / 2;
        }

        return 0;
    }

    private double[] Rarity(int[] values)
    {
        var held = new int[_words.Count];
        foreach (var value in values)
            if (value >= 0) foreach (var word in _addresses[value]) held[word]++;
        return Array.ConvertAll(held, count => Math.Log2(1 + (double)values.Length / Math.Max(count, 2)));
    }
}
