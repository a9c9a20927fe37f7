using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>Whoever disagrees has a named person to answer, a time, and a next stage that needs nobody's leave.</summary>
public sealed class DisagreementTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static JsonObject Raised(bool safe = true) => With(("safeTonight", safe), ("what", "Disputemark: that nothing is done."), ("evidence", "Three visits in a year."), ("wanted", "An assessment."));

    [Theory, MemberData(nameof(Stores))]
    public async Task Not_safe_tonight_the_answer_says_ring_first_and_the_stages_run_in_hours_and_up_by_themselves(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        var unasked = Raised();
        unasked.Remove("safeTonight");
        Assert.Equal("Select yes if the child is safe tonight", (await child.StepAsync("nurse", "disagreement.raised", unasked)).Is(400).Json.GetProperty("fields")[0].Text("words"));

        var raised = (await child.StepAsync("nurse", "disagreement.raised", Raised(safe: false))).Is(200).Json;

        Assert.Equal("The child is not safe tonight: ring the number that is given now, and 999 if there is danger this minute. Do not wait for the reply, which is due by the end of Saturday 21 November.", raised.Text("next"));
        Assert.Equal("01632 960102", raised.GetProperty("ringNow")[0].Text("number"));
        var disagreement = raised.GetProperty("children")[0].GetProperty("disagreement");
        Assert.Equal(("practitioners", true, "Askermark csc-social-worker"), (disagreement.Text("state"), disagreement.GetProperty("urgent").GetBoolean(), disagreement.GetProperty("with")[0].GetString()));
        // The decision stays in force while it is disputed.
        Assert.Equal("no-further-action", raised.GetProperty("children")[0].Text("state"));
        Assert.Equal("already-disputed", await child.NotAsync("second-nurse", "disagreement.raised", Raised()));

        foreach (var (hours, stage, with) in ((double, string, string?)[])[(2, "team-managers", "Officermark team-manager"), (38.5, "service-managers", "Officermark service-manager"), (24, "heads-of-service", null), (24, "partners", "Officermark partner")])
        {
            bed.Gateway.Clock.Advance(TimeSpan.FromHours(hours));
            await bed.Service<Gateway.Referrals.TendReferrals>().TendAsync(ReferralBed.Cancellation);
            var stands = (await bed.ReadAsync(child.Referral)).Is(200).Json.GetProperty("children")[0].GetProperty("disagreement");
            Assert.Equal(stage, stands.Text("state"));
            if (with is not null) Assert.Equal(with, stands.GetProperty("with")[0].GetString());
            else Assert.Equal(("The council has named nobody for this stage. Ring the number that is given, and take it further.", "Officermark partner"), (stands.Text("notNamed"), stands.GetProperty("lead")[0].GetString()));
        }
    }

    [Fact]
    public async Task A_warning_that_falls_between_two_milliseconds_is_told_once_and_the_look_ends()
    {
        await using var bed = await ReferralBed.StartAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromMilliseconds(1_000 - (bed.Gateway.Clock.GetUtcNow().Millisecond % 1_000) + 7));
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        await child.ThenAsync("nurse", "disagreement.raised", Raised(safe: false));
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(1));

        await bed.Service<Gateway.Referrals.TendReferrals>().TendAsync(ReferralBed.Cancellation).WaitAsync(TimeSpan.FromSeconds(20), ReferralBed.Cancellation);

        Assert.Single(await bed.StepsAsync(child.Child), step => step is { Event: "clock.warned", Clock: "practitioners-reply" });
    }

    [Fact]
    public async Task Anybody_of_the_two_sides_takes_it_up_without_leave_and_only_its_named_officer_answers_a_stage()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("advice"));
        Assert.Equal("A reply is due by the end of Wednesday 25 November. If none comes it goes to the next stage by itself, and you may take it there at any time.", (await child.StepAsync("second-nurse", "disagreement.raised", Raised())).Is(200).Json.Text("next"));
        await child.ThenAsync("csc-front-door", "disagreement.answered", With(("note", "Notemark: we have seen her at home.")));
        Assert.Contains("Notemark", (await child.StepsAsync("nurse")).GetRawText());

        await child.ThenAsync("nurse", "disagreement.escalated");
        await child.ThenAsync("csc-team-manager", "disagreement.escalated");
        Assert.Equal("not-this-actor", await child.NotAsync("csc-front-door", "disagreement.answered", With(("note", "Not mine to say."))));
        await child.ThenAsync("csc-service-manager", "disagreement.answered", With(("note", "We met on Tuesday.")));
        Assert.Equal("nothing-changed", await child.NotAsync("csc-service-manager", "disagreement.settled", With(("outcome", "changed"), ("note", "It is changed."))));
        Assert.Equal("not-this-actor", await child.NotAsync("csc-service-manager", "disagreement.settled", With(("outcome", "kept-accepted"))));
        Assert.Equal("disputed", await child.NotAsync("csc-manager", "referral.closed"));

        // Changed by a manager, with a message of its own, and settled by whom it is with.
        Assert.Equal("assessment", await child.ThenAsync("csc-manager", "decision.made", Decision("assessment", ("reason", "The X-ray."))));
        var settled = (await child.StepAsync("csc-service-manager", "disagreement.settled", With(("outcome", "changed"), ("note", "An assessment starts.")))).Is(200).Json;
        Assert.False(settled.GetProperty("children")[0].TryGetProperty("disagreement", out _));
        Assert.Equal(2, (await child.FeedbackAsync("nurse")).Is(200).Json.GetProperty("feedback").GetArrayLength());
    }

    [Fact]
    public async Task About_a_decision_that_never_came_it_is_raised_once_the_time_is_over_and_says_that_nobody_took_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync("brackenford-council");
        Assert.Equal("not-overdue", await child.NotAsync("nurse", "disagreement.raised", Raised()));
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(50));

        var raised = (await child.StepAsync("nurse", "disagreement.raised", Raised())).Is(200).Json.GetProperty("children")[0].GetProperty("disagreement");

        Assert.Equal("Nobody at the council has taken it yet. Ring the number that is given, and take it further.", raised.Text("notNamed"));
        Assert.False(raised.TryGetProperty("lead", out _));
        await child.ThenAsync("nurse", "disagreement.settled", With(("outcome", "withdrawn"), ("reason", "They rang.")));
        Assert.Null((await child.StandsAsync()).Disagreement);
    }

    [Fact]
    public async Task An_agency_that_was_asked_may_disagree_and_the_referrer_does_not_read_what_it_wrote()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("question", "What do you know?"), ("purpose", "front-door"), ("agencies", new JsonArray(With(("agency", "millpond-surgery"))))));
        await child.ThenAsync("gp", "agency.answered", With(("answer", "A great deal.")));
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));

        await child.ThenAsync("gp", "disagreement.raised", Raised());
        await child.ThenAsync("csc-social-worker", "disagreement.answered", With(("note", "Notemark: we looked again.")));

        Assert.Contains("Notemark", (await child.StepsAsync("gp")).GetRawText());
        var nurse = (await child.StepsAsync("nurse")).GetRawText();
        Assert.DoesNotContain("Disputemark", nurse);
        Assert.DoesNotContain("Notemark", nurse);
        Assert.Equal(ReferralState.Practitioners, (await child.StandsAsync()).Disagreement!.Value.State);
    }

    [Fact]
    public async Task Only_whoever_raised_it_says_that_it_is_settled_or_takes_it_up_from_their_side()
    {
        await using var bed = await ReferralBed.StartAsync();
        foreach (var (raising, other) in ((string, string)[])[("nurse", "gp"), ("gp", "nurse"), ("gp", "dsl")])
        {
            var child = await AskedAsync(bed);
            (await child.StepAsync(raising, "disagreement.raised", Raised())).Is(200);

            Assert.Equal("not-from-here", await child.NotAsync(other, "disagreement.settled", With(("outcome", "kept-accepted"))));
            Assert.Equal("not-from-here", await child.NotAsync(other, "disagreement.settled", With(("outcome", "withdrawn"), ("reason", "It is over."))));
            Assert.Equal("not-from-here", await child.NotAsync(other, "disagreement.escalated"));
            Assert.Equal(ReferralState.Practitioners, (await child.StandsAsync()).Disagreement!.Value.State);

            (await child.StepAsync(raising, "disagreement.escalated")).Is(200);
            (await child.StepAsync(raising == "nurse" ? "second-nurse" : raising, "disagreement.settled", With(("outcome", "kept-accepted")))).Is(200);
            Assert.Null((await child.StandsAsync()).Disagreement);
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task About_a_closed_case_it_waits_in_the_councils_inbox_until_it_is_settled(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("open-case"));
        Assert.Equal("closed", await child.ThenAsync("csc-social-worker", "open_case.acknowledged"));
        Assert.Empty(await InboxAsync(bed));

        await child.ThenAsync("nurse", "disagreement.raised", Raised());
        Assert.Equal([child.Referral], await InboxAsync(bed));

        await child.ThenAsync("nurse", "disagreement.settled", With(("outcome", "kept-accepted")));
        Assert.Empty(await InboxAsync(bed));
    }

    [Fact]
    public async Task A_decision_that_is_only_taken_back_has_changed_nothing_for_who_disagrees()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        await child.ThenAsync("nurse", "disagreement.raised", Raised());
        await child.ThenAsync("csc-manager", "record.corrected", With(("reason", "Looked at once more.")));

        Assert.Equal("nothing-changed", await child.NotAsync("csc-social-worker", "disagreement.settled", With(("outcome", "changed"), ("note", "It is open again."))));

        await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));
        (await child.StepAsync("csc-social-worker", "disagreement.settled", With(("outcome", "changed"), ("note", "An assessment starts.")))).Is(200);
        Assert.Null((await child.StandsAsync()).Disagreement);
    }

    [Fact]
    public async Task Whoever_raised_it_makes_it_urgent_whatever_its_stage_and_any_other_is_told_whom_to_ring()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await AskedAsync(bed);
        await child.ThenAsync("nurse", "disagreement.raised", Raised());
        await child.ThenAsync("nurse", "disagreement.escalated");
        foreach (var (who, safe) in ((string, bool)[])[("second-nurse", true), ("gp", false)])
        {
            var refused = (await child.StepAsync(who, "disagreement.raised", Raised(safe))).Is(409);
            Assert.Equal("already-disputed", refused.Json.Text("reason"));
            Assert.Equal(["01632 960102"], refused.NumbersToRing);
        }

        var urgent = (await child.StepAsync("second-nurse", "disagreement.raised", Raised(safe: false))).Is(200).Json;

        Assert.StartsWith("The child is not safe tonight: ring the number that is given now", urgent.Text("next"), StringComparison.Ordinal);
        var disagreement = urgent.GetProperty("children")[0].GetProperty("disagreement");
        Assert.Equal(("team-managers", true), (disagreement.Text("state"), disagreement.GetProperty("urgent").GetBoolean()));
        Assert.Equal("already-disputed", await child.NotAsync("nurse", "disagreement.raised", Raised(safe: false)));
    }

    private static async Task<OneChild> AskedAsync(ReferralBed bed)
    {
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("question", "What do you know?"), ("purpose", "front-door"), ("agencies", new JsonArray(With(("agency", "millpond-surgery")), With(("agency", "st-oswins-primary"))))));
        foreach (var who in (string[])["gp", "dsl"]) (await child.StepAsync(who, "agency.answered", With(("answer", "A great deal.")))).Is(200);
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        return child;
    }

    private static async Task<IEnumerable<Guid>> InboxAsync(ReferralBed bed) =>
        (await bed.Gateway.GetAsync("v1/referrals/inbox", "csc-front-door")).Is(200).Json.GetProperty("referrals").EnumerateArray().Select(one => one.GetProperty("referral").GetGuid());
}
