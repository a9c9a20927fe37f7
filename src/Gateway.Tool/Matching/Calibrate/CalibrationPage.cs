using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Gateway.Rules.Matching.Calibration;

namespace Gateway.Tool.Matching.Calibrate;

/// <summary>The report as one file for a browser: no script, nothing from elsewhere, a table with every figure of the plot.</summary>
internal static class CalibrationPage
{
    private const string Style =
        "body{font:1.1rem/1.5 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#0b0c0c}h1{line-height:1.2}.gateway-plot{max-width:34rem;height:auto}.scroll{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0}"
        + "caption{text-align:left;font-weight:bold}th,td{padding:.3rem .6rem;border-bottom:1px solid #b1b4b6;text-align:right}th:first-child,td:last-child{text-align:left}";

    public static string Of(CalibrationReport report)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<title>How far finding the right child can be trusted</title>\n<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>How far finding the right child can be trusted</h1>\n");
        Paragraph(page, string.Create(CultureInfo.InvariantCulture, $"Made on {report.Made:d MMMM yyyy} with weights {report.Weights} (SHA-256 {report.WeightsHash}), seed {report.Seed}."));
        Paragraph(page, CalibrationWords.What(report));
        Paragraph(page, CalibrationWords.Opened(report));
        page.Append("<h2>How to read the plot</h2>\n");
        Paragraph(page, CalibrationWords.HowToRead);
        page.Append(CalibrationPlot.Of(report.Bands, "plot", "figures")).Append('\n');
        Table(page, "Everybody, by evidence in bits", "figures", report.Bands);
        page.Append("<h2>By origin of names</h2>\n");
        foreach (var (at, group) in report.Groups.Index()) Table(page, group.Name, string.Create(CultureInfo.InvariantCulture, $"group-{at}"), group.Bands);
        page.Append("<h2>What this does not say</h2>\n");
        Paragraph(page, CalibrationWords.Limits);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Table(StringBuilder page, string caption, string id, ImmutableArray<CalibrationBand> bands)
    {
        page.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" role=\"region\" aria-label=\"{Html(caption)}\" tabindex=\"0\">\n<table id=\"{id}\">\n<caption>{Html(caption)}</caption>\n");
        page.Append("<thead><tr>").AppendJoin("", ((string[])["Evidence, bits", "Children", "Promised", "Were so", "95 in 100", "Which is"]).Select(heading => $"<th scope=\"col\">{heading}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var band in bands) Row(page, band);
        page.Append("</tbody>\n</table>\n</div>\n");
    }

    private static void Row(StringBuilder page, CalibrationBand band)
    {
        var isNobody = band.Children == 0;
        string[] cells =
        [
            band.Children.ToString("N0", CultureInfo.InvariantCulture), isNobody ? "" : CalibrationWords.Percent(band.Predicted), isNobody ? "" : CalibrationWords.Percent(band.Share),
            isNobody ? "" : $"{CalibrationWords.Percent(band.Low)} to {CalibrationWords.Percent(band.High)}", CalibrationWords.Verdict(band.Verdict),
        ];
        page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{CalibrationWords.Bits(band)}</th>").AppendJoin("", cells.Select(cell => $"<td>{cell}</td>")).Append("</tr>\n");
    }

    private static void Paragraph(StringBuilder page, string words) => page.Append(CultureInfo.InvariantCulture, $"<p>{Html(words)}</p>\n");

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
