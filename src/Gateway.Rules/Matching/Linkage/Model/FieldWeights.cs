using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>What a column's levels are worth, in bits.</summary>
internal sealed class FieldWeights(FieldColumn column, double[] random)
{
    // Half of the rarity of the names goes to levels short of agreement, within these bits.
    private const double MostForRarity = 3;
    private const double LeastForRarity = -2;
    private const double RarestShare = 0.5;
    private const double Least = 0.3 / RandomPairs.Most;

    private readonly double[] _random = random;
    private readonly double[] _bits = new double[column.LevelCount];
    private readonly float[] _rarity = new float[column.ValueCount];
    private double _chance;
    private double _match;

    public FieldColumn Column { get; } = column;

    /// <summary>The share of two records of one person at each level.</summary>
    public double[] Match { get; private set; } = column.StartingShares();

    /// <summary>The share of two records of different people at each level.</summary>
    public double[] Random { get; private set; } = [.. random];

    /// <summary>Takes what was learned: the shares of matches, and which of the chance agreements were matches.</summary>
    /// <param name="match">The share of matches at each level.</param>
    /// <param name="prior">The share of all pairs that match.</param>
    /// <param name="others">How many other records of one's own person there are on average.</param>
    public void Learn(double[] match, double prior, double others)
    {
        Match = match;
        Random = new double[_random.Length];
        for (var level = 0; level < Random.Length; level++) Random[level] = Math.Max(_random[level] - prior * match[level], Least) / (1 - prior);
        for (var level = 0; level < _bits.Length; level++) _bits[level] = Math.Log2(Match[level] / Random[level]);
        (_chance, _match) = (Math.Log2(Random[0]), Math.Log2(Match[0]));
        Rarities(others * match[0]);
    }

    /// <summary>What a pair's level is worth; 0 for a blank.</summary>
    public double Bits(byte level, int left, int right)
    {
        if (level == PairTable.Unknown) return 0;
        if (level == 0 && left == right) return _match - _rarity[left];
        if (level == _bits.Length - 1) return _bits[level];
        var rarest = Math.Max(_rarity[left], _rarity[right]);
        return _bits[level] + Math.Clamp((_chance - rarest) / 2, LeastForRarity, MostForRarity);
    }

    private void Rarities(double others)
    {
        var isOneFile = ReferenceEquals(Column.LeftCounts, Column.RightCounts);
        double total = 0;
        for (var value = 0; value < _rarity.Length; value++) total += Held(value, isOneFile);
        for (var value = 0; value < _rarity.Length; value++)
            _rarity[value] = (float)Math.Log2(Math.Max(Held(value, isOneFile) - 1 - others, RarestShare) / total);
    }

    private int Held(int value, bool isOneFile) => Column.LeftCounts[value] + (isOneFile ? 0 : Column.RightCounts[value]);
}
