using Gateway.Agencies;
using Gateway.Notices;
using Gateway.Rules.Calendars;

namespace Gateway.Concerns;

/// <summary>An hour of a school's own time: while its line is staffed on its own days; on working days where its days are not known.</summary>
internal sealed class SchoolTime(AgencyHours hours)
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    public DateTimeOffset AnHourAfter(Agency school, DateTimeOffset at) => After(school, at, AnHour);

    /// <summary>A whole day of the school's.</summary>
    public DateTimeOffset DayAfter(Agency school, DateTimeOffset at) => After(school, at, SchoolDays.Lasts);

    private DateTimeOffset After(Agency school, DateTimeOffset at, TimeSpan span)
    {
        var staffed = school.Telephones.Duty.Hours;
        var begins = staffed?.From ?? school.School?.Days?.Begins ?? new TimeOnly(8, 0);
        return school.School?.Days?.After(at, span, begins, staffed?.To ?? begins.Add(SchoolDays.Lasts)) ?? hours.Of(school).Hours.Add(at, span);
    }
}
