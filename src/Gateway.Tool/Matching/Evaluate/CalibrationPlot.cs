using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gateway.Tool.Matching.Evaluate.Scoring;

namespace Gateway.Tool.Matching.Evaluate;

/// <summary>
/// The plot: probability given across, share right upwards, both as log-odds so that 0.99 and 0.999 stand apart; a line where they are the
/// same, and for each band a dot with its interval.
/// </summary>
internal static class CalibrationPlot
{
    private const double Size = 420;
    private const double Margin = 60;
    private const double Reach = 10.5;
    private static readonly double[] Ticks = [0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999];

    public static string Of(ImmutableArray<CalibrationBand> bands)
    {
        var plot = new StringBuilder();
        var whole = Size + 2 * Margin;
        plot.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" width=\"{whole}\" height=\"{whole}\" role=\"img\" aria-labelledby=\"calibration\">\n");
        plot.Append("<title id=\"calibration\">Share of links that are right against the probability given; the table below has the same figures</title>\n");
        plot.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Margin}\" y=\"{Margin}\" width=\"{Size}\" height=\"{Size}\" fill=\"none\" stroke=\"#505a5f\"/>\n");
        plot.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Margin}\" y1=\"{Margin + Size}\" x2=\"{Margin + Size}\" y2=\"{Margin}\" stroke=\"#505a5f\" stroke-dasharray=\"4\"/>\n");
        foreach (var tick in Ticks) Tick(plot, tick);
        foreach (var band in bands.Where(band => band.Links > 0)) Dot(plot, band);
        plot.Append(CultureInfo.InvariantCulture, $"<text x=\"{whole / 2}\" y=\"{whole - 12}\" text-anchor=\"middle\" font-size=\"14\">probability given</text>\n");
        plot.Append(CultureInfo.InvariantCulture, $"<text x=\"14\" y=\"{whole / 2}\" text-anchor=\"middle\" font-size=\"14\" transform=\"rotate(-90 14 {whole / 2})\">share right</text>\n");
        return plot.Append("</svg>\n").ToString();
    }

    private static void Tick(StringBuilder plot, double at)
    {
        plot.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(at):F1}\" y=\"{Margin + Size + 18}\" text-anchor=\"middle\" font-size=\"11\">{at}</text>\n");
        plot.Append(CultureInfo.InvariantCulture, $"<text x=\"{Margin - 6}\" y=\"{Y(at) + 4:F1}\" text-anchor=\"end\" font-size=\"11\">{at}</text>\n");
    }

    private static void Dot(StringBuilder plot, CalibrationBand band)
    {
        var x = X(band.Expected);
        plot.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:F1}\" y1=\"{Y(band.Interval.Least):F1}\" x2=\"{x:F1}\" y2=\"{Y(band.Interval.Most):F1}\" stroke=\"#1d70b8\" stroke-width=\"2\"/>\n");
        plot.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:F1}\" cy=\"{Y(band.Share):F1}\" r=\"5\" fill=\"#1d70b8\"><title>{band.Right:N0} of {band.Links:N0} right</title></circle>\n");
    }

    private static double X(double probability) => Margin + Size * Place(probability);

    private static double Y(double probability) => Margin + Size * (1 - Place(probability));

    private static double Place(double probability) =>
        (Math.Clamp(probability <= 0 ? -Reach : probability >= 1 ? Reach : Math.Log2(probability / (1 - probability)), -Reach, Reach) + Reach) / (2 * Reach);
}
