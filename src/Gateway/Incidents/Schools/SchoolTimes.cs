using Gateway.Agencies;
using Gateway.Referrals;
using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Incidents.Schools;

/// <summary>When a school that says nothing is asked again: its deputies first, then the police ring its office; what was red by night goes the same way once more when the school opens.</summary>
internal sealed class SchoolTimes(Register register, ReferralTables referrals, CouncilCalendars calendars)
{
    public (DateTimeOffset Deputies, DateTimeOffset Rung) Of(string school, bool red, DateTimeOffset told)
    {
        var clock = referrals.Terms.Read(ReferralClock.SchoolNotice, new ClockRun(told), Area(school), red ? Rating.Red : Rating.None)!;
        var due = clock.Due!.Value.At;
        return clock.Warnings is [var first, var second, ..] ? (first, second) : (due, due);
    }

    /// <summary>When it begins again, where the office was rung while nobody was there: so long before the deputies have it as a red one waits. None where somebody was there.</summary>
    public DateTimeOffset? Again(string school, DateTimeOffset rung)
    {
        if (IsOpen(school, rung) || Of(school, red: false, rung).Deputies is var deputies && deputies <= rung) return null;
        var again = deputies - (Of(school, red: true, rung).Deputies - rung);
        return again > rung ? again : rung;
    }

    // Of a school whose days are not known, or not so far ahead, working days stand in for them, as in its clock.
    private bool IsOpen(string school, DateTimeOffset at) =>
        Area(school) is var area && area.School is { } days && !days.IsSilent(at) ? days.IsOpen(at) : area.Hours.Opening(at) <= at;

    private AreaCalendars Area(string school) => calendars.Of(school) with { School = register.Agencies.GetValueOrDefault(school)?.School?.Days };
}
