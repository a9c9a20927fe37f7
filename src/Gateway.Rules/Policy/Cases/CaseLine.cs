using System.Globalization;
using System.Text;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy.Cases;

/// <summary>An expected or actual answer in one line, with only what the case speaks of.</summary>
internal static class CaseLine
{
    public static string Of(ItemExpectation expected) => Line(
        expected.Cell, expected.Others, expected.Status, expected.Because.IsDefault ? null : expected.Because, expected.Coverage);

    public static string Of(ItemExpectation asked, ItemAnswer actual) => Line(
        actual.Cell, actual.Others,
        asked.Status is null ? null : actual.Status.Word ?? "none",
        asked.Because.IsDefault ? null : actual.Status.Because,
        asked.Coverage is null ? null : actual.Status.Coverage ?? default(Coverage));

    public static string Of(IReadOnlyCollection<string> codes) => codes.Count == 0 ? "none" : string.Join(' ', codes);

    private static string Line(CaseCell cell, CaseCell? others, string? status, IReadOnlyCollection<string>? because, Coverage? coverage)
    {
        var line = new StringBuilder(cell.ToString());
        if (others is { } rest) line.Append(CultureInfo.InvariantCulture, $" for the sensitive attendance, {rest} for the others");
        if (status is not null) line.Append(CultureInfo.InvariantCulture, $", status {status}");
        if (because is not null) line.Append(CultureInfo.InvariantCulture, $", because {Of(because)}");
        if (coverage is { } covered) line.Append(CultureInfo.InvariantCulture, $", {covered.Answered} of {covered.Asked} answered");
        return line.ToString();
    }
}
