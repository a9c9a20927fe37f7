namespace Gateway.Benchmarks.Refusals;

/// <summary>How far apart two sets of times are, in measures that do not grow with their number.</summary>
internal static class EffectSize
{
    /// <summary>Cohen's d: the difference of the means in pooled standard deviations. 0 is none.</summary>
    public static double Cohen(double[] first, double[] second) => (first.Average() - second.Average()) / Deviation(first, second);

    /// <summary>The pooled standard deviation: what a d of 1 is, in the unit of the times.</summary>
    public static double Deviation(double[] first, double[] second)
    {
        var (a, b) = (first.Average(), second.Average());
        var squares = first.Sum(value => (value - a) * (value - a)) + second.Sum(value => (value - b) * (value - b));
        return Math.Sqrt(squares / (first.Length + second.Length - 2));
    }

    /// <summary>Cliff's delta: how much likelier one of the first is above one of the second than below, -1 to 1. Blind to how far.</summary>
    public static double Cliff(double[] first, double[] second)
    {
        var sorted = second.Order().ToArray();
        return first.Sum(value => (double)Below(sorted, value) - (sorted.Length - Up(sorted, value))) / ((double)first.Length * second.Length);
    }

    private static int Below(double[] sorted, double value) => Bound(sorted, at => at < value);

    private static int Up(double[] sorted, double value) => Bound(sorted, at => at <= value);

    private static int Bound(double[] sorted, Func<double, bool> before)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (before(sorted[middle])) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
