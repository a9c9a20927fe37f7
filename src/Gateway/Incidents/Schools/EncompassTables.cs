using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies.Loading;
using Gateway.Referrals;
using Gateway.Rules.Policy;

namespace Gateway.Incidents.Schools;

/// <summary>How much a school is told in an area (<c>encompass.csv</c>), and what is always said of how to handle it (<c>handling.csv</c>).</summary>
internal sealed class EncompassTables
{
    private readonly ImmutableArray<(string Area, bool Fuller, Period Period)> _content;
    private readonly ImmutableArray<(int Order, string Words, Period Period)> _handling;

    private EncompassTables(ImmutableArray<(string, bool, Period)> content, ImmutableArray<(int, string, Period)> handling) => (_content, _handling) = (content, handling);

    /// <summary>Whether the area tells schools the circumstances too, as far as the policy lets it. An area of which nothing is known tells the least.</summary>
    public bool Fuller(string? area, DateOnly day) => AreaRows.Of(_content.Where(row => row.Period.Holds(day)), row => row.Area, area).Any(row => row.Fuller);

    public IEnumerable<string> Handling(DateOnly day) => _handling.Where(row => row.Period.Holds(day)).OrderBy(row => row.Order).Select(row => row.Words);

    public static Loaded<EncompassTables> Read(string encompass, string handling)
    {
        var faults = new Faults("encompass.csv");
        var content = ImmutableArray.CreateBuilder<(string Area, bool Fuller, Period Period)>();
        foreach (var line in CsvRows.Of(encompass, "area,content,from,to,source", faults))
        {
            if (line[0].Length > 0 && !RegisterWords.IsId(line[0])) line.Fault("area must be one of the register, or empty");
            if (line[1] is not ("basic" or "fuller")) line.Fault("content must be basic or fuller");
            if (DatedRows.PeriodOf(line, 2) is not { } period) continue;
            if (content.Any(other => other.Area == line[0] && other.Period.Meets(period))) line.Fault("the area has another row on some of these days");
            content.Add((line[0], line[1] == "fuller", period));
        }

        var words = ImmutableArray.CreateBuilder<(int, string, Period)>();
        foreach (var line in CsvRows.Of(handling, "order,words,from,to,source", faults))
        {
            if (!int.TryParse(line[0], NumberStyles.None, CultureInfo.InvariantCulture, out var order)) line.Fault("order must be a whole number");
            if (line[1].Length == 0) line.Fault("words are missing");
            if (DatedRows.PeriodOf(line, 2) is { } period) words.Add((order, line[1], period));
        }

        return faults.Otherwise(() => new EncompassTables(content.ToImmutable(), words.ToImmutable()));
    }
}
