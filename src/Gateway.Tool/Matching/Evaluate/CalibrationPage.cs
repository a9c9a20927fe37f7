using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Gateway.Rules.Matching.Linkage;
using Gateway.Tool.Matching.Evaluate.Scoring;

namespace Gateway.Tool.Matching.Evaluate;

/// <summary>A page that says whether probabilities mean what they say, and what was learned: figures alone, never a record.</summary>
internal static class CalibrationPage
{
    private const string Style = "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#0b0c0c}table{border-collapse:collapse;margin:1rem 0}"
        + "th,td{padding:.25rem .75rem;border-bottom:1px solid #b1b4b6;text-align:right}th:first-child,td:first-child{text-align:left}";

    public static string Of(LinkageRecords records, Truth truth, LinkageResult result, ImmutableArray<Score> scores)
    {
        var bands = Calibration.Of(result, truth);
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Calibration of linkage</title>\n");
        page.Append(CultureInfo.InvariantCulture, $"<style>{Style}</style>\n</head>\n<body>\n<main>\n<h1>Calibration of linkage</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{records.LeftCount:N0} left and {(records.IsOneFile ? 0 : records.RightCount):N0} right records; {truth.Pairs:N0} true pairs, {Html(truth.How)}. ");
        page.Append(CultureInfo.InvariantCulture, $"Learned without labels; {result.Model.Matches:N0} pairs were expected.</p>\n");
        page.Append("<h2>How right the links are</h2>\n");
        Table(page, ["Threshold", "Precision", "Recall", "F1", "Links", "Wrong"], scores.Select(score => (string[])
            [score.Name, Text($"{score.Precision:F4}"), Text($"{score.Recall:F4}"), Text($"{score.F1:F4}"), Text($"{score.Taken:N0}"), Text($"{score.Wrong:N0}")]));
        page.Append("<h2>Whether probabilities mean what they say</h2>\n").Append(CalibrationPlot.Of(bands));
        Table(page, ["Probability given", "Links", "Mean given", "Share right", "95 in 100", "Holds"], bands.Select(Row));
        page.Append("<h2>What agreement is worth</h2>\n");
        foreach (var field in result.Model.Fields) Levels(page, field);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string[] Row(CalibrationBand band) =>
    [
        Text($"{band.From} to {band.To}"), Text($"{band.Links:N0}"), band.Links == 0 ? "" : Text($"{band.Expected:F4}"), band.Links == 0 ? "" : Text($"{band.Share:F4}"),
        band.Links == 0 ? "" : Text($"{band.Interval.Least:F4} to {band.Interval.Most:F4}"), band.Links == 0 ? "" : band.Holds ? "yes" : "no",
    ];

    private static void Levels(StringBuilder page, LearnedField field)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h3>{Html(field.Field.Name)}, {(field.Field.IsHousehold ? "of the household" : "of the person")}</h3>\n");
        Table(page, ["Level", "Of one person", "Of two", "Bits"], field.Match.Select((match, level) => (string[])
            [level == 0 ? "0, the same" : Text($"{level}"), Text($"{match:F4}"), Text($"{field.Random[level]:E2}"), Text($"{Math.Log2(match / field.Random[level]):F1}")]));
    }

    private static void Table(StringBuilder page, string[] headings, IEnumerable<string[]> rows)
    {
        page.Append("<table>\n<thead><tr>").AppendJoin("", headings.Select(heading => $"<th scope=\"col\">{Html(heading)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Html(cell)}</td>")).Append("</tr>\n");
        page.Append("</tbody>\n</table>\n");
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
