using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using static Gateway.Rules.Tests.Referrals.Published;

namespace Gateway.Rules.Tests.Referrals;

/// <summary>Dates of every kind, drawn with a fixed seed around what is hard about a year, against a walk written another way.</summary>
public sealed class GeneratedDatesTests
{
    private static readonly (TimeSpan From, TimeSpan To) Open = (new TimeSpan(8, 30, 0), new TimeSpan(17, 0, 0));

    // Christmas and New Year, Easter and May, leap days, both changes of the clock, and the days around each.
    private static readonly string[] Around =
    [
        "2024-02-29", "2024-03-29", "2024-03-31", "2024-05-06", "2024-10-27", "2024-12-25", "2025-03-30", "2025-04-18", "2025-08-25", "2025-10-26", "2025-12-26",
        "2026-03-29", "2026-04-03", "2026-05-25", "2026-10-25", "2026-12-24", "2026-12-28", "2027-03-26", "2027-03-28", "2027-10-31", "2027-12-27", "2028-01-03",
        "2028-02-29", "2028-03-26", "2028-04-14", "2028-10-29",
    ];

    [Fact]
    public void Bank_holidays_of_the_file_are_those_of_the_rules_that_make_them()
    {
        for (var day = new DateOnly(2024, 1, 1); day.Year < 2029; day = day.AddDays(1))
            Assert.True(Days.Holds(day) == Walked.Works(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)), $"{day:O}");
    }

    [Fact]
    public void The_wall_shows_what_the_walk_says_every_quarter_of_an_hour_for_five_years()
    {
        for (var at = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc); at.Year < 2029; at = at.AddMinutes(15))
            if (LondonTime.OnTheWall(new DateTimeOffset(at)) != Walked.Wall(at)) Assert.Fail($"{at:O}");
    }

    public static TheoryData<ReferralClock, bool, int> WorkingDayClocks => new()
    {
        { ReferralClock.Decision, false, 1 }, { ReferralClock.Acknowledged, false, 1 }, { ReferralClock.ReferrerTold, false, 1 }, { ReferralClock.FeedbackRead, false, 2 },
        { ReferralClock.ChildSeen, false, 5 }, { ReferralClock.AssessmentAuthorised, false, 45 }, { ReferralClock.ConferenceHeld, false, 15 }, { ReferralClock.CoreGroup, false, 10 },
        { ReferralClock.ReceivingIn, false, 15 }, { ReferralClock.PrimaryCareTold, false, 1 }, { ReferralClock.EarlyHelpAccepts, false, 5 },
        { ReferralClock.RaiseDisagreement, false, 2 }, { ReferralClock.PractitionersReply, false, 3 }, { ReferralClock.TeamManagersAgree, false, 2 },
        { ReferralClock.ServiceManagersMeet, false, 5 }, { ReferralClock.PartnersSettle, false, 10 }, { ReferralClock.PartnersSettle, true, 2 },
        { ReferralClock.PractitionersReply, true, 0 },
    };

    [Theory]
    [MemberData(nameof(WorkingDayClocks))]
    public void Working_days_end_where_a_walk_day_by_day_ends(ReferralClock clock, bool urgent, int days)
    {
        foreach (var start in Starts(clock, 80))
        {
            var (due, walked) = (Read(clock, new DateTimeOffset(start), urgent: urgent).Due!.Value, Walked.WorkingDays(start, days));
            if (due.Provisional) Assert.True(due.Day.Year > 2028 && due.At <= new DateTimeOffset(walked), $"{clock} {start:O}");
            else Same(clock, start, walked, due.At);
        }
    }

    [Fact]
    public void Open_hours_end_where_a_walk_minute_by_minute_ends()
    {
        foreach (var start in Starts(ReferralClock.Rated, 80))
        {
            Same(ReferralClock.Rated, start, Walked.WorkingMinutes(start, 24 * 60, Open.From, Open.To), Due(ReferralClock.Rated, start, Rating.Amber));
            Same(ReferralClock.Rated, start, Walked.FirstOpenMinute(start, Open.From, Open.To).AddHours(4), Due(ReferralClock.Rated, start, Rating.Red));
            Same(ReferralClock.TeamManagersAgree, start, Walked.WorkingMinutes(start, 4 * 60, Open.From, Open.To), Read(ReferralClock.TeamManagersAgree, new DateTimeOffset(start), urgent: true).Due!.Value.At);
        }
    }

    [Fact]
    public void Warnings_come_where_a_walk_back_arrives()
    {
        foreach (var start in Starts(ReferralClock.Decision, 60))
        {
            Same(ReferralClock.Decision, start, Walked.WorkingMinutesBefore(Walked.WorkingDays(start, 1), 4 * 60, Open.From, Open.To), Read(ReferralClock.Decision, new DateTimeOffset(start)).Warnings[0]);
            Same(ReferralClock.Rated, start, Walked.WorkingMinutes(start, 12 * 60, Open.From, Open.To), Read(ReferralClock.Rated, new DateTimeOffset(start), Rating.Amber).Warnings[0]);
        }
    }

    [Fact]
    public void Elapsed_hours_and_months_are_those_of_the_walk()
    {
        foreach (var start in Starts(ReferralClock.PoliceProtection, 80))
        {
            Same(ReferralClock.PoliceProtection, start, start.AddHours(72), Due(ReferralClock.PoliceProtection, start));
            Same(ReferralClock.FirstReview, start, Walked.Months(start, 3), Due(ReferralClock.FirstReview, start));
            Same(ReferralClock.LaterReview, start, Walked.Months(start, 6), Due(ReferralClock.LaterReview, start));
        }
    }

    [Fact]
    public void Pause_of_open_hours_gives_back_exactly_what_it_took()
    {
        foreach (var start in Starts(ReferralClock.AgenciesAnswer, 60))
        {
            var (paused, resumed) = (start.AddMinutes(200), start.AddMinutes(200 + (start.Day * 97)));
            var run = new ClockRun(new DateTimeOffset(start)) { Pauses = [new Pause(new DateTimeOffset(paused), new DateTimeOffset(resumed))] };
            var due = Terms.Read(ReferralClock.Rated, run, Area, Rating.Amber)!.Due!.Value.At;
            Same(ReferralClock.Rated, start, WalkedWithPause(start, 24 * 60, paused, resumed), due);
        }
    }

    [Fact]
    public void Later_start_is_never_due_sooner_and_nothing_is_due_before_it_begins()
    {
        foreach (var clock in Enum.GetValues<ReferralClock>())
        {
            var before = DateTimeOffset.MinValue;
            foreach (var start in Starts(clock, 60).Order())
            {
                var reading = Read(clock, new DateTimeOffset(start), Rating.Amber);
                Assert.True(reading.Due!.Value.At >= before && reading.Due.Value.At > new DateTimeOffset(start), $"{clock} {start:O}");
                Assert.All(reading.Warnings, warning => Assert.InRange(warning, new DateTimeOffset(start), reading.Due.Value.At));
                before = reading.Due.Value.At;
            }
        }
    }

    [Fact]
    public void Time_of_which_no_bank_holiday_is_known_says_so()
    {
        Assert.True(Read(ReferralClock.Decision, Wall("2029-01-02 10:00")).Due!.Value.Provisional);
        Assert.True(Read(ReferralClock.AssessmentAuthorised, Wall("2028-12-01 10:00")).Due!.Value.Provisional);
        Assert.False(Read(ReferralClock.PoliceProtection, Wall("2029-01-02 10:00")).Due!.Value.Provisional);
    }

    private static DateTime WalkedWithPause(DateTime at, int minutes, DateTime paused, DateTime resumed)
    {
        while (minutes > 0)
        {
            var stands = at >= paused && at < resumed;
            if (!stands && Walked.WorkingMinutes(at, 1, Open.From, Open.To) == at.AddMinutes(1)) minutes -= 1;
            at = at.AddMinutes(1);
        }

        return at;
    }

    private static DateTimeOffset Due(ReferralClock clock, DateTime start, Rating rating = Rating.None) => Read(clock, new DateTimeOffset(start), rating).Due!.Value.At;

    // Up to six days either side, at any minute; the hours in which the wall jumps are among them.
    private static IEnumerable<DateTime> Starts(ReferralClock clock, int count)
    {
        var random = new Random(47 + (int)clock);
        for (var i = 0; i < count; i++)
        {
            var day = DateOnly.Parse(Around[random.Next(Around.Length)]).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            yield return i % 8 == 0 ? day.AddMinutes(random.Next(180)) : day.AddMinutes(random.Next(-6 * 1440, 6 * 1440));
        }
    }

    private static void Same(ReferralClock clock, DateTime start, DateTime walked, DateTimeOffset due)
    {
        if (due.UtcDateTime != walked) Assert.Fail($"{clock} from {start:O}: {due.UtcDateTime:O}, and the walk came to {walked:O}");
    }
}
