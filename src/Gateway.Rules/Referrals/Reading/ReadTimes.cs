using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals.Reading;

/// <summary>Reads <c>times.csv</c>: by when, for which cases, and when a clock gives warning.</summary>
internal static class ReadTimes
{
    public const string File = "times.csv";

    private static readonly WordTable<TimeFor> Cases = new("", "red", "amber", "green", "urgent");

    public static ImmutableArray<Dated<(ReferralClock Clock, ClockTime Time)>> From(ReferralFiles files, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<(ReferralClock Clock, ClockTime Time)>>();
        string[] columns = ["area", "clock", "for", "amount", "unit", "warn", "warnUnit", "points", "from", "to", "source"];
        foreach (var row in new PolicyTable(File, columns, faults).Rows(files[File]))
        {
            var before = faults.Count;
            var clock = row.Word<ReferralClock>(1, "a clock", ReferralClockWords.TryRead);
            var read = new Dated<(ReferralClock Clock, ClockTime Time)>((clock, Row(row)), row.Period(8, 9), row.Line);
            row.Text(10);
            if (faults.Count > before) continue;
            if (rows.Any(other => other.Value.Clock == clock && (other.Value.Time.Area, other.Value.Time.For) == (read.Value.Time.Area, read.Value.Time.For) && other.Period.Meets(read.Period)))
                row.Fault($"'{row[1]}' has another time for the same on the same day");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }

    private static ClockTime Row(PolicyRow row)
    {
        var unit = row.Word<TimeUnit>(4, "a unit", TimeUnitWords.TryRead);
        var warn = row.Word<WarnUnit>(6, "a unit of warning", TimeUnitWords.TryRead);
        if (row.Words(5).Length == 0 != warn is WarnUnit.None or WarnUnit.EndOfDay) row.Fault("warn and warnUnit do not go together");
        if (warn == WarnUnit.OnTheDay) return new ClockTime(Area(row), For(row), row.Whole(3, 1, 1), unit, Minutes(row), warn, []);
        return new ClockTime(Area(row), For(row), row.Whole(3, Least(unit), 1000), unit, Numbers(row, 5, warn == WarnUnit.Percent ? 99 : 1000), warn, Numbers(row, 7, 1000));
    }

    // "The same day" is none of a unit that ends with the day; of any other unit none would be due before it began.
    private static int Least(TimeUnit unit) => unit is TimeUnit.Days or TimeUnit.WorkingDays ? 0 : 1;

    // Which areas there are the register says, which is not read here.
    private static string Area(PolicyRow row)
    {
        if (row[0].Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-')) row.Fault($"'{row[0]}' is not an area");
        return row[0];
    }

    private static TimeFor For(PolicyRow row) => row.Word<TimeFor>(2, "a case", Cases.TryRead);

    private static ImmutableArray<int> Numbers(PolicyRow row, int column, int most)
    {
        foreach (var word in row.Words(column))
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > most)
                row.Fault($"{row.Table.Columns[column]} '{word}' is not a whole number from 1 to {most}");
        return [.. row.Words(column).Select(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)];
    }

    private static ImmutableArray<int> Minutes(PolicyRow row)
    {
        var minutes = ImmutableArray.CreateBuilder<int>();
        foreach (var word in row.Words(5))
            if (TimeOnly.TryParseExact(word, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) minutes.Add((time.Hour * 60) + time.Minute);
            else row.Fault($"'{word}' is not a time such as 08:30");
        return minutes.ToImmutable();
    }
}
