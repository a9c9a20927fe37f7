using System.Text.Json.Nodes;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>What holds for every step: one request is one step, of two at once one is told, and nothing is taken that does not belong to it.</summary>
public sealed class StepRulesTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Same_request_is_one_step_with_one_answer_and_of_two_decisions_at_once_one_is_told(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var child = await bed.OneAsync();
        var id = Guid.NewGuid().ToString();
        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => child.StepAsync("csc-social-worker", "referral.taken", requestId: id)));
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        Answer[] all = [.. together, await child.StepAsync("csc-social-worker", "referral.taken", requestId: id)];
        Assert.Single(all.Select(answer => answer.Is(200).Text).Distinct());
        Assert.Equal("urn:gateway:problem:request-id-reused", (await child.StepAsync("csc-social-worker", "referral.rag_set", With(("rating", "red")), id)).Is(409).Type);

        var two = await Task.WhenAll(
            child.StepAsync("csc-social-worker", "decision.made", Decision("no-further-action")), child.StepAsync("csc-emergency-duty", "decision.made", Decision("strategy")));

        Assert.Single(two, answer => answer.Status == 200);
        Assert.Contains(two.Single(answer => answer.Status != 200).Is(409).Type, (string[])["urn:gateway:problem:referral-moved-on", "urn:gateway:problem:referral-step-not-possible"]);
        Assert.Single(await bed.EntriesAsync(), entry => entry.Common.Text("kind") == "decision.made");
        Assert.Single((await child.FeedbackAsync("nurse")).Is(200).Json.GetProperty("feedback").EnumerateArray());
    }

    [Fact]
    public async Task What_does_not_belong_to_a_step_is_refused_and_nothing_that_was_sent_is_quoted()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync();
        foreach (var (happened, with, field) in ((string, JsonObject, string)[])
        [
            ("referral.taken", With(("message", Message())), "/message"), ("referral.taken", With(("outcome", "advice")), "/outcome"), ("referral.taken", With(("part", "manager")), "/part"),
            ("referral.rag_set", With(("rating", "Sentmark")), "/rating"), ("clock.breached", [], "/event"), ("referral.received", [], "/event"), ("feedback.read", [], "/event"), ("Sentmark", [], "/event"),
            ("agency.answered", With(("answer", "Sentmark"), ("outcome", "changed")), "/outcome"), ("referral.withdrawn", With(("reason", "Sentmark \u202e")), "/reason"),
            ("referral.withdrawn", With(("reason", new string('x', 4001))), "/reason"), ("child.seen", With(("alone", true), ("on", "2026-11-30")), "/on"),
            ("referral.taken", With(("children", new JsonArray())), "/children"), ("referral.taken", With(("children", new JsonArray(With(("child", child.Child.ToString())), With(("child", child.Child.ToString()))))), "/children"),
        ])
        {
            var answer = (await child.StepAsync("csc-social-worker", happened, with)).Is(400);
            Assert.Contains(field, answer.Fields);
            Assert.DoesNotContain("Sentmark", answer.Text);
        }

        Assert.Equal(400, (await child.StepAsync("csc-social-worker", "referral.taken", requestId: "no-id")).Status);
        Assert.Equal(404, (await child.StepAsync("csc-social-worker", "referral.taken", With(("children", new JsonArray(With(("child", Guid.NewGuid().ToString()))))))).Status);
        Assert.Equal(ReferralState.Received, (await child.StandsAsync()).Main.State);
        Assert.Single(await bed.EntriesAsync());
    }

    [Fact]
    public void What_is_published_of_a_step_is_what_is_taken()
    {
        var asked = Simulator.Contracts.Json("openapi/gateway.v1.json").GetProperty("components").GetProperty("schemas").GetProperty("ReferralStepAsked").GetProperty("properties");
        Assert.Equal(Gateway.Referrals.Steps.StepForm.Events, asked.GetProperty("event").GetProperty("enum").EnumerateArray().Select(word => word.GetString()));
        Assert.All(ReferralTextWords.All, text => Assert.True(asked.TryGetProperty(text, out _), text));
        Assert.Equal(Gateway.Referrals.Steps.MessageParts.All.Order(), Simulator.Contracts.Json("openapi/gateway.v1.json").GetProperty("components").GetProperty("schemas").GetProperty("ReferralMessage").GetProperty("properties").EnumerateObject().Select(part => part.Name).Order());
    }

    [Fact]
    public void Only_a_part_that_no_role_gives_is_given_by_name_and_to_nobody_twice()
    {
        var register = JsonNode.Parse(Agencies.Demonstration.RegisterText)!;
        JsonArray Officers(params string[] parts) => new([.. parts.Select(part => With(("part", part), ("practitioner", "someone"), ("name", "Someone")))]);
        register["agencies"]![0]!["officers"] = Officers("manager", "partner");
        var read = Agencies.Demonstration.Accepted(Gateway.Agencies.Loading.LoadRegister.From(register.ToJsonString(), Agencies.Demonstration.Terms));
        Assert.Equal([ReferralActor.Manager, ReferralActor.Partner], read.Agencies["aldersham-council"].Officers.Select(officer => officer.Part));
        foreach (var wrong in (JsonArray[])[Officers("referrer"), Officers("front-door"), Officers("nobody"), Officers("manager", "manager")])
        {
            register["agencies"]![0]!["officers"] = wrong;
            Assert.NotEmpty(Agencies.Demonstration.Faults(Gateway.Agencies.Loading.LoadRegister.From(register.ToJsonString(), Agencies.Demonstration.Terms)));
        }
    }

    [Fact]
    public async Task The_case_beyond_goes_by_the_same_endpoint_to_the_end_of_a_plan()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        // The conference of the worked example: a strategy discussion on a Friday in December.
        foreach (var (who, happened, with, state) in ((string, string, JsonObject, string)[])
        [
            ("csc-emergency-duty", "decision.made", Decision("strategy"), "strategy"), ("csc-social-worker", "child.seen", With(("alone", true), ("on", "2026-11-21")), "strategy"),
            ("csc-social-worker", "strategy.held", [], "strategy-held"), ("csc-social-worker", "s47.started", [], "section-47"),
        ])
            Assert.Equal(state, await child.ThenAsync(who, happened, with));
        Assert.Equal("not-a-weekday", await child.NotAsync("csc-conference-service", "conference.booked", With(("on", "2026-12-12"))));
        Assert.Equal("not-this-actor", await child.NotAsync("csc-front-door", "conference.booked", With(("on", "2026-12-11"))));
        await child.ThenAsync("csc-conference-service", "conference.booked", With(("on", "2026-12-11")));
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(20));
        Assert.Equal("conference", await child.ThenAsync("csc-conference-service", "conference.held"));
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("not-the-conference-day", await child.NotAsync("csc-conference-service", "plan.started"));
        Assert.Equal("plan", await child.ThenAsync("csc-conference-service", "plan.started", With(("on", "2026-12-11"))));
        foreach (var (who, happened) in ((string, string)[])[("csc-social-worker", "core_group.held"), ("csc-conference-service", "plan.reviewed")]) Assert.Equal("plan", await child.ThenAsync(who, happened));
        // A child on a plan who moves stays with the council that has the plan, until the conference there.
        Assert.Equal("plan", await child.ThenAsync("csc-manager", "case.transferred", With(("council", "brackenford-council"))));
        Assert.Equal(("aldersham-council", true), ((await bed.ChildAsync(child.Child)).Council, (await child.StandsAsync()).Clocks[Gateway.Rules.Referrals.Clocks.ReferralClock.ReceivingIn].Runs));
        var line = Assert.Single((await bed.Gateway.GetAsync("v1/referrals/sent-on", "csc-front-door")).Is(200).Json.GetProperty("sentOn").EnumerateArray());
        Assert.Equal(("brackenford-council", true), (line.GetProperty("council").Text("agency"), line.GetProperty("stays").GetBoolean()));
        // Whoever is told of the plan is given both, unless the home is secret: the other council would tell where it is.
        await NumberAsync(bed, child);
        Assert.Equal(["brackenford-council"], await MovingAsync(bed, "aldersham-council"));
        Assert.Empty(await MovingAsync(bed, "brackenford-council"));
        await HandleAsync(bed, child, "address-secret");
        Assert.Empty(await MovingAsync(bed, "aldersham-council"));
        await HandleAsync(bed, child, "");
        Assert.NotEmpty(await MovingAsync(bed, "aldersham-council"));
        // Whoever said it, and in whichever referral of the child.
        var other = await bed.AgainAsync("second-nurse", null);
        await NumberAsync(bed, other);
        await HandleAsync(bed, other, "address-secret");
        Assert.Empty(await MovingAsync(bed, "aldersham-council"));
        await HandleAsync(bed, other, "");
        Assert.Equal("plan-ended", await child.ThenAsync("csc-conference-service", "plan.ended"));
        Assert.Empty(await MovingAsync(bed, "aldersham-council"));
    }

    private static async Task<string[]> MovingAsync(ReferralBed bed, string council) =>
        [.. (await bed.Service<Gateway.Referrals.Steps.FindMoving>().OfAsync(ReferralBed.NumberOf(0), [council], ReferralBed.Cancellation)).Select(to => to.Id)];

    // As a child who was sent by the form has it.
    private static async Task NumberAsync(ReferralBed bed, OneChild child)
    {
        var key = bed.Service<Gateway.Referrals.Store.SealReferrals>().KeyOf(ReferralBed.NumberOf(0));
        await using var db = await bed.DbAsync();
        await db.Set<Gateway.Referrals.Store.ReferralChild>().Where(one => one.Id == child.Child).ExecuteUpdateAsync(set => set.SetProperty(one => one.NumberKey, key), ReferralBed.Cancellation);
    }

    private static async Task HandleAsync(ReferralBed bed, OneChild child, string handling)
    {
        await using var db = await bed.DbAsync();
        await db.Set<Gateway.Referrals.Store.Referral>().Where(one => one.Id == child.Referral).ExecuteUpdateAsync(set => set.SetProperty(one => one.Handling, handling), ReferralBed.Cancellation);
    }
}
