using System.Collections.Immutable;
using Gateway.Rules.Matching.Calibration;
using Gateway.Rules.Matching.Decide;

namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>What the evidence of the likeliest child promised and whether it was so, by origin and band. Whole numbers, so that the order of threads is nothing.</summary>
internal sealed class BandCounts(int origins)
{
    // Probabilities are added up in parts of a thousand million.
    private const double Part = 1e9;
    private static readonly double[] Edges = [0, 3.3, 6.6, 10, 13.3, 16.6, 20, 30];

    private readonly (long Children, long Right, long Promised)[] _counts = new (long, long, long)[origins * (Edges.Length + 1)];

    public void Add(int origin, MatchingTrail trail, int right)
    {
        if (trail.Considered.IsDefaultOrEmpty) return;
        var likeliest = trail.Considered[0];
        var bits = likeliest.Total / 1000.0;
        ref var counts = ref _counts[origin * (Edges.Length + 1) + Edges.Count(edge => bits >= edge)];
        counts.Children++;
        if (likeliest.Ordinal == right) counts.Right++;
        counts.Promised += (long)Math.Round(Part / (1 + double.Exp2(-bits)));
    }

    public void Add(BandCounts other)
    {
        for (var at = 0; at < _counts.Length; at++)
        {
            ref var counts = ref _counts[at];
            var (children, right, promised) = other._counts[at];
            counts = (counts.Children + children, counts.Right + right, counts.Promised + promised);
        }
    }

    /// <param name="origin">Null for all.</param>
    public ImmutableArray<CalibrationBand> Bands(int? origin = null) => [.. Enumerable.Range(0, Edges.Length + 1).Select(band => Band(origin, band))];

    private CalibrationBand Band(int? origin, int band)
    {
        var (children, right, promised) = (0L, 0L, 0L);
        for (var one = 0; one < origins; one++)
        {
            if ((origin ?? one) != one) continue;
            var counts = _counts[one * (Edges.Length + 1) + band];
            (children, right, promised) = (children + counts.Children, right + counts.Right, promised + counts.Promised);
        }

        return new CalibrationBand(
            band == 0 ? null : Edges[band - 1], band == Edges.Length ? null : Edges[band], children, right, children == 0 ? 0 : Math.Round(promised / Part / children, 9));
    }
}
