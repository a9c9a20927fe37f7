using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies.Loading;
using Gateway.Referrals;
using Gateway.Rules.Policy;
using Gateway.Rules.Referrals;

namespace Gateway.Incidents;

/// <summary>Rules about an incident as a dated table, an area's own in place of those of no area: what makes it red or amber (<c>routing.csv</c>), when a MARAC is asked about (<c>marac.csv</c>).</summary>
internal sealed class RuleRows
{
    /// <summary>Each rule with whether it has an amount.</summary>
    public static readonly ImmutableArray<(string Rule, bool Counts)> Routing =
    [
        ("child-injured", false), ("strangulation", false), ("weapon", false), ("victim-pregnant", false), ("child-under", true), ("known-plan", false), ("grade-high", false),
        ("grade-medium", false), ("police-protection", false), ("incidents-in-12-months", true), ("child-saw", false),
    ];

    public static readonly ImmutableArray<(string Rule, bool Counts)> Marac = [("dash-count", true), ("by-judgement", false), ("incidents-in-12-months", true)];

    private readonly ImmutableArray<Row> _rows;

    private RuleRows(ImmutableArray<Row> rows) => _rows = rows;

    /// <summary>Every rule that an incident meets, with what it makes of it.</summary>
    public IEnumerable<(Rating Rating, string Rule)> Met(IncidentFacts facts, string? area, DateOnly day) =>
        AreaRows.Of(_rows.Where(row => row.Period.Holds(day)), row => row.Area, area).Where(row => facts.Meets(row.Rule, row.Amount)).Select(row => (row.Rating, row.Rule)).Distinct();

    /// <summary>Red where a red rule is met, else amber where an amber one is, else green; and the rules that made it so.</summary>
    public (Rating Rating, ImmutableArray<string> Rules) Route(IncidentFacts facts, string? area, DateOnly day)
    {
        var met = Met(facts, area, day).ToArray();
        var rating = met.Length == 0 ? Rating.Green : met.Min(each => each.Rating);
        return (rating, [.. met.Where(each => each.Rating == rating).Select(each => each.Rule).Distinct().Order(StringComparer.Ordinal)]);
    }

    public static Loaded<RuleRows> Read(string file, string csv, ImmutableArray<(string Rule, bool Counts)> rules)
    {
        var (faults, rows, rated) = (new Faults(file), new List<Row>(), rules == Routing);
        foreach (var line in CsvRows.Of(csv, rated ? "area,rating,rule,amount,from,to,source" : "area,rule,amount,from,to,source", faults))
            if (RowOf(line, rules, rated) is { } row)
            {
                if (rows.Any(other => (other.Area, other.Rating, other.Rule) == (row.Area, row.Rating, row.Rule) && other.Period.Meets(row.Period))) line.Fault("the rule has another row on some of these days");
                rows.Add(row);
            }

        return faults.Otherwise(() => new RuleRows([.. rows]));
    }

    private static Row? RowOf(CsvRow line, ImmutableArray<(string Rule, bool Counts)> rules, bool rated)
    {
        var (rating, at) = (Rating.None, rated ? 2 : 1);
        if (line[0].Length > 0 && !RegisterWords.IsId(line[0])) line.Fault("area must be one of the register, or empty");
        if (rated && (!RatingWords.TryRead(line[1], out rating) || rating is not (Rating.Red or Rating.Amber))) line.Fault("rating must be red or amber: what nothing rates is green");
        var known = rules.FirstOrDefault(rule => rule.Rule == line[at]);
        if (known.Rule is null) line.Fault("rule is not one that is known here");
        var counted = int.TryParse(line[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount is > 0 and <= 100;
        if (known.Rule is not null && counted != known.Counts) line.Fault(known.Counts ? "amount must be from 1 to 100" : "amount must be empty");
        return DatedRows.PeriodOf(line, at + 2) is { } period ? new Row(line[0], rating, line[at], amount, period) : null;
    }

    private sealed record Row(string Area, Rating Rating, string Rule, int Amount, Period Period);
}
