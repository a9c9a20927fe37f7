using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies.Loading;
using Gateway.Rules.Policy;

namespace Gateway.Referrals.Form;

/// <summary>The code lists of the form, as a dated table (<c>codes.csv</c>). A code is never used again for something else.</summary>
internal sealed class ReferralCodes
{
    /// <summary>The lists that the form and a decision take from: each must hold something on every day on which any does.</summary>
    public static readonly ImmutableArray<string> Lists = ["adult-role", "body-region", "concern", "decision", "disability", "ethnic-group", "handling", "level-of-need", "not-told", "primary-need", "risk-grade", "sex"];

    private readonly FrozenDictionary<string, ImmutableArray<Row>> _lists;

    private ReferralCodes(FrozenDictionary<string, ImmutableArray<Row>> lists) => _lists = lists;

    public bool Holds(string list, string code, DateOnly day) => _lists[list].Any(row => row.Code == code && row.Period.Holds(day));

    /// <summary>The codes of a list with what people read for each, in the list's order.</summary>
    public ImmutableArray<(string Code, string Label)> Labels(string list, DateOnly day) => [.. _lists[list].Where(row => row.Period.Holds(day)).OrderBy(row => row.Order).Select(row => (row.Code, row.Label))];

    /// <summary>What people read for a code, also for one that has ended: what was sent with it still says it.</summary>
    public string LabelOf(string list, string code) => _lists[list].LastOrDefault(row => row.Code == code)?.Label ?? code;

    public ImmutableArray<string> Of(string list, DateOnly day) => [.. _lists[list].Where(row => row.Period.Holds(day)).OrderBy(row => row.Order).Select(row => row.Code)];

    /// <summary>These lists and those of another form.</summary>
    public ReferralCodes And(ReferralCodes more) => new(_lists.Concat(more._lists).ToFrozenDictionary(StringComparer.Ordinal));

    public static Loaded<ReferralCodes> Read(string csv) => Read(csv, Lists);

    /// <param name="lists">Those that a form takes from.</param>
    public static Loaded<ReferralCodes> Read(string csv, ImmutableArray<string> lists)
    {
        var faults = new Faults("codes.csv");
        var rows = new List<Row>();
        foreach (var line in CsvRows.Of(csv, "list,code,label,order,from,to,source", faults))
        {
            if (RowOf(line, lists) is not { } row) continue;
            if (rows.Any(other => other.List == row.List && other.Code == row.Code && other.Period.Meets(row.Period))) line.Fault("the code has another row on some of these days");
            rows.Add(row);
        }

        foreach (var list in lists)
            if (rows.All(row => row.List != list)) faults.Add($"has no list {list}");
        return faults.Otherwise(() => new ReferralCodes(rows.GroupBy(row => row.List, StringComparer.Ordinal).ToFrozenDictionary(own => own.Key, own => own.ToImmutableArray(), StringComparer.Ordinal)));
    }

    private static Row? RowOf(CsvRow line, ImmutableArray<string> lists)
    {
        if (!lists.Contains(line[0])) line.Fault("list is not one that the form asks from");
        if (line[1].Length is 0 or > 32 || !line[1].All(c => char.IsAsciiLetterOrDigit(c) || c == '-')) line.Fault("code must be letters, digits and dashes");
        if (line[2].Length == 0) line.Fault("label is missing");
        var ordered = int.TryParse(line[3], NumberStyles.None, CultureInfo.InvariantCulture, out var order);
        if (!ordered) line.Fault("order must be a whole number");
        return DatedRows.PeriodOf(line, 4) is { } period ? new Row(line[0], line[1], line[2], order, period) : null;
    }

    private sealed record Row(string List, string Code, string Label, int Order, Period Period);
}
