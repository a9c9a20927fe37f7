using System.Text.Json;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>Recorded as a contact, withdrawn, sent to another council: each is seen by whoever referred, and nothing is lost on the way.</summary>
public sealed class SendOnTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Fact]
    public async Task Recorded_as_a_contact_the_referrer_sees_it_and_says_in_one_step_that_a_referral_was_meant()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-front-door");
        Assert.Equal("text-missing", await child.NotAsync("csc-front-door", "referral.reclassified", With(("why", Decision("assessment")["why"]!.DeepClone()), ("agreedBy", "csc-manager"))));
        var contact = Decision("assessment");
        contact.Remove("outcome");
        // An enquiry was asked for: a second person agrees.
        contact["agreedBy"] = "csc-manager";
        Assert.Equal("contact", await child.ThenAsync("csc-front-door", "referral.reclassified", contact));

        var seen = (await bed.ReadAsync(child.Referral)).Is(200).Json.GetProperty("children")[0];
        Assert.Equal("Recorded as a contact, not a referral. If you meant to refer, say so", seen.Text("shown"));
        Assert.Equal("CON", (await child.FeedbackAsync("nurse")).Is(200).Json.GetProperty("feedback")[0].Text("code"));
        Assert.Equal("not-this-actor", await child.NotAsync("csc-social-worker", "referral.reclassified"));
        Assert.Equal("looked-at", await child.ThenAsync("nurse", "referral.reclassified"));

        Assert.Equal("decision", (await bed.ReadAsync(child.Referral)).Is(200).Json.GetProperty("children")[0].GetProperty("due").Text("clock"));
        Assert.Equal(404, (await child.StepAsync("gp", "referral.reclassified")).Status);
    }

    [Fact]
    public async Task Withdrawn_the_concern_stays_the_council_may_go_on_and_whoever_withdrew_is_told_why()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        Assert.Equal("text-missing", await child.NotAsync("nurse", "referral.withdrawn"));
        Assert.Equal("withdrawn", await child.ThenAsync("nurse", "referral.withdrawn", With(("reason", "Withdrawmark: her mother explained it."))));

        Assert.True((await child.StandsAsync()).Clocks[Gateway.Rules.Referrals.Clocks.ReferralClock.Decision].Runs);
        Assert.Contains("Withdrawmark", (await child.StepsAsync("csc-social-worker")).GetRawText());
        Assert.Equal("text-missing", await child.NotAsync("csc-social-worker", "referral.withdrawal_refused"));
        Assert.Equal("looked-at", await child.ThenAsync("csc-social-worker", "referral.withdrawal_refused", With(("reason", "Refusalmark: the X-ray says otherwise."))));
        Assert.Contains("Refusalmark", (await child.StepsAsync("nurse")).GetRawText());

        await child.ThenAsync("nurse", "referral.withdrawn", With(("reason", "Again.")));
        Assert.Equal("not-this-actor", await child.NotAsync("csc-social-worker", "referral.closed", With(("reason", "They are right."), ("message", Message()))));
        Assert.Equal("closed", await child.ThenAsync("csc-manager", "referral.closed", With(("reason", "They are right."), ("message", Message("We close it.")))));
        Assert.Contains("We close it.", (await child.FeedbackAsync("nurse")).Is(200).Text);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Another_council_has_it_with_a_clock_of_its_own_and_the_old_one_keeps_a_line(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(2));
        var none = (await child.StepAsync("csc-social-worker", "case.transferred", With(("council", "farrowdale-council"), ("reason", "She lives there.")))).Is(409);
        Assert.Equal("urn:gateway:problem:referral-no-council", none.Type);
        Assert.NotEmpty(none.NumbersToRing);
        Assert.Equal(["/council"], (await child.StepAsync("csc-social-worker", "case.transferred", With(("council", "aldersham-council"), ("reason", "She lives here.")))).Is(400).Fields);
        Assert.Equal("not-this-actor", await child.NotAsync("nurse", "case.transferred", With(("council", "brackenford-council"), ("reason", "I think so."))));

        var sent = await child.StepAsync("csc-social-worker", "case.transferred", With(("council", "brackenford-council"), ("reason", "Transfermark: she lives there.")), requestId: "5f8c6d54-77a1-4b0e-9a6f-2f1d3c0a9e11");

        var now = sent.Is(200).Json.GetProperty("children")[0];
        Assert.Equal(("received", "brackenford-council", "by the end of Tuesday 24 November"), (now.Text("state"), now.GetProperty("council").Text("agency"), now.GetProperty("due").Text("words")));
        Assert.Equal(sent.Text, (await child.StepAsync("csc-social-worker", "case.transferred", With(("council", "brackenford-council"), ("reason", "Transfermark: she lives there.")), requestId: "5f8c6d54-77a1-4b0e-9a6f-2f1d3c0a9e11")).Text);
        Assert.Equal(404, (await child.StepAsync("csc-social-worker", "referral.taken")).Status);
        Assert.Equal("looked-at", await child.ThenAsync("brackenford-worker", "referral.taken"));
        Assert.Contains("Transfermark", (await child.StepsAsync("brackenford-worker")).GetRawText());
        var line = Assert.Single((await bed.Gateway.GetAsync("v1/referrals/sent-on", "csc-front-door")).Is(200).Json.GetProperty("sentOn").EnumerateArray());
        Assert.Equal((child.Referral, "brackenford-council"), (line.GetProperty("referral").GetGuid(), line.GetProperty("council").Text("agency")));
        Assert.False(line.TryGetProperty("stays", out _));
        Assert.DoesNotContain("mark", line.GetRawText().Replace("Askermark", ""), StringComparison.Ordinal);
        Assert.Empty((await bed.Gateway.GetAsync("v1/referrals/sent-on", "brackenford-worker")).Is(200).Json.GetProperty("sentOn").EnumerateArray());
        Assert.Equal(403, (await bed.Gateway.GetAsync("v1/referrals/sent-on", "nurse")).Status);

        // Decided that another area is responsible, it goes back, and the referrer is told.
        Assert.Equal("received", await child.ThenAsync("brackenford-worker", "decision.made", Decision("other-area", ("council", "aldersham-council"))));
        Assert.Equal(("aldersham-council", ReferralState.ReferrerTold), ((await bed.ChildAsync(child.Child)).Council, (await child.StandsAsync()).Feedback!.Value.State));
        Assert.Equal("TRF", (await child.FeedbackAsync("nurse")).Is(200).Json.GetProperty("feedback")[0].Text("code"));
    }
}
