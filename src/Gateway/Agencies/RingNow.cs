namespace Gateway.Agencies;

/// <summary>The line that works at an instant.</summary>
/// <param name="OutOfHours">True when it is the out-of-hours line.</param>
/// <param name="Until">The instant at which the other line takes over; none when this one works day and night.</param>
public sealed record RingNow(TelephoneLine Line, bool OutOfHours, DateTimeOffset? Until)
{
    // Longer than any run of days without a staffed hour.
    private const int DaysToSearch = 400;

    public static RingNow At(Telephones telephones, DateTimeOffset instant, BankHolidays holidays)
    {
        var duty = telephones.Duty;
        if (duty.Hours is not { } hours || telephones.OutOfHours is not { } night) return new RingNow(duty.Line, false, null);

        var staffed = IsStaffed(hours, instant, holidays);
        return new RingNow(staffed ? duty.Line : night, !staffed, NextChange(hours, instant, holidays, staffed));
    }

    private static bool IsStaffed(StaffedHours hours, DateTimeOffset instant, BankHolidays holidays)
    {
        var wall = LondonTime.OnTheWall(instant);
        var time = TimeOnly.FromDateTime(wall);
        return time >= hours.From && time < hours.To
            && hours.Days.Contains(wall.DayOfWeek) && !holidays.Contains(DateOnly.FromDateTime(wall));
    }

    private static DateTimeOffset? NextChange(StaffedHours hours, DateTimeOffset instant, BankHolidays holidays, bool staffed)
    {
        var today = LondonTime.Day(instant);
        for (var day = today; day <= today.AddDays(DaysToSearch); day = day.AddDays(1))
        {
            foreach (var moment in MomentsOfChange(day, hours).Order())
                if (moment > instant && IsStaffed(hours, moment, holidays) != staffed) return moment;
        }

        return null;
    }

    // A time on the wall is one of two instants, or both, or neither; and the wall itself jumps at 01:00 UTC.
    private static DateTimeOffset[] MomentsOfChange(DateOnly day, StaffedHours hours) =>
    [
        On(day, hours.From, 0), On(day, hours.From, 1), On(day, hours.To, 0), On(day, hours.To, 1), On(day, new TimeOnly(1, 0), 0),
    ];

    private static DateTimeOffset On(DateOnly day, TimeOnly time, int hoursAhead) =>
        new DateTimeOffset(day.ToDateTime(time), TimeSpan.FromHours(hoursAhead)).ToUniversalTime();
}
