using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies.Loading;
using Gateway.Rules.Policy;

namespace Gateway.Referrals.Steps;

/// <summary>Within how many days two referrals of one child may be about one incident, as a dated table (<c>duplicates.csv</c>). Without a row nothing is near.</summary>
internal sealed class NearInTime
{
    private const int Most = 400;

    private readonly ImmutableArray<Row> _rows;

    private NearInTime(ImmutableArray<Row> rows) => _rows = rows;

    /// <summary>By the latest date of what worries.</summary>
    public bool Latest(DateOnly one, DateOnly other, DateOnly day) => Near("latest", one, other, day);

    /// <summary>By when they were sent, where one of them says no latest date.</summary>
    public bool Sent(DateOnly one, DateOnly other, DateOnly day) => Near("sent", one, other, day);

    /// <summary>By when they were sent, where both name one police incident.</summary>
    public bool Incident(DateOnly one, DateOnly other, DateOnly day) => Near("incident", one, other, day);

    /// <summary>By when they were sent: the later one is the same child referred again.</summary>
    public bool Again(DateOnly one, DateOnly other, DateOnly day) => Near("again", one, other, day);

    public static Loaded<NearInTime> Read(string csv)
    {
        var faults = new Faults("duplicates.csv");
        var rows = new List<Row>();
        foreach (var line in CsvRows.Of(csv, "by,days,from,to,source", faults))
        {
            if (line[0] is not ("latest" or "sent" or "incident" or "again")) line.Fault("by must be latest, sent, incident or again");
            if (!int.TryParse(line[1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > Most) line.Fault($"days must be from 0 to {Most}");
            if (DatedRows.PeriodOf(line, 2) is not { } period) continue;
            if (rows.Any(other => other.By == line[0] && other.Period.Meets(period))) line.Fault($"{line[0]} has another row on some of these days");
            rows.Add(new Row(line[0], days, period));
        }

        return faults.Otherwise(() => new NearInTime([.. rows]));
    }

    private bool Near(string by, DateOnly one, DateOnly other, DateOnly day) =>
        _rows.FirstOrDefault(row => row.By == by && row.Period.Holds(day)) is { } row && Math.Abs(one.DayNumber - other.DayNumber) <= row.Days;

    private sealed record Row(string By, int Days, Period Period);
}
