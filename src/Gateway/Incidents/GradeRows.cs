using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies.Loading;
using Gateway.Referrals;
using Gateway.Rules.Policy;

namespace Gateway.Incidents;

/// <summary>
/// From which number of "yes" answers on a tool gives a grade, as a dated table (<c>grades.csv</c>): an area's own rows stand in for those of no area. The grade is the
/// officer's and is kept apart from the count.
/// </summary>
internal sealed class GradeRows
{
    public static readonly ImmutableArray<string> Grades = ["standard", "medium", "high"];

    private readonly ImmutableArray<Row> _rows;

    private GradeRows(ImmutableArray<Row> rows) => _rows = rows;

    /// <summary>Whether a grade is above what the count gives; a count of which the table says nothing is above nothing.</summary>
    public bool IsAbove(string grade, string tool, int count, string? area, DateOnly day)
    {
        var rows = AreaRows.Of(_rows.Where(row => row.Tool == tool && row.Period.Holds(day)), row => row.Area, area).Where(row => row.Least <= count).ToArray();
        return rows.Length > 0 && Grades.IndexOf(grade) > rows.Max(row => Grades.IndexOf(row.Grade));
    }

    public static Loaded<GradeRows> Read(string csv)
    {
        var faults = new Faults("grades.csv");
        var rows = new List<Row>();
        foreach (var line in CsvRows.Of(csv, "area,tool,grade,least,from,to,source", faults))
        {
            if (line[0].Length > 0 && !RegisterWords.IsId(line[0])) line.Fault("area must be one of the register, or empty");
            if (!RegisterWords.IsId(line[1])) line.Fault("tool must be a word such as dash");
            if (!Grades.Contains(line[2])) line.Fault("grade must be standard, medium or high");
            if (!int.TryParse(line[3], NumberStyles.None, CultureInfo.InvariantCulture, out var least) || least > 27) line.Fault("least must be from 0 to 27");
            if (DatedRows.PeriodOf(line, 4) is not { } period) continue;
            if (rows.Any(other => (other.Area, other.Tool, other.Grade) == (line[0], line[1], line[2]) && other.Period.Meets(period))) line.Fault("the grade has another row on some of these days");
            rows.Add(new Row(line[0], line[1], line[2], least, period));
        }

        if (rows.Count == 0) faults.Add("holds no grade");
        return faults.Otherwise(() => new GradeRows([.. rows]));
    }

    private sealed record Row(string Area, string Tool, string Grade, int Least, Period Period);
}

/// <summary>The rows of an area where it has any, else those of no area.</summary>
internal static class AreaRows
{
    public static IEnumerable<T> Of<T>(IEnumerable<T> rows, Func<T, string> areaOf, string? area)
    {
        var all = rows.ToArray();
        return area is not null && all.Any(row => areaOf(row) == area) ? all.Where(row => areaOf(row) == area) : all.Where(row => areaOf(row).Length == 0);
    }
}
