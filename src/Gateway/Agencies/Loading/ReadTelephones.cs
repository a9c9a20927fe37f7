using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Agencies.Loading;

/// <summary>Reads whom to ring. At every hour of the year exactly one line has to work.</summary>
internal static class ReadTelephones
{
    public static readonly ImmutableArray<string> Members = ["duty", "outOfHours"];
    private static readonly ImmutableArray<string> LineMembers = ["name", "number"];
    private static readonly ImmutableArray<string> HoursMembers = ["days", "from", "to"];

    public static Telephones From(Entry telephones)
    {
        var duty = telephones.Object("duty", [.. LineMembers, .. HoursMembers]);
        var night = telephones.ObjectOrNone("outOfHours", LineMembers);
        var hours = duty is not null && HoursMembers.Any(duty.Has) ? Hours(duty) : null;
        if (duty is not null && night is not null && hours is null) duty.Fault("needs days, from and to, or the out-of-hours line is never rung");
        if (duty is not null && night is null && hours is not null) telephones.Fault("outOfHours", "is missing, and the duty line is not staffed day and night");
        return new Telephones(new DutyLine(Line(duty), hours), night is null ? null : Line(night));
    }

    private static TelephoneLine Line(Entry? line)
    {
        if (line is null) return new TelephoneLine("", "");
        var number = line.Text("number");
        if (number.Length > 0 && !RegisterWords.IsTelephone(number)) line.Fault("number", "must be a telephone number such as 01632 960101");
        return new TelephoneLine(line.Text("name"), number);
    }

    private static StaffedHours Hours(Entry duty)
    {
        var days = duty.Words("days");
        foreach (var unknown in days.Where(day => !RegisterWords.Days.ContainsKey(day))) duty.Fault("days", $"'{unknown}' is not a day of the week");
        var (from, to) = (Time(duty, "from"), Time(duty, "to"));
        if (from is not null && to is not null && from >= to) duty.Fault("to", "must be later than from on the same day");
        return new StaffedHours(days.Where(RegisterWords.Days.ContainsKey).Select(day => RegisterWords.Days[day]).ToFrozenSet(), from ?? default, to ?? default);
    }

    private static TimeOnly? Time(Entry duty, string name)
    {
        var text = duty.Text(name);
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        if (text.Length > 0) duty.Fault(name, "must be a time such as 08:30");
        return null;
    }
}
