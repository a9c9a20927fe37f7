using System.Collections.Concurrent;
using Gateway.Agencies;
using Gateway.Rules.Calendars;

namespace Gateway.Referrals;

/// <summary>What the clocks of a council's referrals count in: the working days of England, and the hours of its duty line on them.</summary>
internal sealed class CouncilCalendars(Register register, BankHolidays holidays)
{
    private readonly ConcurrentDictionary<string, AreaCalendars> _known = new(StringComparer.Ordinal);

    public AreaCalendars Of(string council) => _known.GetOrAdd(council, Made);

    // Whoever works in several areas goes by what holds in all of them. A line that is staffed day and night, or a council that has left the register, is open all day.
    private AreaCalendars Made(string council)
    {
        var agency = register.Agencies.GetValueOrDefault(council);
        var hours = agency?.Telephones.Duty.Hours;
        return AreaCalendars.Of(holidays.WorkingDays, hours is null ? default : new OpeningHours(hours.From, hours.To)) with { Area = agency?.Areas is [var only] ? only : null };
    }
}
