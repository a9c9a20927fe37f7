using System.Collections.Concurrent;
using System.Collections.Frozen;
using Gateway.Agencies;
using Gateway.Rules.Calendars;
using Gateway.Rules.Notices;
using WorkingDays = Gateway.Rules.Calendars.WorkingDays;

namespace Gateway.Notices;

/// <summary>
/// When somebody is at an agency: while its duty line is staffed, on the days of the register that are no bank holidays; at every hour of every day where that
/// line works day and night. The clock is the telephone's, so that a notice goes to whoever answers when the number beside it is rung.
/// </summary>
internal sealed class AgencyHours(BankHolidays holidays)
{
    private static readonly WorkingHours DayAndNight = new(
        new WorkingDays([]) { Week = Enum.GetValues<DayOfWeek>().ToFrozenSet() }, new OpeningHours(TimeOnly.MinValue, TimeOnly.MinValue));

    private readonly ConcurrentDictionary<StaffedHours, AreaCalendars> _calendars = new();
    private readonly AreaCalendars _always = new(holidays.WorkingDays, DayAndNight);

    public AreaCalendars Of(Agency agency) => agency.Telephones is { Duty.Hours: { } staffed, OutOfHours: not null }
        ? _calendars.GetOrAdd(staffed, each => new AreaCalendars(holidays.WorkingDays, new WorkingHours(new WorkingDays(holidays.Days) { Week = each.Days }, new OpeningHours(each.From, each.To))))
        : _always;

    /// <summary>Who has it first there.</summary>
    public NoticeRecipient First(NoticeRow row, bool red, DateTimeOffset now, Agency agency) =>
        NoticeTerms.First(row, red, RingNow.At(agency.Telephones, now, holidays).OutOfHours);
}
