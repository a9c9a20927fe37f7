namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>A share with its 95 % interval (Wilson's, which holds for shares near nothing too).</summary>
internal readonly record struct Interval(double Share, double Low, double High)
{
    private const double Z = 1.959964;

    public static Interval Of(long some, long all)
    {
        if (all == 0) return default;
        var (share, n) = ((double)some / all, (double)all);
        var middle = share + Z * Z / (2 * n);
        var half = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        return new Interval(share, Math.Max(0, (middle - half) / (1 + Z * Z / n)), Math.Min(1, (middle + half) / (1 + Z * Z / n)));
    }
}
