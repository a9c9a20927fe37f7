using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Tests.Deploy;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals;

/// <summary>For each thing that happens: whom it is posted to, how urgently, and by when something is due. Nobody who waits hears nothing.</summary>
public sealed class WhoIsToldTests
{
    private static readonly JsonObject Disputed = With(("safeTonight", true), ("what", "That nothing is done."), ("evidence", "Three visits in a year."), ("wanted", "An assessment."));
    private static readonly JsonObject NotSafe = With(("safeTonight", false), ("what", "That nothing is done."), ("evidence", "Three visits in a year."), ("wanted", "An assessment."));

    [Fact]
    public async Task Whoever_sent_and_whoever_receives_know_by_when_it_is_decided()
    {
        await using var bed = await ReferralBed.StartAsync();
        await bed.OneAsync();

        // Sent on a Saturday night: the end of Monday.
        Assert.Equal(["referral-sent front-door aldersham-council received 2026-11-24T00:00", "referral-sent referrer alder-valley-nhs-trust nurse received 2026-11-24T00:00"], await ToldAsync(bed));
    }

    [Fact]
    public async Task Those_who_are_asked_know_by_when_and_are_told_when_the_time_is_over_and_nobody_else_there_is()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "referral.rag_set", With(("rating", "red")));
        await ToldAsync(bed);

        await child.ThenAsync("csc-social-worker", "agency.asked", With(("question", "When was she last seen?"), ("purpose", "section-47"), ("agencies", new JsonArray(With(("agency", "millpond-surgery")), With(("agency", "st-oswins-primary"))))));
        Assert.Equal(["agency-asked lead millpond-surgery red answer-asked 2026-11-22T00:14", "agency-asked lead st-oswins-primary red answer-asked 2026-11-22T00:14"], await ToldAsync(bed));

        await child.ThenAsync("gp", "agency.answered", With(("answer", "In March.")));
        Assert.Equal(["information-added front-door aldersham-council red added"], await ToldAsync(bed));
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(2));
        await TendAsync(bed);

        var late = await ToldAsync(bed);
        Assert.Contains("clock-due lead st-oswins-primary red breached 2026-11-22T00:14", late);
        Assert.Contains("clock-due manager aldersham-council red breached 2026-11-22T00:14", late);
        Assert.DoesNotContain(late, told => told.Contains("millpond", StringComparison.Ordinal));
        // What comes after the time is over is told all the same.
        await child.ThenAsync("dsl", "agency.answered", With(("answer", "In June.")));
        Assert.Equal(["information-added front-door aldersham-council red added"], await ToldAsync(bed));
    }

    [Fact]
    public async Task Where_nobody_of_an_agency_leads_everybody_there_who_refers_is_asked()
    {
        await using var bed = await ReferralBed.StartAsync();
        var answers = bed.Service<WhoAnswers>();
        var register = bed.Service<Register>();
        var surgery = register.Agencies["millpond-surgery"];
        var nurses = surgery with { Issuer = surgery.Issuer! with { Roles = surgery.Issuer!.Roles.ToFrozenDictionary(role => role.Key, _ => "health-visitor") } };
        var only = new WhoAnswers(new Register("test", new Dictionary<string, Agency> { [nurses.Id] = nurses }.ToFrozenDictionary(), []), bed.Service<NoticeTerms>(), bed.Service<ReferralTables>());

        Assert.Equal("health-visitor", Assert.Single(only.At(nurses.Id, bed.Gateway.Clock.GetUtcNow())).Role);
        Assert.Null(Assert.Single(answers.At(surgery.Id, bed.Gateway.Clock.GetUtcNow())).Role);
    }

    [Fact]
    public async Task Both_referrers_of_what_was_merged_are_told_of_their_own()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (first, second) = (await MergeTests.ByAsync(bed, "nurse"), await MergeTests.ByAsync(bed, "gp"));
        foreach (var child in (OneChild[])[first, second]) await child.ThenAsync("csc-social-worker", "referral.taken");
        await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident, seen by both.")));
        await ToldAsync(bed);

        await first.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));

        var told = await RowsAsync(bed);
        foreach (var (child, person) in ((OneChild, string)[])[(first, "nurse"), (second, "gp")])
            Assert.Contains(told, notice => notice.Subject == child.Referral.ToString() && notice is { Event: NoticeEvent.DecisionMade, Part: NoticeRecipient.Referrer } && notice.Person == bed.Who(person).Subject);
    }

    [Fact]
    public async Task Not_safe_tonight_is_red_whatever_the_form_said_and_the_stage_owner_is_named()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await DecidedAsync(bed, "no-further-action");

        await child.ThenAsync("nurse", "disagreement.raised", NotSafe);

        var told = await ToldAsync(bed);
        Assert.Equal(2, told.Length);
        Assert.All(told, line => Assert.Contains("red raised not-safe-tonight 2026-11-22T00:00", line));
        Assert.Contains(told, line => line.StartsWith("disagreement lead aldersham-council ", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith("disagreement stage-owner aldersham-council csc-social-worker ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_silence_takes_up_a_stage_is_told_to_both_sides_and_not_as_something_overdue()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await DecidedAsync(bed, "no-further-action");
        await child.ThenAsync("nurse", "disagreement.raised", NotSafe);
        await ToldAsync(bed);

        bed.Gateway.Clock.Advance(TimeSpan.FromHours(2));
        await TendAsync(bed);

        var told = await ToldAsync(bed);
        Assert.Contains(told, line => line.StartsWith("disagreement referrer alder-valley-nhs-trust nurse red moved-up", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith("disagreement stage-owner aldersham-council csc-team-manager red moved-up", StringComparison.Ordinal));
        Assert.DoesNotContain(told, line => line.StartsWith("clock-due", StringComparison.Ordinal) && line.Contains("breached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_asked_agency_that_disagrees_reaches_the_council_and_hears_the_answer()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("question", "When was she last seen?"), ("purpose", "section-47"), ("agencies", new JsonArray(With(("agency", "millpond-surgery"))))));
        await child.ThenAsync("gp", "agency.answered", With(("answer", "In March.")));
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        await ToldAsync(bed);

        await child.ThenAsync("gp", "disagreement.raised", Disputed);
        Assert.All(await ToldAsync(bed), line => Assert.Contains("aldersham-council", line));

        await child.ThenAsync("csc-front-door", "disagreement.answered", With(("note", "We have seen her at home.")));
        Assert.Contains(await ToldAsync(bed), line => line.StartsWith("disagreement lead millpond-surgery gp settled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_decision_that_is_taken_back_is_told_to_whoever_believes_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await DecidedAsync(bed, "strategy");

        await child.ThenAsync("csc-manager", "record.corrected", With(("reason", "Recorded for the wrong child.")));

        Assert.Contains("decision-made referrer alder-valley-nhs-trust nurse changed", await ToldAsync(bed));
    }

    [Fact]
    public async Task A_question_about_a_decision_and_a_withdrawal_reach_the_council()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await DecidedAsync(bed, "no-further-action");
        (await child.FeedbackAsync("nurse")).Is(200);
        await ToldAsync(bed);
        await child.ThenAsync("nurse", "feedback.questioned", With(("question", "Who sees her next?")));
        Assert.Equal(["information-added front-door aldersham-council added"], await ToldAsync(bed));

        var other = await bed.OneAsync(takenBy: "csc-social-worker");
        await ToldAsync(bed);
        await other.ThenAsync("nurse", "referral.withdrawn", With(("reason", "Sent twice by mistake.")));
        Assert.Equal(["information-added front-door aldersham-council added"], await ToldAsync(bed));
        await other.ThenAsync("csc-manager", "referral.closed", With(("reason", "They sent it twice."), ("message", Message("We have closed it."))));
        Assert.Contains("decision-made referrer alder-valley-nhs-trust nurse decided", await ToldAsync(bed));
    }

    [Fact]
    public async Task A_referrer_who_accepts_a_decision_wakes_nobody()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await DecidedAsync(bed, "assessment");
        (await child.FeedbackAsync("nurse")).Is(200);
        await ToldAsync(bed);

        bed.Gateway.Clock.Advance(TimeSpan.FromDays(4));
        await TendAsync(bed);

        Assert.Contains(await bed.StepsAsync(child.Child), step => step is { Event: "clock.breached", Clock: "raise-disagreement" });
        Assert.DoesNotContain(await RowsAsync(bed), notice => notice is { Event: NoticeEvent.ClockDue } && notice.Due == new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Whoever_sent_by_the_danger_path_is_reminded_of_the_rest()
    {
        await using var bed = await ReferralBed.StartAsync();
        var sent = (await bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", TestForm.Urgent, Guid.NewGuid().ToString())).Is(200).Json;
        await ToldAsync(bed);

        bed.Gateway.Clock.Advance(TimeSpan.FromHours(24));
        await TendAsync(bed);

        var told = await ToldAsync(bed);
        Assert.Contains(told, line => line.StartsWith("clock-due referrer alder-valley-nhs-trust nurse red at-risk", StringComparison.Ordinal));
        Assert.Contains(told, line => line.StartsWith("clock-due lead alder-valley-nhs-trust red breached", StringComparison.Ordinal));
        Assert.NotEqual(Guid.Empty, sent.GetProperty("referral").GetGuid());
    }

    /// <summary>An event of the tables without a line here or in <see cref="TellOfSteps"/> would be heard by nobody, and nobody would know.</summary>
    [Fact]
    public void Each_event_is_told_or_is_known_to_be_told_to_nobody()
    {
        string[] nobody =
        [
            "referral.sent", "draft.deleted", "referral.taken", "referral.noted", "notice.acknowledged", "referral.rag_set", "referral.rag_changed", "referral.merged", "early_help.accepted", "early_help.declined",
            "assessment.started", "strategy.held", "open_case.acknowledged", "child.seen", "assessment.review_point", "assessment.authorised", "plan.started", "s47.started", "s47.ended",
            "conference.booked", "conference.held", "core_group.held", "plan.reviewed", "plan.category_changed", "plan.ended", "feedback.read", "clock.paused", "clock.resumed",
        ];
        string[] told =
        [
            "referral.received", "referral.added_to", "referral.completed", "referral.withdrawn", "agency.asked", "agency.answered", "agency.declined", "feedback.questioned", "referral.reclassified",
            "decision.made", "feedback.sent", "referral.withdrawal_refused", "referral.closed", "record.corrected", "case.transferred", "referral.delivery_failed", "clock.breached",
            "disagreement.raised", "disagreement.answered", "disagreement.settled", "disagreement.escalated",
        ];
        var rows = File.ReadLines(Repository.At("contracts", "referrals", "moves.csv")).Skip(1).Select(line => line.Split(',')[1]).Distinct();
        Assert.Equal(rows.Order(), nobody.Concat(told).Order());
    }

    private static async Task<OneChild> DecidedAsync(ReferralBed bed, string outcome)
    {
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision(outcome));
        await ToldAsync(bed);
        return child;
    }

    private static Task TendAsync(ReferralBed bed) => bed.Service<TendReferrals>().TendAsync(ReferralBed.Cancellation);

    /// <summary>What was posted since it was last asked for: event, part, agency, person, whether it is red, words, and by when.</summary>
    private static async Task<string[]> ToldAsync(ReferralBed bed)
    {
        var rows = await RowsAsync(bed);
        await using var db = await bed.DbAsync();
        await db.Set<InboxNotice>().ExecuteDeleteAsync(ReferralBed.Cancellation);
        return [.. rows.Select(row => string.Join(' ', ((string?[])[row.Event.Word(), row.Part.Word(), row.Agency, row.Person, row.Red ? "red" : null, row.Words, row.Due is { } due ? $"{due:yyyy-MM-ddTHH:mm}" : null]).Where(each => !string.IsNullOrEmpty(each)))).Order()];
    }

    private static async Task<List<InboxNotice>> RowsAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return await db.Set<InboxNotice>().AsNoTracking().ToListAsync(ReferralBed.Cancellation);
    }
}
