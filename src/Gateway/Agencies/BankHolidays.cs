using System.Collections.Frozen;
using System.Globalization;
using Gateway.Agencies.Loading;

namespace Gateway.Agencies;

/// <summary>The bank holidays of England and Wales, as far as the file goes.</summary>
public sealed record BankHolidays(FrozenSet<DateOnly> Days)
{
    /// <summary>The last year for which the file names any; later years have none that we know of.</summary>
    public int LastYear => Days.Count == 0 ? 0 : Days.Max().Year;

    /// <summary>The working days that they leave.</summary>
    public Rules.Calendars.WorkingDays WorkingDays { get; } = new(Days);

    public bool Contains(DateOnly day) => Days.Contains(day);

    /// <summary>Reads <c>date,name</c>; every line at fault is named.</summary>
    public static Loaded<BankHolidays> Read(string csv)
    {
        var faults = new Faults("calendar");
        var days = new HashSet<DateOnly>();
        foreach (var row in CsvRows.Of(csv, "date,name", faults)) Add(row, days);
        if (days.Count == 0) faults.Add("holds no bank holiday");
        return faults.Otherwise(() => new BankHolidays(days.ToFrozenSet()));
    }

    private static void Add(CsvRow row, HashSet<DateOnly> days)
    {
        if (!DateOnly.TryParseExact(row[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) row.Fault("date must be a day such as 2026-12-25");
        else if (!days.Add(day)) row.Fault("date is given twice");
    }
}
