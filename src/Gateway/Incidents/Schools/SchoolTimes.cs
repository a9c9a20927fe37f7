using Gateway.Agencies;
using Gateway.Referrals;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Incidents.Schools;

/// <summary>When a school that says nothing is asked again: its deputies first, then the police ring its office.</summary>
internal sealed class SchoolTimes(Register register, ReferralTables referrals, CouncilCalendars calendars)
{
    public (DateTimeOffset Deputies, DateTimeOffset Rung) Of(string school, bool red, DateTimeOffset told)
    {
        var area = calendars.Of(school) with { School = register.Agencies.GetValueOrDefault(school)?.School?.Days };
        var clock = referrals.Terms.Read(ReferralClock.SchoolNotice, new ClockRun(told), area, red ? Rating.Red : Rating.None)!;
        var due = clock.Due!.Value.At;
        return clock.Warnings is [var first, var second, ..] ? (first, second) : (due, due);
    }
}
