using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>Taken, rated, other agencies asked: what each says, what the others never see of it, and whoever does not answer stays on the record.</summary>
public sealed class AskAgenciesTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static JsonObject Asked(params string[] agencies) =>
        With(("question", "Questionmark: when was she last seen?"), ("purpose", "section-47"), ("agencies", new JsonArray([.. agencies.Select(agency => With(("agency", agency)))])));

    [Theory, MemberData(nameof(Stores))]
    public async Task Front_door_takes_and_rates_and_whoever_is_asked_answers_or_declines_with_a_reason(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var child = await bed.OneAsync();
        Assert.Equal("received", await child.ThenAsync("csc-front-door", "referral.rag_set", With(("rating", "amber"))));
        Assert.Equal("looked-at", await child.ThenAsync("csc-front-door", "referral.taken"));
        Assert.Equal("text-missing", await child.NotAsync("csc-front-door", "referral.rag_changed", With(("rating", "red"))));
        await child.ThenAsync("csc-front-door", "referral.rag_changed", With(("rating", "red"), ("reason", "She is in hospital.")));
        Assert.Equal("waiting-for-agencies", await child.ThenAsync("csc-social-worker", "agency.asked", Asked("millpond-surgery", "st-oswins-primary")));

        Assert.Equal("waiting-for-agencies", await child.ThenAsync("gp", "agency.answered", With(("answer", "Answermark: in March, with a burn."))));
        Assert.Equal("text-missing", await child.NotAsync("dsl", "agency.declined"));
        Assert.Equal("looked-at", await child.ThenAsync("dsl", "agency.declined", With(("reason", "Reasonmark: we do not know her."))));

        var council = await child.StepsAsync("csc-front-door");
        Assert.Equal(["millpond-surgery answered", "st-oswins-primary declined"], council.GetProperty("asks").EnumerateArray().Select(ask => $"{ask.Text("agency")} {ask.Text("status")}"));
        foreach (var mark in (string[])["Questionmark", "Answermark", "Reasonmark"]) Assert.Contains(mark, council.GetRawText());
        var gp = await child.StepsAsync("gp");
        Assert.Equal(["agency.asked", "agency.answered"], gp.GetProperty("steps").EnumerateArray().Select(step => step.Text("event")));
        Assert.DoesNotContain("Reasonmark", gp.GetRawText());
        // Who else was asked is between the council and them.
        Assert.DoesNotContain("oswins", gp.GetRawText());
        Assert.Contains("st-oswins-primary", council.GetRawText());
        var nurse = await child.StepsAsync("nurse");
        foreach (var mark in (string[])["Questionmark", "Answermark", "Reasonmark", "hospital", "millpond"]) Assert.DoesNotContain(mark, nurse.GetProperty("steps").EnumerateArray().Where(step => step.Text("part") != "agency").Select(step => step.GetRawText()).Aggregate(string.Concat));
        Assert.Equal(404, (await bed.Gateway.GetAsync($"v1/referrals/{child.Referral}/steps", "midwife")).Status);
        var asked = (await bed.EntriesAsync()).Single(entry => entry.Common.Text("kind") == "agency.asked").Common;
        Assert.Equal("""["millpond-surgery","st-oswins-primary"]""", asked.GetProperty("steps")[0].GetProperty("facts").GetProperty("agencies").GetRawText());
        Assert.DoesNotContain("Questionmark", asked.GetRawText());
    }

    [Fact]
    public async Task When_their_time_is_over_it_is_decided_without_them_with_a_reason_and_what_comes_late_is_kept()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "agency.asked", Asked("millpond-surgery"));
        Assert.Equal("text-missing", await child.NotAsync("csc-social-worker", "decision.made", Decision("assessment")));

        bed.Gateway.Clock.Advance(TimeSpan.FromHours(2));
        await bed.Service<Gateway.Referrals.TendReferrals>().TendAsync(ReferralBed.Cancellation);

        var seen = await child.StepsAsync("csc-social-worker");
        Assert.Equal("did-not-answer", seen.GetProperty("asks")[0].Text("status"));
        var missing = (await child.StepAsync("csc-social-worker", "decision.made", Decision("assessment"))).Is(409);
        Assert.Equal(("/without", "Say why you are deciding without the agencies that have not answered"), (Assert.Single(missing.Fields), missing.Json.Text("detail")));
        Assert.Equal("assessment", await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment", ("without", "She cannot wait for Monday."))));
        Assert.Equal("assessment", await child.ThenAsync("gp", "agency.answered", With(("answer", "Latemark: seen in March."))));
        var after = await child.StepsAsync("csc-social-worker");
        Assert.Equal(("answered", "late"), (after.GetProperty("asks")[0].Text("status"), after.GetProperty("steps").EnumerateArray().Last().Text("outcome")));
        Assert.Equal(ReferralState.Assessment, (await child.StandsAsync()).Main.State);
    }

    [Fact]
    public async Task Only_an_agency_that_can_answer_is_asked_and_only_one_that_was_asked_answers()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");

        var answer = (await child.StepAsync("csc-social-worker", "agency.asked", Asked("aldersham-council", "farrowdale-council", "nobody", "millpond-surgery", "millpond-surgery"))).Is(400);

        Assert.Equal(["/agencies/0/agency", "/agencies/1/agency", "/agencies/2/agency", "/agencies"], answer.Fields);
        Assert.Equal(404, (await child.StepAsync("gp", "agency.answered", With(("answer", "Nobody asked us.")))).Status);
        Assert.Equal("not-this-actor", await child.NotAsync("nurse", "referral.rag_set", With(("rating", "red"))));
        await child.ThenAsync("csc-social-worker", "agency.asked", Asked("millpond-surgery"));
        Assert.Equal("not-this-actor", await child.NotAsync("gp", "decision.made", Decision("assessment", ("without", "We know."))));
        Assert.Equal("not-this-actor", await child.NotAsync("csc-social-worker", "agency.answered", With(("answer", "In their place."))));
    }

    [Fact]
    public async Task What_the_referrer_adds_is_added_and_whoever_decides_on_an_older_look_is_told()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        var seen = (await bed.ChildAsync(child.Child)).Version;

        Assert.Equal("text-missing", await child.NotAsync("nurse", "referral.added_to"));
        Assert.Equal("looked-at", await child.ThenAsync("nurse", "referral.added_to", With(("added", "Addedmark: an X-ray shows an older break."))));
        Assert.Equal("looked-at", await child.ThenAsync("second-nurse", "referral.added_to", With(("added", "Her father is on the ward."))));

        Assert.Equal("urn:gateway:problem:referral-moved-on", (await child.StepAsync("csc-social-worker", "decision.made", Decision("no-further-action"), version: seen)).Is(409).Type);
        Assert.Contains("Addedmark", (await child.StepsAsync("csc-social-worker")).GetRawText());
        Assert.Equal("not-this-actor", await child.NotAsync("csc-social-worker", "referral.added_to", With(("added", "In her name."))));
        Assert.Equal("assessment", await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment")));
        Assert.Equal(ReferralState.Assessment, (await child.StandsAsync()).Main.State);
    }

    [Fact]
    public async Task Whoever_is_asked_sees_the_question_and_its_time_and_nothing_of_where_the_referral_stands_nor_does_the_referrer_see_who_answered()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "referral.rag_set", With(("rating", "red")));
        await child.ThenAsync("csc-social-worker", "agency.asked", Asked("millpond-surgery", "st-oswins-primary"));

        Assert.Equal(404, (await bed.ReadAsync(child.Referral, "gp")).Status);
        var ask = Assert.Single((await child.StepsAsync("gp")).GetProperty("asks").EnumerateArray());
        Assert.Equal(("awaited", "by 00:14 on Sunday 22 November"), (ask.Text("status"), ask.GetProperty("due").Text("words")));
        var answered = (await child.StepAsync("gp", "agency.answered", With(("answer", "Answermark.")))).Is(200).Json.GetProperty("children")[0];
        Assert.Equal(["child", "version"], answered.EnumerateObject().Select(member => member.Name));
        (await child.StepAsync("dsl", "agency.declined", With(("reason", "We do not know her.")))).Is(200);
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        (await child.StepAsync("gp", "disagreement.raised", With(("safeTonight", true), ("what", "That nothing is done."), ("evidence", "Three visits."), ("wanted", "An assessment.")))).Is(200);

        foreach (var who in (string[])["nurse", "second-nurse"])
            foreach (var path in (string[])["", "/steps"])
            {
                var seen = (await bed.Gateway.GetAsync($"v1/referrals/{child.Referral}{path}", who)).Is(200).Text;
                foreach (var secret in (string[])["millpond", "oswins", "Askermark gp", "Askermark dsl", "Answermark"]) Assert.DoesNotContain(secret, seen, StringComparison.Ordinal);
                Assert.Contains("agency.answered", seen, StringComparison.Ordinal);
            }

        Assert.Contains("Askermark gp", (await bed.ReadAsync(child.Referral, "csc-front-door")).Is(200).Text, StringComparison.Ordinal);
        Assert.Contains("Askermark gp", (await child.StepsAsync("csc-front-door")).GetRawText(), StringComparison.Ordinal);
    }
}
