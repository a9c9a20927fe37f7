using System.Collections.Immutable;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using static Gateway.Rules.Tests.Referrals.Published;

namespace Gateway.Rules.Tests.Referrals;

/// <summary>What would leave somebody without an answer, step by step.</summary>
public sealed class MoveTests
{
    private const string Monday = "2026-11-23 10:00";

    [Fact]
    public void J43_decision_without_what_the_referrer_will_be_told_is_refused()
    {
        var looked = LookedAt(Monday);
        foreach (var outcome in Enum.GetValues<StepOutcome>().Where(outcome => outcome is >= StepOutcome.NoFurtherAction and <= StepOutcome.OtherArea))
        {
            var step = Step(ReferralEvent.DecisionMade, ReferralActor.Manager, outcome);
            foreach (var message in (string?[])[null, "", new string(' ', 80), "Too short to tell anybody anything."])
            {
                var texts = message is null ? Texts.Remove(ReferralText.Message) : Texts.SetItem(ReferralText.Message, message);
                var refused = Assert.IsType<MoveResult.Refused>(Terms.Move(looked, step with { Texts = texts }, Wall("2026-11-23 11:00"), Area));
                Assert.Equal((RefusedBecause.TextMissing, ReferralText.Message, "Enter what you will tell the referrer"), (refused.Because, refused.Text, refused.Words));
            }

            var decided = looked.Take(step, "2026-11-23 11:00");
            Assert.Equal((ReferralState.ReferrerTold, Wall("2026-11-23 11:00")), (decided.Feedback!.Value.State, decided.ToldAt));
            Assert.DoesNotContain(ReferralClock.ReferrerTold, Terms.Clocks(decided, Area).Select(clock => clock.Clock));
            Assert.Equal(ClockLight.Met, Light(decided, ReferralClock.Decision));
        }
    }

    [Fact]
    public void Decision_that_the_receivers_system_sends_waits_for_a_message_by_the_end_of_the_next_working_day()
    {
        var step = new Step(ReferralEvent.DecisionMade, ReferralActor.ReceiverSystem) { Outcome = StepOutcome.NoFurtherAction };
        var decided = LookedAt(Monday).Take(step, "2026-11-23 11:00");
        Assert.Null(decided.Feedback);
        Assert.Equal(new DateOnly(2026, 11, 24), decided.Clock(ReferralClock.ReferrerTold).Due!.Value.Day);
        Assert.Equal(RefusedBecause.NotTold, decided.Refused(Step(ReferralEvent.ReferralClosed, ReferralActor.Manager), "2026-11-23 12:00"));
        var told = decided.Take(Step(ReferralEvent.FeedbackSent, ReferralActor.Manager), "2026-11-25 09:00");
        Assert.Equal((ClockLight.MetLate, ReferralState.ReferrerTold), (Light(told, ReferralClock.ReferrerTold), told.Feedback!.Value.State));
        Assert.Equal(RefusedBecause.NotThisActor, LookedAt(Monday).Refused(step with { By = ReferralActor.FrontDoor }, "2026-11-23 11:00"));
    }

    [Fact]
    public void J33_contact_is_visible_and_one_click_makes_it_a_referral_again()
    {
        var reclassified = Step(ReferralEvent.ReferralReclassified, ReferralActor.SocialWorker);
        var looked = LookedAt("2026-11-20 10:00");
        Assert.Equal(RefusedBecause.TextMissing, looked.Refused(reclassified with { Texts = Texts.Remove(ReferralText.Message) }, "2026-11-23 09:00"));
        var contact = looked.Take(reclassified, "2026-11-23 09:00");
        Assert.Equal("Recorded as a contact, not a referral. If you meant to refer, say so", Terms.State(contact.Main.State, new DateOnly(2026, 11, 23))!.Shown);
        Assert.Equal(ReferralState.ReferrerTold, contact.Feedback!.Value.State);
        // Nothing is asked of them.
        var meant = contact.Take(new Step(ReferralEvent.ReferralReclassified, ReferralActor.Referrer), "2026-11-24 17:00");
        Assert.Equal(ReferralState.LookedAt, meant.Main.State);
        Assert.Equal(new DateOnly(2026, 11, 25), meant.Clock(ReferralClock.Decision).Due!.Value.Day);
        Assert.Equal(RefusedBecause.NotThisActor, contact.Refused(reclassified, "2026-11-24 17:00"));
    }

    [Fact]
    public void J35_ladder_of_a_child_who_is_not_safe_tonight_goes_up_by_itself_in_hours()
    {
        var raised = Step(ReferralEvent.DisagreementRaised, ReferralActor.Referrer) with { Urgent = true };
        var disputed = Decided(Monday, "2026-11-23 12:00", StepOutcome.NoFurtherAction).Take(raised, "2026-11-23 13:00");
        Assert.Equal((ReferralState.NoFurtherAction, ReferralState.Practitioners), (disputed.Main.State, disputed.Disagreement!.Value.State));
        Assert.Equal(RefusedBecause.AlreadyDisputed, disputed.Refused(raised, "2026-11-23 13:10"));
        var up = disputed.Take(Step(ReferralEvent.DisagreementEscalated, ReferralActor.Referrer), "2026-11-23 13:30");
        Assert.Equal("2026-11-24 09:00", Shown(up.Clock(ReferralClock.TeamManagersAgree).Due!.Value.At));
        var ranOut = Ran(ReferralClock.TeamManagersAgree);
        Assert.Equal(RefusedBecause.NotOverdue, up.Refused(ranOut, "2026-11-24 08:59"));
        Assert.Equal(ReferralState.ServiceManagers, up.Take(ranOut, "2026-11-24 09:00").Disagreement!.Value.State);
    }

    [Fact]
    public void Silence_takes_a_disagreement_from_practitioners_to_the_partnership()
    {
        var standing = Decided(Monday, "2026-11-23 12:00", StepOutcome.NoFurtherAction).Take(Step(ReferralEvent.DisagreementRaised, ReferralActor.Agency), "2026-11-23 13:00");
        ReferralClock[] clocks =
            [ReferralClock.PractitionersReply, ReferralClock.TeamManagersAgree, ReferralClock.ServiceManagersMeet, ReferralClock.HeadsOfServiceSettle];
        foreach (var clock in clocks) standing = standing.Take(Ran(clock), standing.Clock(clock).Due!.Value.At);
        Assert.Equal(ReferralState.Partners, standing.Disagreement!.Value.State);
        // Each stage has its days in full: 27 November, 2, 10 and 18 December are day 0, and Christmas and New Year lie between.
        Assert.Equal("2027-01-06", $"{standing.Clock(ReferralClock.PartnersSettle).Due!.Value.Day:yyyy-MM-dd}");
        Assert.Equal(ReferralState.NoFurtherAction, standing.Main.State);
    }

    [Fact]
    public void Reply_does_not_end_a_disagreement_and_nobody_settles_it_over_the_head_of_who_raised_it()
    {
        var raised = Decided(Monday, "2026-11-23 12:00", StepOutcome.Advice).Take(Step(ReferralEvent.DisagreementRaised, ReferralActor.Referrer), "2026-11-23 13:00");
        var answered = raised.Take(Step(ReferralEvent.DisagreementAnswered, ReferralActor.Practitioner), "2026-11-24 13:00");
        Assert.Equal(ClockLight.Met, Light(answered, ReferralClock.PractitionersReply));
        Assert.Equal("2026-11-26", $"{answered.Clock(ReferralClock.TakeUp).Due!.Value.Day:yyyy-MM-dd}");
        foreach (var outcome in (StepOutcome[])[StepOutcome.KeptAccepted, StepOutcome.KeptNotAccepted, StepOutcome.Withdrawn])
        {
            Assert.Equal(RefusedBecause.NotThisActor, answered.Refused(Step(ReferralEvent.DisagreementSettled, ReferralActor.Practitioner, outcome), "2026-11-25 09:00"));
            Assert.Null(answered.Take(Step(ReferralEvent.DisagreementSettled, ReferralActor.Referrer, outcome), "2026-11-25 09:00").Disagreement);
        }

        Assert.Equal(ReferralState.TeamManagers, answered.Take(Ran(ReferralClock.TakeUp), "2026-11-27 00:00").Disagreement!.Value.State);
    }

    [Fact]
    public void Settled_as_changed_needs_a_decision_that_was_changed_also_after_closing()
    {
        var closed = Decided(Monday, "2026-11-23 12:00", StepOutcome.NoFurtherAction).Take(Step(ReferralEvent.ReferralClosed, ReferralActor.Manager), "2026-11-23 12:30");
        var decide = Step(ReferralEvent.DecisionMade, ReferralActor.Manager, StepOutcome.Assessment);
        Assert.Equal(RefusedBecause.NotDisputed, closed.Refused(decide, "2026-11-23 13:00"));
        var raised = closed.Take(Step(ReferralEvent.DisagreementRaised, ReferralActor.Referrer), "2026-11-23 13:00");
        var changed = Step(ReferralEvent.DisagreementSettled, ReferralActor.Practitioner, StepOutcome.Changed);
        Assert.Equal(RefusedBecause.NothingChanged, raised.Refused(changed, "2026-11-23 14:00"));
        var settled = raised.Take(decide, "2026-11-23 14:00").Take(changed, "2026-11-23 14:00");
        Assert.Equal((ReferralState.Assessment, null, ReferralState.ReferrerTold), (settled.Main.State, settled.Disagreement, settled.Feedback!.Value.State));
    }

    [Fact]
    public void Case_that_is_disputed_is_not_closed_and_a_late_decision_can_be_disputed_before_it_is_made()
    {
        var disputed = Decided(Monday, "2026-11-23 12:00", StepOutcome.NoFurtherAction).Take(Step(ReferralEvent.DisagreementRaised, ReferralActor.Referrer), "2026-11-23 13:00");
        Assert.Equal(RefusedBecause.Disputed, disputed.Refused(Step(ReferralEvent.ReferralClosed, ReferralActor.Manager), "2026-11-23 14:00"));
        var raised = Step(ReferralEvent.DisagreementRaised, ReferralActor.Referrer);
        Assert.Equal(RefusedBecause.NotOverdue, LookedAt(Monday).Refused(raised, "2026-11-24 23:59"));
        Assert.Equal(ReferralState.Practitioners, LookedAt(Monday).Take(raised, "2026-11-25 00:00").Disagreement!.Value.State);
    }

    [Fact]
    public void J50_without_the_agencies_it_is_decided_with_a_reason_and_their_time_brings_it_back_by_itself()
    {
        var asked = LookedAt(Monday).Take(new Step(ReferralEvent.ReferralRagSet, ReferralActor.SocialWorker) { Rating = Rating.Red }, Monday)
            .Take(Step(ReferralEvent.AgencyAsked, ReferralActor.SocialWorker), Monday);
        var decide = Step(ReferralEvent.DecisionMade, ReferralActor.Manager, StepOutcome.Assessment);
        var refused = Assert.IsType<MoveResult.Refused>(Terms.Move(asked, decide with { Texts = Texts.Remove(ReferralText.Without) }, Wall("2026-11-23 11:00"), Area));
        Assert.Equal(ReferralText.Without, refused.Text);
        Assert.Equal(ReferralState.Assessment, asked.Take(decide, "2026-11-23 11:00").Main.State);
        var silent = asked.Take(Ran(ReferralClock.AgenciesAnswer), "2026-11-23 12:00");
        Assert.Equal((ReferralState.LookedAt, ClockLight.Breached), (silent.Main.State, Light(silent, ReferralClock.AgenciesAnswer)));
        Assert.Equal(Wall(Monday), silent.Clock(ReferralClock.Decision).Run.Started);
    }

    [Fact]
    public void J45_three_children_of_one_referral_stand_each_by_itself()
    {
        Standing[] children =
        [
            Decided(Monday, "2026-11-23 12:00", StepOutcome.Strategy), Decided(Monday, "2026-11-23 12:00", StepOutcome.Assessment), Decided(Monday, "2026-11-23 12:00", StepOutcome.Assessment),
        ];
        Assert.Equal([ReferralClock.ChildSeenUrgently, ReferralClock.FeedbackRead, ReferralClock.FeedbackRead], children.Select(child => Terms.NextDue(child, Area)!.Clock));
        Assert.Equal(new DateOnly(2026, 11, 30), children[1].Clock(ReferralClock.ChildSeen).Due!.Value.Day);
        Assert.Equal(new DateOnly(2027, 1, 28), children[2].Clock(ReferralClock.AssessmentAuthorised).Due!.Value.Day);
    }

    [Fact]
    public void J46_open_case_waits_for_its_social_worker()
    {
        var open = Decided(Monday, "2026-11-23 12:00", StepOutcome.OpenCase);
        Assert.Equal(new DateOnly(2026, 11, 24), open.Clock(ReferralClock.OpenCaseAcknowledged).Due!.Value.Day);
        Assert.Equal(RefusedBecause.NotFromHere, open.Refused(Step(ReferralEvent.ReferralClosed, ReferralActor.Manager), "2026-11-23 12:00"));
        Assert.Equal(ReferralState.Closed, open.Take(Step(ReferralEvent.OpenCaseAcknowledged, ReferralActor.AllocatedWorker), "2026-11-23 13:00").Main.State);
    }

    [Fact]
    public void J49_child_who_moves_on_a_plan_starts_the_receiving_in_clock_and_the_plan_stays()
    {
        var plan = Plan().Take(Step(ReferralEvent.CaseTransferred, ReferralActor.Manager), "2027-02-01 10:00");
        Assert.Equal(ReferralState.Plan, plan.Main.State);
        Assert.Equal(new DateOnly(2027, 2, 22), plan.Clock(ReferralClock.ReceivingIn).Due!.Value.Day);
        Assert.Equal(ClockLight.Met, Light(plan.Take(Step(ReferralEvent.ConferenceHeld, ReferralActor.ConferenceService), "2027-02-22 10:00"), ReferralClock.ReceivingIn));
    }

    [Fact]
    public void Review_ends_one_time_and_begins_the_next()
    {
        var plan = Plan();
        Assert.Equal(new DateOnly(2027, 4, 12), plan.Clock(ReferralClock.FirstReview).Due!.Value.Day);
        var reviewed = plan.Take(Step(ReferralEvent.PlanReviewed, ReferralActor.ConferenceService), "2027-04-08 10:00");
        Assert.Equal((ClockLight.Met, new DateOnly(2027, 10, 8)), (Light(reviewed, ReferralClock.FirstReview), reviewed.Clock(ReferralClock.LaterReview).Due!.Value.Day));
        var again = reviewed.Take(Step(ReferralEvent.PlanReviewed, ReferralActor.ConferenceService), "2027-09-01 10:00");
        Assert.Equal(new DateOnly(2028, 3, 1), again.Clock(ReferralClock.LaterReview).Due!.Value.Day);
    }

    [Fact]
    public void Disagreement_is_settled_as_changed_only_once_the_referrer_was_told_of_what_changed()
    {
        var settle = Step(ReferralEvent.DisagreementSettled, ReferralActor.Practitioner, StepOutcome.Changed);
        var disputed = Decided(Monday, "2026-11-23 12:00", StepOutcome.NoFurtherAction).Take(Step(ReferralEvent.DisagreementRaised, ReferralActor.Referrer), "2026-11-23 13:00");
        Assert.Equal(RefusedBecause.NothingChanged, disputed.Refused(settle, "2026-11-23 14:00"));
        var back = disputed.Take(Step(ReferralEvent.RecordCorrected, ReferralActor.Manager), "2026-11-23 14:00");
        Assert.Equal(RefusedBecause.NothingChanged, back.Refused(settle, "2026-11-23 14:00"));
        var changed = back.Take(Step(ReferralEvent.DecisionMade, ReferralActor.SocialWorker, StepOutcome.Assessment), "2026-11-23 15:00");
        Assert.Null(changed.Take(settle, "2026-11-23 15:30").Disagreement);
        // It has gone on since: the referrer hears that too.
        var started = changed.Take(Step(ReferralEvent.AssessmentStarted, ReferralActor.Team), "2026-11-23 16:00");
        Assert.Equal(RefusedBecause.NothingChanged, started.Refused(settle, "2026-11-23 16:30"));
        Assert.Null(started.Take(Step(ReferralEvent.FeedbackSent, ReferralActor.SocialWorker), "2026-11-23 16:30").Take(settle, "2026-11-23 16:30").Disagreement);
    }

    [Fact]
    public void Disagreement_that_becomes_urgent_stays_at_its_stage_and_runs_in_hours_from_there()
    {
        var raise = Step(ReferralEvent.DisagreementRaised, ReferralActor.Referrer);
        var above = Decided(Monday, "2026-11-23 12:00", StepOutcome.NoFurtherAction).Take(raise, "2026-11-23 13:00").Take(Step(ReferralEvent.DisagreementEscalated, ReferralActor.Referrer), "2026-11-23 14:00");
        Assert.Equal(RefusedBecause.AlreadyDisputed, above.Refused(raise, "2026-11-23 14:30"));
        Assert.Equal(new DateOnly(2026, 11, 25), above.Clock(ReferralClock.TeamManagersAgree).Due!.Value.Day);

        var urgent = above.Take(raise with { Urgent = true }, "2026-11-23 14:30");

        Assert.Equal((ReferralState.TeamManagers, true, above.DisputedSince), (urgent.Disagreement!.Value.State, urgent.Urgent, urgent.DisputedSince));
        Assert.Equal("2026-11-24 09:30", Shown(urgent.Clock(ReferralClock.TeamManagersAgree).Due!.Value.At));
        Assert.Equal(RefusedBecause.AlreadyDisputed, urgent.Refused(raise with { Urgent = true }, "2026-11-23 14:30"));
        // Also where no clock has run out any more since it was raised.
        var back = above.Take(Step(ReferralEvent.RecordCorrected, ReferralActor.Manager), "2026-11-23 14:30");
        Assert.True(back.Take(raise with { Urgent = true }, "2026-11-23 14:31").Urgent);
    }

    [Fact]
    public void Early_help_that_says_nothing_gives_the_child_back()
    {
        var passed = Decided(Monday, "2026-11-23 12:00", StepOutcome.EarlyHelp);
        Assert.Equal(RefusedBecause.NotOverdue, passed.Refused(Ran(ReferralClock.EarlyHelpAccepts), "2026-11-30 23:59"));
        var back = passed.Take(Ran(ReferralClock.EarlyHelpAccepts), "2026-12-01 00:00");
        Assert.Equal((ReferralState.LookedAt, new DateOnly(2026, 12, 2)), (back.Main.State, back.Clock(ReferralClock.Decision).Due!.Value.Day));
    }

    [Fact]
    public void Withdrawal_neither_stops_the_decision_nor_takes_the_concern_away()
    {
        var withdrawn = LookedAt(Monday).Take(Step(ReferralEvent.ReferralWithdrawn, ReferralActor.Referrer), "2026-11-23 11:00");
        Assert.Equal(Wall(Monday), withdrawn.Clock(ReferralClock.Decision).Run.Started);
        Assert.Equal(ReferralState.LookedAt, withdrawn.Take(Step(ReferralEvent.ReferralWithdrawalRefused, ReferralActor.SocialWorker), "2026-11-23 12:00").Main.State);
        var closed = Step(ReferralEvent.ReferralClosed, ReferralActor.Manager);
        Assert.Equal(RefusedBecause.TextMissing, withdrawn.Refused(closed with { Texts = Texts.Remove(ReferralText.Message) }, "2026-11-23 12:00"));
        Assert.Equal(ReferralState.ReferrerTold, withdrawn.Take(closed, "2026-11-23 12:00").Feedback!.Value.State);
    }

    [Fact]
    public void Merged_referral_keeps_its_referrer_entitled_to_an_answer()
    {
        var merged = LookedAt(Monday).Take(Step(ReferralEvent.ReferralMerged, ReferralActor.SocialWorker), "2026-11-23 11:00");
        Assert.Equal(new DateOnly(2026, 11, 24), Terms.NextDue(merged, Area)!.Due!.Value.Day);
        Assert.Equal(RefusedBecause.NotFromHere, merged.Refused(Step(ReferralEvent.ReferralClosed, ReferralActor.Manager), "2026-11-23 12:00"));
        var told = merged.Take(Step(ReferralEvent.FeedbackSent, ReferralActor.FrontDoor), "2026-11-23 12:00");
        Assert.Equal((ReferralState.Closed, ReferralState.ReferrerTold), (told.Main.State, told.Feedback!.Value.State));
    }

    [Fact]
    public void Other_area_has_its_own_receipt_and_its_own_day_to_decide()
    {
        var sentOn = Decided(Monday, "2026-11-23 12:00", StepOutcome.OtherArea);
        Assert.Equal(Wall("2026-11-23 12:01"), sentOn.Clock(ReferralClock.Received).Due!.Value.At);
        var there = sentOn.Take(Step(ReferralEvent.ReferralReceived, ReferralActor.ReceiverSystem), "2026-11-24 09:00");
        Assert.Equal((ReferralState.Received, new DateOnly(2026, 11, 25)), (there.Main.State, there.Clock(ReferralClock.Decision).Due!.Value.Day));
    }

    [Fact]
    public void Clocks_that_may_pause_do_and_the_others_never()
    {
        var rated = LookedAt(Monday).Take(new Step(ReferralEvent.ReferralRagSet, ReferralActor.FrontDoor) { Rating = Rating.Green }, Monday);
        var pause = Step(ReferralEvent.ClockPaused, ReferralActor.SocialWorker) with { Clock = ReferralClock.Rated };
        Assert.Equal(RefusedBecause.TextMissing, rated.Refused(pause with { Texts = Texts.Remove(ReferralText.Reason) }, "2026-11-23 11:00"));
        foreach (var clock in (ReferralClock[])[ReferralClock.Decision, ReferralClock.AssessmentAuthorised])
            Assert.Equal(RefusedBecause.NeverPauses, rated.Refused(pause with { Clock = clock }, "2026-11-23 11:00"));
        var paused = rated.Take(pause, "2026-11-23 11:00");
        Assert.Equal((null, ClockLight.Paused), (paused.Clock(ReferralClock.Rated).Due, paused.Clock(ReferralClock.Rated).At(Wall("2026-12-23 11:00"))));
        Assert.Equal(ReferralClock.Decision, Terms.NextDue(paused, Area)!.Clock);
        Assert.Equal(RefusedBecause.PausedOrNot, paused.Refused(pause, "2026-11-23 12:00"));
        var resumed = paused.Take(pause with { Event = ReferralEvent.ClockResumed }, "2026-11-24 11:00");
        Assert.Equal("2026-11-27 10:00", Shown(resumed.Clock(ReferralClock.Rated).Due!.Value.At));
        Assert.Equal(RefusedBecause.PausedOrNot, resumed.Refused(pause, "2026-11-27 10:00"));
    }

    [Fact]
    public void What_is_taken_back_never_stopped_its_clock()
    {
        var reopened = Decided(Monday, "2026-11-23 12:00", StepOutcome.Advice).Take(Step(ReferralEvent.RecordCorrected, ReferralActor.Manager), "2026-11-30 09:00");
        var clock = reopened.Clock(ReferralClock.Decision);
        Assert.Equal((Wall(Monday), ClockLight.Breached), (clock.Run.Started, clock.At(Wall("2026-11-30 09:00"))));
        Assert.Equal(RefusedBecause.TextMissing, Decided(Monday, "2026-11-23 12:00", StepOutcome.Advice).Refused(new Step(ReferralEvent.RecordCorrected, ReferralActor.Manager), "2026-11-30 09:00"));
    }

    [Fact]
    public void End_of_a_plan_can_be_disputed_and_taken_back_with_its_reviews_as_they_stood()
    {
        var reviewed = Plan().Take(Step(ReferralEvent.PlanReviewed, ReferralActor.ConferenceService), "2027-04-08 10:00");
        var ended = reviewed.Take(Step(ReferralEvent.PlanEnded, ReferralActor.ConferenceService), "2027-05-04 10:00");
        Assert.Null(Terms.NextDue(ended with { Feedback = null, Clocks = ended.Clocks.Remove(ReferralClock.FeedbackRead) }, Area));
        var back = ended.Take(Step(ReferralEvent.DisagreementRaised, ReferralActor.Agency), "2027-05-05 10:00").Take(Step(ReferralEvent.RecordCorrected, ReferralActor.Manager), "2027-05-06 10:00");
        Assert.Equal((ReferralState.Plan, new DateOnly(2027, 10, 8)), (back.Main.State, back.Clock(ReferralClock.LaterReview).Due!.Value.Day));
        Assert.Equal(ClockLight.Met, Light(back, ReferralClock.FirstReview));
        var told = back.Take(Step(ReferralEvent.FeedbackSent, ReferralActor.Manager), "2027-05-06 11:00");
        Assert.Null(told.Take(Step(ReferralEvent.DisagreementSettled, ReferralActor.Practitioner, StepOutcome.Changed), "2027-05-06 11:00").Disagreement);
    }

    [Theory]
    [InlineData(Rating.None)]
    [InlineData((Rating)4)]
    [InlineData((Rating)200)]
    public void What_no_list_knows_is_refused(Rating rating)
    {
        var looked = LookedAt(Monday);
        Assert.Equal(RefusedBecause.RatingMissing, looked.Refused(new Step(ReferralEvent.ReferralRagSet, ReferralActor.FrontDoor) { Rating = rating }, Monday));
        Assert.Equal(RefusedBecause.NotFromHere, looked.Refused(new Step((ReferralEvent)200, ReferralActor.Manager), Monday));
        Assert.Equal(RefusedBecause.NotThisActor, looked.Refused(Step(ReferralEvent.AgencyAsked, (ReferralActor)200), Monday));
        Assert.Equal(RefusedBecause.OutcomeUnknown, looked.Refused(Step(ReferralEvent.DecisionMade, ReferralActor.Manager), Monday));
        Assert.Equal(RefusedBecause.NotRunning, looked.Refused(Step(ReferralEvent.ClockPaused, ReferralActor.Manager) with { Clock = (ReferralClock)200 }, Monday));
        Assert.Equal(RefusedBecause.OutcomeUnknown, Draft.Refused(Ran((ReferralClock)200), Monday));
    }

    private static readonly Standing Draft = Standing.Begin(Wall(Monday));

    [Fact]
    public void Child_who_was_never_seen_does_not_count_as_seen_when_the_enquiries_end()
    {
        var enquiries = Decided(Monday, "2026-11-23 12:00", StepOutcome.Strategy).Take(Step(ReferralEvent.StrategyHeld, ReferralActor.Team), "2026-11-23 15:00");
        var gone = enquiries.Take(Step(ReferralEvent.AssessmentStarted, ReferralActor.Team), "2026-11-24 11:00");
        Assert.Equal(ClockLight.Ended, Light(gone, ReferralClock.ChildSeenUrgently));
        var late = enquiries.Take(Step(ReferralEvent.AssessmentStarted, ReferralActor.Team), "2026-11-24 12:00");
        Assert.Equal(ClockLight.Breached, Light(late, ReferralClock.ChildSeenUrgently));
        Assert.Equal(ClockLight.Met, Light(enquiries.Take(Step(ReferralEvent.ChildSeen, ReferralActor.SocialWorker), "2026-11-24 11:00"), ReferralClock.ChildSeenUrgently));
    }

    [Fact]
    public void Full_form_is_asked_for_only_where_the_danger_path_was_taken()
    {
        Assert.False(LookedAt(Monday).Clocks.ContainsKey(ReferralClock.FullForm));
        var danger = Standing.Begin(Wall(Monday), danger: true).Take(Step(ReferralEvent.ReferralSent, ReferralActor.Referrer), Monday);
        Assert.Equal(Wall("2026-11-24 10:00"), danger.Clock(ReferralClock.FullForm).Due!.Value.At);
        Assert.Equal(ClockLight.Met, Light(danger.Take(Step(ReferralEvent.ReferralCompleted, ReferralActor.Referrer), "2026-11-23 11:00"), ReferralClock.FullForm));
    }

    [Fact]
    public void Before_the_tables_begin_nothing_happens_and_a_finished_life_stays_finished()
    {
        var old = Standing.Begin(Wall("2023-12-31 10:00"));
        Assert.Equal(RefusedBecause.NotInForce, old.Refused(Step(ReferralEvent.ReferralSent, ReferralActor.Referrer), "2023-12-31 11:00"));
        Assert.Equal(RefusedBecause.BeforeLast, LookedAt(Monday).Refused(Step(ReferralEvent.AgencyAsked, ReferralActor.SocialWorker), "2026-11-23 09:59"));
        var deleted = Standing.Begin(Wall(Monday)).Take(Ran(ReferralClock.DraftKept), "2026-12-01 00:00");
        Assert.Equal((ReferralState.Deleted, null), (deleted.Main.State, Terms.NextDue(deleted, Area)));
        foreach (var happened in Enum.GetValues<ReferralEvent>())
            Assert.Equal(RefusedBecause.NotFromHere, deleted.Refused(Step(happened, ReferralActor.Manager), "2026-12-01 00:00"));
    }

    [Fact]
    public void Every_list_has_a_word_for_each_of_its_values_and_no_word_twice()
    {
        Whole<ReferralState>(ReferralStateWords.All, state => state.Word());
        Whole<ReferralActor>(ReferralActorWords.All, actor => actor.Word());
        Whole<ReferralEvent>(ReferralEventWords.All, happened => happened.Word());
        Whole<StepOutcome>(StepOutcomeWords.All, outcome => outcome.Word());
        Whole<ReferralText>(ReferralTextWords.All, text => text.Word());
        Whole<Rating>(RatingWords.All, rating => rating.Word());
        Whole<RefusedBecause>(RefusedBecauseWords.All, why => why.Word());
        Whole<ReferralClock>(ReferralClockWords.All, clock => clock.Word());
        Assert.False(ReferralStateWords.TryRead("Received", out _) || ReferralStateWords.TryRead(null, out _));
    }

    private static void Whole<T>(ImmutableArray<string> words, Func<T, string> word) where T : struct, Enum
    {
        Assert.Equal(Enum.GetValues<T>().Select(word), words);
        Assert.Equal(words.Length, words.Distinct().Count());
    }

    private static Standing Plan() => Decided("2026-12-17 10:00", "2026-12-17 12:00", StepOutcome.Strategy)
        .Take(Step(ReferralEvent.StrategyHeld, ReferralActor.Team), "2026-12-18 15:00").Take(Step(ReferralEvent.Section47Started, ReferralActor.Team), "2026-12-18 15:00")
        .Take(Step(ReferralEvent.ConferenceHeld, ReferralActor.ConferenceService), "2027-01-12 10:00")
        .Take(new Step(ReferralEvent.PlanStarted, ReferralActor.ConferenceService), "2027-01-12 12:00");

    private static Step Ran(ReferralClock clock) => new(ReferralEvent.ClockBreached, ReferralActor.Gateway) { Clock = clock };

    private static ClockLight Light(Standing standing, ReferralClock clock) =>
        Terms.Read(clock, standing.Clocks[clock], Area, standing.Rating)!.At(standing.Last);
}
