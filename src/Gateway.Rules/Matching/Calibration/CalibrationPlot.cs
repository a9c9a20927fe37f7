using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Gateway.Rules.Matching.Calibration;

/// <summary>
/// Draws bands as SVG: the probability promised across, the share right upwards, both as log-odds so that 0.99 and 0.999 stand apart;
/// a line where they are the same, and for each band a dot with its interval. It has no script, and scales to the width it is given.
/// </summary>
public static class CalibrationPlot
{
    private const double Size = 440;
    private const double Margin = 60;
    private const double Whole = Size + 2 * Margin;
    private const double Reach = 16;
    private static readonly (double At, string Words)[] Ticks =
        [(0.0001, "0.01 %"), (0.01, "1 %"), (0.5, "50 %"), (0.99, "99 %"), (0.9999, "99.99 %")];

    /// <summary>The plot.</summary>
    /// <param name="bands">Those with nobody in them are left out.</param>
    /// <param name="id">The id of its title, unique in its page.</param>
    /// <param name="described">The id of the table that has the same figures.</param>
    public static string Of(ImmutableArray<CalibrationBand> bands, string id, string described)
    {
        var plot = new StringBuilder();
        Add(plot, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Whole} {Whole}\" role=\"img\" aria-labelledby=\"{id}\" aria-describedby=\"{described}\" class=\"gateway-plot\" width=\"100%\">");
        Add(plot, $"<title id=\"{id}\">Share of the likeliest children who were the child asked for, against the probability promised. A table with the same figures follows.</title>");
        Add(plot, $"<rect x=\"{Margin}\" y=\"{Margin}\" width=\"{Size}\" height=\"{Size}\" fill=\"#ffffff\" stroke=\"#505a5f\"/>");
        Add(plot, $"<line x1=\"{Margin}\" y1=\"{Margin + Size}\" x2=\"{Margin + Size}\" y2=\"{Margin}\" stroke=\"#505a5f\" stroke-dasharray=\"6 4\"/>");
        foreach (var (at, words) in Ticks) Tick(plot, at, words);
        foreach (var band in bands.Where(band => band.Children > 0)) Dot(plot, band);
        Add(plot, $"<text x=\"{Whole / 2}\" y=\"{Whole - 8}\" text-anchor=\"middle\" font-size=\"23\" fill=\"#0b0c0c\">probability promised</text>");
        Add(plot, $"<text x=\"{Margin}\" y=\"{Margin - 24}\" font-size=\"23\" fill=\"#0b0c0c\">share who were the child asked for</text>");
        return plot.Append("</svg>").ToString();
    }

    private static void Tick(StringBuilder plot, double at, string words)
    {
        Add(plot, $"<line x1=\"{X(at):F1}\" y1=\"{Margin + Size}\" x2=\"{X(at):F1}\" y2=\"{Margin + Size + 6}\" stroke=\"#505a5f\"/>");
        Add(plot, $"<text x=\"{X(at):F1}\" y=\"{Margin + Size + 24}\" text-anchor=\"middle\" font-size=\"20\" fill=\"#0b0c0c\">{words}</text>");
        Add(plot, $"<line x1=\"{Margin}\" y1=\"{Y(at):F1}\" x2=\"{Margin + Size}\" y2=\"{Y(at):F1}\" stroke=\"#dde0e2\"/>");
        Add(plot, $"<text x=\"{Margin + 6}\" y=\"{Y(at) - 5:F1}\" font-size=\"20\" fill=\"#0b0c0c\">{words}</text>");
    }

    // Shape and not only colour tells the side that is too sure: it is a square.
    private static void Dot(StringBuilder plot, CalibrationBand band)
    {
        var (x, y) = (X(band.Predicted), Y(band.Share));
        var tooSure = band.Verdict == CalibrationVerdict.TooSure;
        var colour = tooSure ? "#d4351c" : "#1d70b8";
        Add(plot, $"<line x1=\"{x:F1}\" y1=\"{Y(band.Low):F1}\" x2=\"{x:F1}\" y2=\"{Y(band.High):F1}\" stroke=\"{colour}\" stroke-width=\"3\"/>");
        if (tooSure) Add(plot, $"<rect x=\"{x - 7:F1}\" y=\"{y - 7:F1}\" width=\"14\" height=\"14\" fill=\"{colour}\"/>");
        else Add(plot, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"7\" fill=\"{colour}\"/>");
    }

    private static double X(double probability) => Margin + Size * Place(probability);

    private static double Y(double probability) => Margin + Size * (1 - Place(probability));

    private static double Place(double probability) =>
        (Math.Clamp(probability <= 0 ? -Reach : probability >= 1 ? Reach : Math.Log2(probability / (1 - probability)), -Reach, Reach) + Reach) / (2 * Reach);

    private static void Add(StringBuilder plot, FormattableString line) => plot.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
