using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gateway.Agencies.Loading;

namespace Gateway.Agencies;

/// <summary>Which council a postcode belonged to on a day, by its district (the part before the space).</summary>
public sealed partial class Postcodes
{
    private readonly FrozenDictionary<string, ImmutableArray<Span>> districts;

    private Postcodes(FrozenDictionary<string, ImmutableArray<Span>> districts) => this.districts = districts;

    /// <summary>Tells these districts and councils from others.</summary>
    internal byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', districts.Values.SelectMany(spans => spans)
        .Select(span => $"{span.District} {span.Council.Id} {span.From:O} {span.To:O}").Order(StringComparer.Ordinal))));

    /// <summary>The council on that day; none when the postcode is not one, or no council is known for it then.</summary>
    public Agency? CouncilOf(string postcode, DateOnly day) =>
        DistrictOf(postcode) is { } district && districts.TryGetValue(district, out var spans)
            ? spans.FirstOrDefault(span => span.Covers(day))?.Council
            : null;

    /// <summary>
    /// Reads <c>district,council,from,to</c>, where the council is named by its area in the register. Both days count, and no
    /// <c>to</c> means still. Every line at fault is named.
    /// </summary>
    public static Loaded<Postcodes> Read(string csv, Register register)
    {
        var faults = new Faults("postcodes");
        var spans = new List<Span>();
        foreach (var row in CsvRows.Of(csv, "district,council,from,to", faults))
        {
            if (SpanOf(row, register) is not { } span) continue;
            if (spans.Any(span.Overlaps)) row.Fault($"district {span.District} has another council on some of these days");
            spans.Add(span);
        }

        if (spans.Count == 0) faults.Add("holds no district");
        return faults.Otherwise(() => new Postcodes(spans.GroupBy(s => s.District).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal)));
    }

    private static Span? SpanOf(CsvRow row, Register register)
    {
        var wellShaped = District().IsMatch(row[0]);
        if (!wellShaped) row.Fault("district must be the first part of a postcode, such as ZA4");
        var council = register.CouncilOf(row[1]);
        if (council is null) row.Fault("council must be an area that a local authority of the register has");
        var from = Day(row, 2, "from");
        var to = row[3].Length == 0 ? DateOnly.MaxValue : Day(row, 3, "to");
        if (to < from) row.Fault("to must not be before from");
        return wellShaped && council is not null && from is not null && to >= from ? new Span(row[0], council, from.Value, to.Value) : null;
    }

    private static DateOnly? Day(CsvRow row, int field, string name)
    {
        if (DateOnly.TryParseExact(row[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        row.Fault($"{name} must be a day such as 2026-11-01");
        return null;
    }

    private static string? DistrictOf(string postcode)
    {
        var packed = postcode.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return Whole().IsMatch(packed) ? packed[..^3] : null;
    }

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?\\z")]
    private static partial Regex District();

    [GeneratedRegex("^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}\\z")]
    private static partial Regex Whole();

    private sealed record Span(string District, Agency Council, DateOnly From, DateOnly To)
    {
        public bool Covers(DateOnly day) => day >= From && day <= To;

        public bool Overlaps(Span other) => District == other.District && From <= other.To && other.From <= To;
    }
}
