using System.Collections.Concurrent;
using Gateway.Agencies;
using Gateway.Rules.Calendars;
using Gateway.Rules.Notices;

namespace Gateway.Notices;

/// <summary>When somebody is at an agency: while its duty line is staffed, on working days; always where that is staffed day and night.</summary>
internal sealed class AgencyHours(BankHolidays holidays)
{
    private static readonly OpeningHours WholeDay = new(TimeOnly.MinValue, TimeOnly.MinValue);

    private readonly ConcurrentDictionary<OpeningHours, AreaCalendars> _calendars = new();

    public AreaCalendars Of(Agency agency)
    {
        var hours = agency.Telephones.Duty.Hours is { } staffed ? new OpeningHours(staffed.From, staffed.To) : WholeDay;
        return _calendars.GetOrAdd(hours, each => AreaCalendars.Of(holidays.WorkingDays, each));
    }

    /// <summary>Who has it first there.</summary>
    public NoticeRecipient First(NoticeRow row, bool red, DateTimeOffset now, Agency agency) =>
        agency.Telephones.Duty.Hours is null ? row.Recipient : NoticeTerms.First(row, red, now, Of(agency));
}
