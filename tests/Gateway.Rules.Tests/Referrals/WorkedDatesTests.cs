using System.Collections.Frozen;
using Gateway.Rules.Calendars;
using Gateway.Rules.Policy;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using static Gateway.Rules.Tests.Referrals.Published;

namespace Gateway.Rules.Tests.Referrals;

/// <summary>Every date that workflows.md works out, by its place in the text.</summary>
public sealed class WorkedDatesTests
{
    // 23 November 2026 is a Monday.
    private static readonly SchoolDays School = new(
        [new Period(new DateOnly(2026, 9, 3), new DateOnly(2026, 12, 18)), new Period(new DateOnly(2027, 1, 4), new DateOnly(2027, 3, 25))],
        Enumerable.Range(26, 5).Select(day => new DateOnly(2026, 10, day)).ToFrozenSet(), new TimeOnly(8, 50));

    private static readonly AreaCalendars WithSchool = Area with { School = School };

    [Fact]
    public void S1_2_and_2_1_received_on_Saturday_22_14_is_decided_by_the_end_of_Monday_23_November() =>
        Ends("2026-11-23", Read(ReferralClock.Decision, Wall("2026-11-21 22:14")));

    [Theory]
    [InlineData("2026-11-21 00:00", "2026-11-23")]
    [InlineData("2026-11-21 23:59", "2026-11-23")]
    [InlineData("2026-11-22 12:00", "2026-11-23")]
    [InlineData("2026-11-20 23:59", "2026-11-23")]
    [InlineData("2026-11-19 23:59", "2026-11-20")]
    [InlineData("2026-11-23 00:00", "2026-11-24")]
    public void S2_2_the_clock_starts_at_receipt_whatever_the_hour(string received, string day) => Ends(day, Read(ReferralClock.Decision, Wall(received)));

    [Fact]
    public void S2_2_it_is_in_time_at_23_59_and_late_at_midnight()
    {
        var clock = Read(ReferralClock.Decision, Wall("2026-11-21 22:14"));
        Assert.Equal(ClockLight.Risk, clock.At(Wall("2026-11-23 23:59")));
        Assert.Equal(ClockLight.Breached, clock.At(Wall("2026-11-24 00:00")));
    }

    [Fact]
    public void S2_1_a_draft_goes_after_7_days_with_a_warning_on_day_5()
    {
        var clock = Read(ReferralClock.DraftKept, Wall("2026-11-02 09:00"));
        Ends("2026-11-09", clock);
        Assert.Equal("2026-11-07 00:00", Shown(Assert.Single(clock.Warnings)));
    }

    [Fact]
    public void T1_is_a_minute_with_a_warning_at_30_seconds()
    {
        var sent = Wall("2026-11-21 22:14");
        var clock = Read(ReferralClock.Received, sent);
        Assert.Equal((sent.AddMinutes(1), sent.AddSeconds(30)), (clock.Due!.Value.At, Assert.Single(clock.Warnings)));
    }

    [Fact]
    public void T2_warns_4_working_hours_before_the_end_of_its_day()
    {
        Assert.Equal("2026-11-23 13:00", Shown(Assert.Single(Read(ReferralClock.Decision, Wall("2026-11-21 22:14")).Warnings)));
        Assert.Equal("2026-11-23 13:00", Shown(Assert.Single(Read(ReferralClock.Acknowledged, Wall("2026-11-20 16:59")).Warnings)));
    }

    [Theory]
    [InlineData("2026-11-23 09:00", Rating.Red, "2026-11-23 13:00")]
    [InlineData("2026-11-23 16:00", Rating.Red, "2026-11-23 20:00")]
    [InlineData("2026-11-23 17:00", Rating.Red, "2026-11-24 12:30")]
    [InlineData("2026-11-23 08:30", Rating.Amber, "2026-11-25 15:30")]
    [InlineData("2026-12-24 16:00", Rating.Amber, "2026-12-31 14:30")]
    [InlineData("2026-11-20 22:40", Rating.Green, "2026-11-23 22:40")]
    [InlineData("2026-11-23 16:00", Rating.None, "2026-11-23 20:00")]
    public void T4_counts_open_hours_and_red_goes_on_past_closing(string rated, Rating rating, string due) =>
        Assert.Equal(due, Shown(Read(ReferralClock.Rated, Wall(rated), rating).Due!.Value.At));

    [Theory]
    [InlineData("2026-11-20 16:30", Rating.Red, "2026-11-20 18:30", "2026-11-20")]
    [InlineData("2026-11-20 16:30", Rating.Amber, "2026-11-24 00:00", "2026-11-23")]
    [InlineData("2026-11-20 16:30", Rating.Green, "2026-11-25 00:00", "2026-11-24")]
    [InlineData("2026-11-20 16:30", Rating.None, "2026-11-20 18:30", "2026-11-20")]
    public void T5_waits_for_agencies_by_the_rating_and_unrated_is_as_red(string asked, Rating rating, string due, string day)
    {
        var read = Read(ReferralClock.AgenciesAnswer, Wall(asked), rating);
        Assert.Equal((due, day), (Shown(read.Due!.Value.At), $"{read.Due.Value.Day:yyyy-MM-dd}"));
    }

    [Theory]
    [InlineData(Rating.Red, "2026-11-20 20:00")]
    [InlineData(Rating.Green, "2026-11-25 00:00")]
    [InlineData(Rating.None, "2026-11-25 00:00")]
    public void T7_feedback_is_read_in_2_working_days_or_4_hours_if_red(Rating rating, string due) =>
        Assert.Equal(due, Shown(Read(ReferralClock.FeedbackRead, Wall("2026-11-20 16:00"), rating).Due!.Value.At));

    [Fact]
    public void T8_T9_T10_and_T19_run_through_the_night()
    {
        var at = Wall("2026-11-20 22:40");
        Assert.Equal("2026-11-21 22:40", Shown(Read(ReferralClock.ChildSeenUrgently, at).Due!.Value.At));
        Ends("2026-11-27", Read(ReferralClock.ChildSeen, at));
        var form = Read(ReferralClock.FullForm, at);
        Assert.Equal(("2026-11-21 22:40", "2026-11-21 16:40"), (Shown(form.Due!.Value.At), Shown(form.Warnings[0])));
        var strategy = Read(ReferralClock.StrategyDiscussion, at);
        Assert.Equal(("2026-11-21 22:40", "2026-11-21 00:00"), (Shown(strategy.Due!.Value.At), Shown(strategy.Warnings[0])));
        var police = Read(ReferralClock.PoliceProtection, at);
        Assert.Equal(["2026-11-21 22:40", "2026-11-22 22:40", "2026-11-23 22:40"], [.. police.Warnings.Select(Shown), Shown(police.Due!.Value.At)]);
    }

    [Fact]
    public void T11_is_45_working_days_with_review_points_at_10_20_and_35()
    {
        var clock = Read(ReferralClock.AssessmentAuthorised, Wall("2026-11-23 10:00"));
        Ends("2027-01-28", clock);
        Assert.Equal([new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 21), new DateOnly(2027, 1, 14)], clock.Points);
        Assert.Equal("2027-01-21 00:00", Shown(Assert.Single(clock.Warnings)));
    }

    [Fact]
    public void J47_strategy_discussion_on_Friday_18_December_2026_needs_a_conference_by_Wednesday_13_January_2027()
    {
        var clock = Read(ReferralClock.ConferenceHeld, Wall("2026-12-18 15:00"));
        Ends("2027-01-13", clock);
        Assert.Equal("2027-01-06 00:00", Shown(Assert.Single(clock.Warnings)));
    }

    [Fact]
    public void J47_what_is_written_down_after_the_weekend_counts_from_the_day_on_which_it_was()
    {
        var enquiries = Decided("2026-12-17 10:00", "2026-12-17 12:00", StepOutcome.Strategy)
            .Take(Step(ReferralEvent.StrategyHeld, ReferralActor.Team) with { On = new DateOnly(2026, 12, 18) }, "2026-12-21 09:00")
            .Take(Step(ReferralEvent.Section47Started, ReferralActor.Team), "2026-12-21 09:00");
        Ends("2027-01-13", Terms.Clocks(enquiries, Area).Single(clock => clock.Clock == ReferralClock.ConferenceHeld));

        var held = enquiries.Take(Step(ReferralEvent.ConferenceHeld, ReferralActor.ConferenceService) with { On = new DateOnly(2027, 1, 13) }, "2027-01-15 10:00");

        // Ten working days and three months after the thirteenth, and not after the day of the minutes.
        Ends("2027-01-27", Terms.Clocks(held, Area).Single(clock => clock.Clock == ReferralClock.CoreGroup));
        Ends("2027-04-13", Terms.Clocks(held, Area).Single(clock => clock.Clock == ReferralClock.FirstReview));
        var started = new Step(ReferralEvent.PlanStarted, ReferralActor.ConferenceService);
        Assert.Equal(RefusedBecause.NotTheConferenceDay, held.Refused(started with { On = new DateOnly(2027, 1, 15) }, "2027-01-15 11:00"));
        Assert.Equal(ReferralState.Plan, held.Take(started with { On = new DateOnly(2027, 1, 13) }, "2027-01-15 11:00").Main.State);
    }

    [Fact]
    public void J47_weekend_is_refused_for_a_conference_in_the_words_of_the_page()
    {
        var enquiries = Decided("2026-12-17 10:00", "2026-12-17 12:00", StepOutcome.Strategy)
            .Take(Step(ReferralEvent.StrategyHeld, ReferralActor.Team), "2026-12-18 15:00")
            .Take(Step(ReferralEvent.Section47Started, ReferralActor.Team), "2026-12-18 15:00");
        var booked = Step(ReferralEvent.ConferenceBooked, ReferralActor.ConferenceService);
        var refused = Assert.IsType<MoveResult.Refused>(Terms.Move(enquiries, booked with { On = new DateOnly(2027, 1, 9) }, Wall("2026-12-18 16:00"), Area));
        Assert.Equal((RefusedBecause.NotAWeekday, "The conference date must be a weekday"), (refused.Because, refused.Words));
        var held = enquiries.Take(booked with { On = new DateOnly(2027, 1, 12) }, "2026-12-18 16:00").Take(Step(ReferralEvent.ConferenceHeld, ReferralActor.ConferenceService), "2027-01-12 10:00");
        var started = new Step(ReferralEvent.PlanStarted, ReferralActor.ConferenceService) { On = new DateOnly(2027, 1, 13) };
        Assert.Equal(RefusedBecause.NotTheConferenceDay, held.Refused(started, "2027-01-13 09:00"));
        Assert.Equal(ReferralState.Plan, held.Take(started with { On = new DateOnly(2027, 1, 12) }, "2027-01-13 09:00").Main.State);
        Assert.Equal(ReferralState.Plan, held.Take(started with { Texts = Texts }, "2027-01-13 09:00").Main.State);
    }

    [Fact]
    public void T13_T14_and_T15_count_from_the_conference_the_review_and_the_move()
    {
        var at = Wall("2027-01-12 10:00");
        Ends("2027-01-26", Read(ReferralClock.CoreGroup, at));
        Ends("2027-04-12", Read(ReferralClock.FirstReview, at));
        Ends("2027-07-12", Read(ReferralClock.LaterReview, at));
        Ends("2027-02-02", Read(ReferralClock.ReceivingIn, at));
        Ends("2028-02-29", Read(ReferralClock.FirstReview, Wall("2027-11-30 10:00")));
        Ends("2027-02-28", Read(ReferralClock.FirstReview, Wall("2026-11-30 10:00")));
    }

    [Theory]
    // Journey 25: Friday 22:40, told before Monday starts.
    [InlineData("2026-11-20 22:40", "2026-11-23 08:50", "2026-11-23 08:30", "2026-11-23 08:45")]
    // Journey 37: sent at 07:55, deputies at 08:30, a telephone task at 08:45.
    [InlineData("2026-11-23 07:55", "2026-11-23 08:50", "2026-11-23 08:30", "2026-11-23 08:45")]
    [InlineData("2026-11-23 09:30", "2026-11-24 08:50", "2026-11-24 08:30", "2026-11-24 08:45")]
    // Journey 26: in half-term it is held to the first day of that school.
    [InlineData("2026-10-25 21:00", "2026-11-02 08:50", "2026-11-02 08:30", "2026-11-02 08:45")]
    [InlineData("2026-12-18 20:00", "2027-01-04 08:50", "2027-01-04 08:30", "2027-01-04 08:45")]
    [InlineData("2026-11-23 08:40", "2026-11-23 08:50", "2026-11-23 08:40", "2026-11-23 08:45")]
    public void T16_school_is_told_before_its_next_day_begins(string sent, string due, string deputies, string telephone)
    {
        var clock = Read(ReferralClock.SchoolNotice, Wall(sent), area: WithSchool);
        Assert.Equal([due, deputies, telephone], [Shown(clock.Due!.Value.At), .. clock.Warnings.Select(Shown)]);
        Assert.False(clock.Due.Value.Provisional);
    }

    [Fact]
    public void T16_red_is_for_now_and_a_school_whose_days_are_not_known_is_told_on_the_next_working_day()
    {
        Assert.Equal("2026-10-25 21:15", Shown(Read(ReferralClock.SchoolNotice, Wall("2026-10-25 21:00"), Rating.Red, area: WithSchool).Due!.Value.At));
        var unknown = Read(ReferralClock.SchoolNotice, Wall("2026-11-20 22:40")).Due!.Value;
        Assert.Equal(("2026-11-23 08:30", true), (Shown(unknown.At), unknown.Provisional));
        Assert.Equal(("2027-03-30 08:30", true), (Shown(Read(ReferralClock.SchoolNotice, Wall("2027-03-25 20:00"), area: WithSchool).Due!.Value.At), true));
    }

    [Fact]
    public void T17_primary_care_is_told_in_24_hours_and_by_the_next_working_day_at_latest()
    {
        var clock = Read(ReferralClock.PrimaryCareTold, Wall("2026-11-20 22:40"));
        Ends("2026-11-23", clock);
        Assert.Equal("2026-11-21 22:40", Shown(Assert.Single(clock.Warnings)));
    }

    [Fact]
    public void T18_early_help_accepts_in_5_working_days() => Ends("2026-11-30", Read(ReferralClock.EarlyHelpAccepts, Wall("2026-11-23 10:00")));

    [Fact]
    public void J34_feedback_of_no_further_action_that_nobody_reads_for_2_working_days_is_chased()
    {
        var told = Decided("2026-11-23 09:00", "2026-11-23 15:00", StepOutcome.NoFurtherAction).Clock(ReferralClock.FeedbackRead);
        Ends("2026-11-25", told);
        Assert.Equal(ClockLight.Breached, told.At(Wall("2026-11-26 00:00")));
        Assert.Equal([ReferralActor.Colleague], told.Told);
    }

    [Fact]
    public void J42_at_08_30_on_Monday_what_came_at_the_weekend_is_neither_late_nor_at_risk()
    {
        var clock = LookedAt("2026-11-21 22:14").Clock(ReferralClock.Decision);
        Assert.Equal(ClockLight.Running, clock.At(Wall("2026-11-23 08:30")));
        Assert.Equal(ClockLight.Risk, clock.At(Wall("2026-11-23 13:00")));
    }

    [Fact]
    public void J59_receiver_that_is_down_is_late_after_a_minute_and_the_receipt_time_is_true()
    {
        var sent = Standing.Begin(Wall("2026-11-21 22:00")).Take(Step(ReferralEvent.ReferralSent, ReferralActor.Referrer), "2026-11-21 22:14");
        var failed = sent.Take(Step(ReferralEvent.ReferralDeliveryFailed, ReferralActor.Gateway), "2026-11-21 22:15");
        Assert.Equal(ClockLight.Breached, failed.Clock(ReferralClock.Received).At(Wall("2026-11-21 22:15")));
        var received = failed.Take(Step(ReferralEvent.ReferralReceived, ReferralActor.ReceiverSystem), "2026-11-22 01:00");
        Assert.Equal(Wall("2026-11-22 01:00"), received.Main.Since);
        Ends("2026-11-23", received.Clock(ReferralClock.Decision));
    }

    [Fact]
    public void L1_to_L5_are_counted_in_working_days()
    {
        var at = Wall("2026-11-23 10:00");
        ReferralClock[] clocks =
        [
            ReferralClock.RaiseDisagreement, ReferralClock.PractitionersReply, ReferralClock.TeamManagersAgree, ReferralClock.ServiceManagersMeet,
            ReferralClock.WrittenOutcome, ReferralClock.HeadsOfServiceSettle, ReferralClock.PartnersSettle,
        ];
        Assert.Equal([25, 26, 25, 30, 25, 30, 37], clocks.Select(clock => Read(clock, at).Due!.Value.Day.DayNumber - new DateOnly(2026, 11, 30).DayNumber + 30));
    }

    [Fact]
    public void L1_to_L5_run_in_hours_where_the_child_is_not_safe_tonight()
    {
        var at = Wall("2026-11-20 15:00");
        ReferralClock[] clocks =
        [
            ReferralClock.PractitionersReply, ReferralClock.TeamManagersAgree, ReferralClock.ServiceManagersMeet, ReferralClock.HeadsOfServiceSettle, ReferralClock.PartnersSettle,
        ];
        Assert.Equal(
            ["2026-11-21 00:00", "2026-11-23 10:30", "2026-11-21 15:00", "2026-11-21 15:00", "2026-11-25 00:00"],
            clocks.Select(clock => Shown(Read(clock, at, urgent: true).Due!.Value.At)));
    }

    private static void Ends(string day, ClockReading reading)
    {
        var due = reading.Due!.Value;
        Assert.Equal((day, day + " 23:59", false), ($"{due.Day:yyyy-MM-dd}", Shown(due.At.AddTicks(-1)), due.Provisional));
    }

    // Workflows 2.2 T4: one force's hours are not another's.
    [Theory]
    [InlineData("aldersham", Rating.Red, "2026-11-23 12:00")]
    [InlineData("aldersham", Rating.Amber, "2026-11-23 22:00")]
    [InlineData("aldersham", Rating.Green, "2026-11-26 10:00")]
    [InlineData("brackenford", Rating.Red, "2026-11-23 14:00")]
    [InlineData(null, Rating.Red, "2026-11-23 14:00")]
    public void An_areas_own_hours_stand_in_for_those_of_no_area_case_by_case(string? area, Rating rating, string due)
    {
        const string Everywhere = ",rated,red,4,working-hours-through,50,percent,,2024-01-01,,Workflows 2.2 T4\n";
        const string Own = "aldersham,rated,red,2,working-hours-through,50,percent,,2024-01-01,,Made for this test\naldersham,rated,amber,12,hours,50,percent,,2024-01-01,,Made for this test\n";
        var files = Published.Files();
        var changed = files.With("times.csv", files.Text("times.csv").Replace(Everywhere, Everywhere + Own, StringComparison.Ordinal));
        var terms = Assert.IsType<ReferralReading.Valid>(ReferralReader.Read(changed)).Terms;
        var read = terms.Read(ReferralClock.Rated, new ClockRun(Published.Wall("2026-11-23 10:00")), Published.Area with { Area = area }, rating)!;
        Assert.Equal(due, Published.Shown(read.Due!.Value.At));
    }
}
