using Gateway.Rules.Notices;
using Gateway.Rules.Tests.Referrals;
using static Gateway.Rules.Tests.Notices.PublishedNotices;

namespace Gateway.Rules.Tests.Notices;

/// <summary>Who has a notice when, where nobody says that they have it. The front door is open from 08:30 to 17:00; 23 November 2026 is a Monday.</summary>
public sealed class CourseTests
{
    [Theory]
    // U1 at any hour; by night whoever is awake has it first.
    [InlineData("late-answer", "asker", "2026-11-22 02:10", false, "asker 2026-11-22 02:10 U1 | department 2026-11-22 02:25 U1 | lead 2026-11-22 02:40 U1")]
    [InlineData("late-answer", "front-door", "2026-11-22 02:10", false, "emergency-duty 2026-11-22 02:10 U1 | lead 2026-11-22 02:25 U1")]
    [InlineData("late-answer", "front-door", "2026-11-23 10:00", false, "front-door 2026-11-23 10:00 U1 | emergency-duty 2026-11-23 10:15 U1 | lead 2026-11-23 10:30 U1")]
    [InlineData("examination-refused", "gp", "2026-12-25 23:55", false, "gp 2026-12-25 23:55 U1 | deputy 2026-12-26 00:10 U1 | lead 2026-12-26 00:25 U1")]
    // U2 in the hours of the front door: over night, the week-end, Christmas.
    [InlineData("known-child-attended", "social-worker", "2026-11-23 09:00", false, "social-worker 2026-11-23 09:00 U2 | front-door 2026-11-23 11:00 U2 | lead 2026-11-23 13:00 U2")]
    [InlineData("known-child-attended", "social-worker", "2026-11-27 16:00", false, "social-worker 2026-11-27 16:00 U2 | front-door 2026-11-30 09:30 U2 | lead 2026-11-30 11:30 U2")]
    [InlineData("known-child-attended", "social-worker", "2026-11-28 03:00", false, "emergency-duty 2026-11-28 03:00 U2 | front-door 2026-11-28 05:00 U2 | lead 2026-11-30 10:30 U2")]
    [InlineData("known-child-attended", "social-worker", "2026-12-24 16:30", false, "social-worker 2026-12-24 16:30 U2 | front-door 2026-12-29 10:00 U2 | lead 2026-12-29 12:00 U2")]
    [InlineData("known-child-attended", "social-worker", "2026-11-28 03:00", true, "emergency-duty 2026-11-28 03:00 U1 | front-door 2026-11-28 03:15 U1 | lead 2026-11-28 03:30 U1")]
    [InlineData("agency-asked", "lead", "2026-11-23 08:30", false, "lead 2026-11-23 08:30 U2 | deputy 2026-11-23 10:30 U2 | front-door 2026-11-23 12:30 U2")]
    // A decision about a red referral is U2, and U1 from four hours on; else routine, and then the referrer is nobody's to chase within the hour.
    [InlineData("decision-made", "referrer", "2026-11-23 16:00", true, "referrer 2026-11-23 16:00 U2 | colleague 2026-11-23 20:15 U1 | deputy 2026-11-23 20:30 U1 | lead 2026-11-23 20:45 U1")]
    [InlineData("decision-made", "referrer", "2026-11-23 09:00", true, "referrer 2026-11-23 09:00 U2 | colleague 2026-11-23 11:00 U2 | deputy 2026-11-23 13:00 U1 | lead 2026-11-23 13:15 U1")]
    [InlineData("decision-made", "referrer", "2026-11-23 09:00", false, "referrer 2026-11-23 09:00 U3 | colleague 2026-11-25 08:30 U3 | deputy 2026-11-27 08:30 U3 | lead 2026-12-01 08:30 U3")]
    // Routine: nobody is woken, and the front door keeps it.
    [InlineData("referral-sent", "front-door", "2026-11-22 02:10", false, "front-door 2026-11-22 02:10 U3 | emergency-duty 2026-11-24 08:30 U3 | lead 2026-11-26 08:30 U3")]
    [InlineData("referral-sent", "front-door", "2026-11-22 02:10", true, "emergency-duty 2026-11-22 02:10 U1 | lead 2026-11-22 02:25 U1")]
    [InlineData("attended", "gp", "2026-11-22 02:10", false, "gp 2026-11-22 02:10 U3")]
    // The night in which the wall jumps over an hour, and the one that has an hour twice: minutes are minutes.
    [InlineData("late-answer", "asker", "2026-03-29 00:50", false, "asker 2026-03-29 00:50 U1 | department 2026-03-29 02:05 U1 | lead 2026-03-29 02:20 U1")]
    [InlineData("late-answer", "asker", "2026-10-25 01:50", false, "asker 2026-10-25 01:50 U1 | department 2026-10-25 01:05 U1 | lead 2026-10-25 01:20 U1")]
    public void Next_has_it_when_its_time_has_come(string happened, string recipient, string at, bool red, string course) =>
        Assert.Equal(course, string.Join(" | ", Course(happened, recipient, at, red).Select(step => $"{step.Recipient.Word()} {Published.Shown(step.At)} {step.Urgency.Word()}")));

    [Fact]
    public void Nobody_is_told_who_is_not_in_the_table() => Assert.Empty(Course("late-answer", "gp", "2026-11-23 09:00"));

    [Fact]
    public void Nothing_holds_before_its_day() => Assert.Empty(Course("late-answer", "asker", "2023-12-31 23:59"));

    /// <summary>Drawn with a fixed seed, against a walk minute by minute that knows nothing of the calendars.</summary>
    [Fact]
    public void Two_working_hours_are_those_of_a_walk_minute_by_minute()
    {
        var random = new Random(20261123);
        var from = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var n = 0; n < 300; n++)
        {
            var at = from.AddMinutes(random.Next(4 * 365 * 24 * 60));
            var course = Course("known-child-attended", "front-door", new DateTimeOffset(at));
            // By night the emergency team has it first, and is not waited for until the front door opens.
            var (held, walked) = IsOpen(at) ? (0, at) : (1, at.AddHours(2));
            if (held == 1) Assert.Equal((NoticeRecipient.EmergencyDuty, walked), (course[0].Recipient, course[1].At.UtcDateTime));
            for (var left = 120; left > 0; walked = walked.AddMinutes(1))
                if (IsOpen(walked)) left--;
            Assert.True(course[held + 1].At.UtcDateTime == walked, $"{at:O}: {course[held + 1].At:O} and not {walked:O}");
        }
    }

    /// <summary>For every row, red or not, at any instant: times rise, nobody has it twice running, and whoever is urgently told is not the last.</summary>
    [Fact]
    public void Every_course_goes_on_to_somebody_who_is_always_there()
    {
        var random = new Random(4);
        var from = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var happened in Enum.GetValues<NoticeEvent>())
            foreach (var row in Terms.Rows(happened, from))
                for (var n = 0; n < 40; n++)
                {
                    var (at, red) = (from.AddMinutes(random.Next(4 * 365 * 24 * 60)), n % 2 == 0);
                    var course = Terms.Course(happened, row.Recipient, red, at, Published.Area);
                    Assert.Equal(at, course[0].At);
                    Assert.All(course.Zip(course.Skip(1)), pair => Assert.True(pair.First.At < pair.Second.At && pair.First.Recipient != pair.Second.Recipient && pair.First.Urgency >= pair.Second.Urgency));
                    if (course[0].Urgency == NoticeUrgency.Routine) continue;
                    Assert.True(course[^1].Recipient is NoticeRecipient.Lead or NoticeRecipient.Operations or NoticeRecipient.FrontDoor, happened.Word());
                    if (course[0].Urgency == NoticeUrgency.Now) Assert.True(course[^1].At - at <= TimeSpan.FromMinutes(15 * (course.Length - 1)), happened.Word());
                }
    }

    private static bool IsOpen(DateTime utc)
    {
        var wall = Walked.Wall(utc);
        return Walked.Works(wall.Date) && wall.TimeOfDay >= new TimeSpan(8, 30, 0) && wall.TimeOfDay < new TimeSpan(17, 0, 0);
    }
}
