using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>A decision is what the referrer will be told: without all of it there is none, and until they have read it they are chased.</summary>
public sealed class DecideTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    public static readonly TheoryData<string, string, string> Missing = new()
    {
        { "decided", "/message/decided", "Enter what you decided" },
        { "because", "/message/because", "Enter why in terms of this child" },
        { "next", "/message/next", "Enter what happens next and when" },
        { "asked", "/message/asked", "Enter what you ask the referrer to do" },
        { "contact", "/message/contact", "Enter who to ring and how to disagree" },
    };

    [Fact]
    public async Task Without_any_one_of_the_five_parts_nothing_is_decided_and_the_field_says_what_to_enter()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        foreach (var (part, field, words) in Missing.Select(row => row.Data))
            foreach (var written in (string?[])[null, "", "   "])
            {
                var decision = Decision("assessment");
                if (written is null) ((JsonObject)decision["message"]!).Remove(part);
                else decision["message"]![part] = written;
                var answer = (await child.StepAsync("csc-social-worker", "decision.made", decision)).Is(400);
                Assert.Equal((field, words), (Assert.Single(answer.Fields), answer.Json.GetProperty("fields")[0].Text("words")));
            }

        var none = Decision("assessment");
        none.Remove("message");
        var refused = (await child.StepAsync("csc-social-worker", "decision.made", none)).Is(409);
        Assert.Equal(("/message", "Enter what you will tell the referrer"), (Assert.Single(refused.Fields), refused.Json.Text("detail")));
        var bare = Decision("no-further-action");
        bare.Remove("advice");
        Assert.Equal("Enter the advice you are giving", (await child.StepAsync("csc-social-worker", "decision.made", bare)).Is(409).Json.Text("detail"));
        var unexplained = Decision("assessment");
        unexplained["why"] = "Because.";
        Assert.Equal("Enter the reason for your decision", (await child.StepAsync("csc-social-worker", "decision.made", unexplained)).Is(409).Json.Text("detail"));
        Assert.Equal("outcome-unknown", await child.NotAsync("csc-social-worker", "decision.made", Decision("changed")));
        Assert.Equal(ReferralState.LookedAt, (await child.StandsAsync()).Main.State);
        Assert.DoesNotContain(await bed.EntriesAsync(), entry => entry.Common.Text("kind") == "decision.made");
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Read_by_the_referrer_or_their_colleague_it_is_recorded_once_and_the_chasing_ends(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "referral.rag_set", With(("rating", "red")));
        Assert.Equal("no-further-action", await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action")));
        Assert.False((await child.FeedbackAsync("csc-front-door")).Is(200).Json.GetProperty("feedback")[0].TryGetProperty("readAt", out _));
        Assert.Equal(404, (await child.FeedbackAsync("gp")).Status);
        // Unread for four hours where it is red: the colleague is told, and it stays unread.
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(4));
        await bed.Service<Gateway.Referrals.TendReferrals>().TendAsync(ReferralBed.Cancellation);
        Assert.Contains(await bed.StepsAsync(child.Child), step => step is { Event: "clock.breached", Clock: "feedback-read" });

        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => child.FeedbackAsync(n % 2 == 0 ? "nurse" : "second-nurse")));

        var told = together[0].Is(200).Json.GetProperty("feedback")[0];
        Assert.Equal(("decision.made", "no-further-action", "NFA", "Askermark csc-social-worker"), (told.Text("event"), told.Text("outcome"), told.Text("code"), told.Text("by")));
        Assert.Equal("We start an assessment. Messagemark.", told.GetProperty("message").Text("decided"));
        Assert.Equal("Advicemark: speak with the health visitor.", told.Text("advice"));
        Assert.Contains("Whymark", told.Text("why"));
        Assert.All(together, answer => Assert.Equal(answer.Is(200).Json.GetProperty("feedback")[0].Text("readAt"), told.Text("readAt")));
        Assert.Equal(ReferralState.ReferrerRead, (await child.StandsAsync()).Feedback!.Value.State);
        Assert.Single(await bed.StepsAsync(child.Child), step => step.Event == "feedback.read");
        Assert.Single(await bed.EntriesAsync(), entry => entry.Common.Text("kind") == "feedback.read");
        Assert.Equal(told.Text("readAt"), (await child.FeedbackAsync("csc-front-door")).Is(200).Json.GetProperty("feedback")[0].Text("readAt"));
        var all = string.Concat((await bed.EntriesAsync()).Select(entry => entry.Common.GetRawText()));
        foreach (var mark in (string[])["Messagemark", "Whymark", "Advicemark"])
        {
            Assert.DoesNotContain(mark, all);
            Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(mark, line.Text));
        }
    }

    [Fact]
    public async Task With_the_ledger_closed_nothing_is_shown_as_read_and_nothing_is_decided_but_there_are_numbers_to_ring()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (told, open) = (await bed.OneAsync(takenBy: "csc-social-worker"), await bed.OneAsync(takenBy: "csc-social-worker"));
        await told.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));
        await ClosedLedger.CloseAsync(bed.Gateway);

        foreach (var answer in (Answer[])[await told.FeedbackAsync("nurse"), await open.StepAsync("csc-social-worker", "decision.made", Decision("assessment"))])
        {
            Assert.Equal("urn:gateway:problem:ledger-closed", answer.Is(503).Type);
            Assert.NotEmpty(answer.NumbersToRing);
            Assert.DoesNotContain("Messagemark", answer.Text);
        }

        Assert.Equal(ReferralState.ReferrerTold, (await told.StandsAsync()).Feedback!.Value.State);
        Assert.Equal(ReferralState.LookedAt, (await open.StandsAsync()).Main.State);
    }

    [Fact]
    public async Task Each_child_has_a_decision_of_its_own_and_a_role_that_may_not_decide_does_not()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (referral, children) = await bed.SentAsync(["aldersham-council", "aldersham-council", "aldersham-council"]);
        var each = children.Select(child => new OneChild(bed, referral, child)).ToArray();
        await each[0].StepAsync("csc-social-worker", "referral.taken", With(("children", new JsonArray([.. children.Select(child => With(("child", child.ToString())))]))));

        Assert.Equal("strategy", await each[0].ThenAsync("csc-emergency-duty", "decision.made", Decision("strategy")));
        Assert.Equal("not-this-actor", await each[1].NotAsync("csc-emergency-duty", "decision.made", Decision("no-further-action")));
        Assert.Equal("not-this-actor", await each[1].NotAsync("csc-front-door", "decision.made", Decision("assessment")));
        Assert.Equal("open-case", await each[1].ThenAsync("csc-front-door", "decision.made", Decision("open-case")));
        Assert.Equal("early-help", await each[2].ThenAsync("csc-social-worker", "decision.made", Decision("early-help")));

        Assert.Equal([ReferralState.Strategy, ReferralState.OpenCase, ReferralState.EarlyHelp], await Task.WhenAll(each.Select(async child => (await child.StandsAsync()).Main.State)));
        Assert.Equal(["STR", "OPN", "EHP"], (await each[0].FeedbackAsync("nurse")).Is(200).Json.GetProperty("feedback").EnumerateArray().Select(told => told.Text("code")));
        // Early help may say no, and then it is the front door's again; where nobody says anything the clock brings it back.
        Assert.Equal("not-this-actor", await each[2].NotAsync("csc-social-worker", "early_help.declined", With(("reason", "Too much."))));
        Assert.Equal("looked-at", await each[2].ThenAsync("csc-early-help", "early_help.declined", With(("reason", "This is more than we can hold."))));
        await each[2].ThenAsync("csc-social-worker", "decision.made", Decision("early-help"));
        Assert.Equal("closed", await each[2].ThenAsync("csc-early-help", "early_help.accepted"));
        Assert.Equal("closed", await each[1].ThenAsync("csc-social-worker", "open_case.acknowledged"));
    }

    [Fact]
    public void Every_decision_of_the_tables_has_its_code_and_no_day_is_without_a_part_of_the_message()
    {
        var tables = Gateway.Referrals.LoadReferralTables.From(null);
        var day = new DateOnly(2026, 11, 23);
        StepOutcome[] outcomes = [StepOutcome.NoFurtherAction, StepOutcome.Advice, StepOutcome.EarlyHelp, StepOutcome.Assessment, StepOutcome.Strategy, StepOutcome.OpenCase, StepOutcome.OtherArea];
        Assert.Equal(tables.Codes.Of("decision", day).Order(), outcomes.Select(DecisionCodes.Of).Append("CON").Order());
        Assert.Equal(MessageParts.All, tables.Message.Labels(day).Select(label => label.Part));

        const string Header = "part,order,label,least,words,from,to,source\n";
        var rows = MessageParts.All.Select((part, n) => $"{part},{n},Label,1,Enter it,2024-01-01,,Here").ToArray();
        Assert.IsType<Gateway.Agencies.Loading.Loaded<MessageParts>.Accepted>(MessageParts.Read(Header + string.Join('\n', rows)));
        foreach (var damaged in (string[][])[rows[1..], [.. rows[..4], "contact,4,Label,1,Enter it,2024-01-01,2025-01-01,Here"], [.. rows, rows[0]], [.. rows[..4], "contact,4,Label,1,Enter it,2024-01-01,2025-01-01,Here", "contact,4,Label,1,Enter it,2025-01-03,,Here"]])
            Assert.IsType<Gateway.Agencies.Loading.Loaded<MessageParts>.Refused>(MessageParts.Read(Header + string.Join('\n', damaged)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Whoever_leads_there_is_told_last_that_nobody_has_read_it_and_can_then_read_it(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (child, other) = (await bed.OneAsync(takenBy: "csc-social-worker"), await bed.OneAsync(takenBy: "csc-social-worker"));
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));
        Assert.Equal(404, (await child.FeedbackAsync("ed-treating-clinician")).Status);
        Assert.Equal(404, (await bed.ReadAsync(child.Referral, "ed-treating-clinician")).Status);

        bed.Gateway.Clock.Advance(TimeSpan.FromDays(6));
        await bed.Service<Gateway.Referrals.TendReferrals>().TendAsync(ReferralBed.Cancellation);

        foreach (var outside in (string[])["midwife", "gp", "dsl", "brackenford-doctor"]) Assert.Equal(404, (await child.FeedbackAsync(outside)).Status);
        Assert.Equal(child.Referral, Assert.Single((await bed.Gateway.GetAsync("v1/referrals", "ed-treating-clinician")).Is(200).Json.GetProperty("referrals").EnumerateArray()).GetProperty("referral").GetGuid());
        Assert.Equal(404, (await bed.ReadAsync(other.Referral, "ed-treating-clinician")).Status);
        (await bed.ReadAsync(child.Referral, "ed-treating-clinician")).Is(200);
        Assert.Equal(ReferralState.ReferrerTold, (await child.StandsAsync()).Feedback!.Value.State);

        Assert.Contains("Messagemark", (await child.FeedbackAsync("ed-treating-clinician")).Is(200).Text);

        Assert.Equal(ReferralState.ReferrerRead, (await child.StandsAsync()).Feedback!.Value.State);
        Assert.Equal(("colleague", "ed-treating-clinician"), ((await bed.StepsAsync(child.Child))[^1].Actor, (await bed.StepsAsync(child.Child))[^1].Person));
        // Read again, it is still there.
        (await child.FeedbackAsync("ed-treating-clinician")).Is(200);
    }

    [Fact]
    public async Task What_nobody_at_the_council_would_have_next_is_not_decided_and_there_is_a_number_to_ring()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync("brackenford-council", "brackenford-worker");

        foreach (var outcome in (string[])["no-further-action", "advice", "early-help"])
        {
            var refused = (await child.StepAsync("brackenford-worker", "decision.made", Decision(outcome))).Is(409);
            Assert.Equal(("nobody-next", "Nobody at this council is named who would have it next. Ring the number that is given, or choose another outcome."), (refused.Json.Text("reason"), refused.Json.Text("detail")));
            Assert.NotEmpty(refused.NumbersToRing);
        }

        Assert.Equal(ReferralState.LookedAt, (await child.StandsAsync()).Main.State);
        Assert.Equal("assessment", await child.ThenAsync("brackenford-worker", "decision.made", Decision("assessment")));
    }

    [Fact]
    public async Task Nothing_more_is_done_by_one_person_alone_where_an_enquiry_was_asked_for_and_a_manager_agrees_or_decides()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        var alone = Decision("no-further-action");
        alone.Remove("agreedBy");
        foreach (var agreed in (string?[])[null, "csc-social-worker", "csc-team-manager", "nobody"])
        {
            if (agreed is not null) alone["agreedBy"] = agreed;
            Assert.Equal(["/agreedBy"], (await child.StepAsync("csc-social-worker", "decision.made", alone)).Is(400).Fields);
        }

        var decision = Decision("no-further-action", ("levelOfNeed", "2"), ("parentsTold", "not-yet"), ("notTold", "risk-to-child"));
        Assert.Equal(["/notTold"], (await child.StepAsync("csc-social-worker", "decision.made", Decision("advice", ("parentsTold", "no")))).Is(400).Fields);
        Assert.Equal(["/team", "/primaryNeed"], (await child.StepAsync("csc-social-worker", "decision.made", Decision("advice", ("team", "north-1"), ("primaryNeed", "N1")))).Is(400).Fields);
        await child.ThenAsync("csc-social-worker", "decision.made", decision);

        var facts = (await child.StepsAsync("csc-manager")).GetProperty("steps").EnumerateArray().Single(step => step.Text("event") == "decision.made").GetProperty("facts");
        Assert.Equal(("2", "not-yet", "risk-to-child", "csc-manager"), (facts.Text("levelOfNeed"), facts.Text("parentsTold"), facts.Text("notTold"), facts.Text("agreedBy")));
        // Who agreed is the council's own.
        Assert.DoesNotContain("csc-manager", (await child.StepsAsync("nurse")).GetRawText() + (await child.FeedbackAsync("nurse")).Is(200).Text);
        var managed = await bed.OneAsync(takenBy: "csc-social-worker");
        var own = Decision("no-further-action");
        own.Remove("agreedBy");
        Assert.Equal("no-further-action", await managed.ThenAsync("csc-manager", "decision.made", own));
    }
}
