namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>limits.csv</c>: each limit on each day of the policy's period, once.</summary>
internal sealed class ReadLimits(Period whole, PolicyFaults faults)
{
    private const string File = "limits.csv";

    private readonly Dictionary<string, List<(Period Period, int Value)>> _rows = LimitNames.All.ToDictionary(l => l.Name, _ => new List<(Period, int)>(), StringComparer.Ordinal);

    /// <summary>The limits from each day on which any of them changes, oldest first.</summary>
    public (DateOnly From, PolicyLimits Limits)[] From(PolicyFiles files)
    {
        foreach (var row in new PolicyTable(File, ["name", "value", "unit", "from", "to", "source"], faults).Rows(files)) Read(row);
        if (whole.From != default)
            foreach (var (name, rows) in _rows) Whole(name, rows);
        return faults.Count > 0 ? [] : [.. Changes().Select(day => (day, LimitNames.Build(name => On(name, day))))];
    }

    private void Read(PolicyRow row)
    {
        var limit = LimitNames.All.FirstOrDefault(l => l.Name == row[0]);
        var period = row.Period(3, 4);
        row.Text(5);
        if (limit.Name is null)
        {
            row.Fault($"'{row[0]}' is not a limit");
            return;
        }

        if (row[2] != limit.Unit) row.Fault($"'{row[0]}' is given in {limit.Unit}, not '{row[2]}'");
        if (_rows[row[0]].Any(other => other.Period.Meets(period))) row.Fault($"'{row[0]}' has another value on the same day");
        _rows[row[0]].Add((period, row.Whole(1, limit.Least, limit.Most)));
    }

    private void Whole(string name, List<(Period Period, int Value)> rows)
    {
        var next = whole.From;
        foreach (var (period, _) in rows.OrderBy(r => r.Period.From).Where(r => r.Period.Meets(whole)))
        {
            if (period.From > next) break;
            if (period.To >= whole.To) return;
            next = period.To.AddDays(1);
        }

        faults.Add(File, $"'{name}' has no value on {next:yyyy-MM-dd}");
    }

    private IEnumerable<DateOnly> Changes() => _rows.Values
        .SelectMany(rows => rows.Select(r => r.Period.From < whole.From ? whole.From : r.Period.From))
        .Where(whole.Holds).Append(whole.From).Distinct().Order();

    private int On(string name, DateOnly day) => _rows[name].Single(r => r.Period.Holds(day)).Value;
}
