namespace Gateway.Benchmarks.Report;

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The slope of a straight line through the points on log-log: 0 is flat, 1 is linear.</summary>
    public static double Slope(IEnumerable<(double X, double Y)> points)
    {
        var logs = points.Select(point => (X: Math.Log(point.X), Y: Math.Log(point.Y))).ToArray();
        var (x, y) = (logs.Average(log => log.X), logs.Average(log => log.Y));
        return logs.Sum(log => (log.X - x) * (log.Y - y)) / logs.Sum(log => (log.X - x) * (log.X - x));
    }
}
