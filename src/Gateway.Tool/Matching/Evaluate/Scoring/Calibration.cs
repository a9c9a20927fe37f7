using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage;

namespace Gateway.Tool.Matching.Evaluate.Scoring;

/// <summary>Links that were given about the same probability, and how many of them are right.</summary>
/// <param name="From">The least probability of the band.</param>
/// <param name="To">The probability at which the next band begins.</param>
/// <param name="Expected">The mean of the probabilities that were given.</param>
internal sealed record CalibrationBand(double From, double To, long Links, long Right, double Expected)
{
    private const double Z = 1.96;

    public double Share => Links == 0 ? 0 : (double)Right / Links;

    /// <summary>Where the true share lies with 95 in 100 (Wilson's interval).</summary>
    public (double Least, double Most) Interval
    {
        get
        {
            if (Links == 0) return (0, 1);
            var (n, share) = ((double)Links, Share);
            var middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n);
            var half = Z / (1 + Z * Z / n) * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
            return (Math.Max(0, middle - half), Math.Min(1, middle + half));
        }
    }

    /// <summary>True where what was given lies within the interval of what is.</summary>
    public bool Holds => Expected >= Interval.Least && Expected <= Interval.Most;
}

/// <summary>Whether probabilities mean what they say: links in bands of probability, against the truth.</summary>
internal static class Calibration
{
    private static readonly double[] Edges = [0.001, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 1.0000001];

    public static ImmutableArray<CalibrationBand> Of(LinkageResult result, Truth truth) =>
        [.. Edges.Zip(Edges.Skip(1), (from, to) => Band(result.Pairs.Where(pair => pair.Probability >= from && pair.Probability < to), truth, from, to))];

    private static CalibrationBand Band(IEnumerable<LinkedPair> pairs, Truth truth, double from, double to)
    {
        var (links, right, sum) = (0L, 0L, 0.0);
        foreach (var pair in pairs)
        {
            links++;
            sum += pair.Probability;
            if (truth.IsMatch(pair.Left, pair.Right)) right++;
        }

        return new CalibrationBand(from, Math.Min(to, 1), links, right, links == 0 ? 0 : sum / links);
    }
}
