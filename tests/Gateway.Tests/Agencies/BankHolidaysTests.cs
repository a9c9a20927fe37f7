using Gateway.Agencies;

namespace Gateway.Tests.Agencies;

public sealed class BankHolidaysTests
{
    [Fact]
    public void Calendar_of_the_repository_is_accepted()
    {
        Assert.True(Demonstration.Holidays.Contains(new DateOnly(2026, 12, 28)));
        Assert.Equal(2028, Demonstration.Holidays.LastYear);
    }

    [Fact]
    public void Every_line_at_fault_is_named_at_once() => Assert.Equal(
        [
            "calendar: line 2: date must be a day such as 2026-12-25",
            "calendar: line 4: date is given twice",
            "calendar: line 6: must have 2 fields, as in the header date,name",
        ],
        Demonstration.Faults(BankHolidays.Read("date,name\n25/12/2026,Christmas\n2026-12-28,Boxing Day\n2026-12-28,Boxing Day\n\n2026-12-25\n")));

    [Fact]
    public void Another_header_is_refused() =>
        Assert.Contains("calendar: line 1: must be the header date,name", Demonstration.Faults(BankHolidays.Read("name,date\n")));

    [Fact]
    public void Empty_calendar_is_refused() =>
        Assert.Equal(["calendar: holds no bank holiday"], Demonstration.Faults(BankHolidays.Read("date,name\n")));
}
