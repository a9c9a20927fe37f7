using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals;

/// <summary>Nothing that is sent is forgotten: time that runs out is told once, whoever looks, and what waits is in order of danger and time.</summary>
public sealed class TendReferralsTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task A_clock_warns_and_runs_out_once_however_many_processes_look(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (referral, children) = await bed.SentAsync("aldersham-council");
        await LookAsync(bed, "2026-11-23T12:59");
        Assert.Equal(2, (await bed.StepsAsync(children[0])).Count);

        await LookAsync(bed, "2026-11-23T13:00");
        Assert.Equal(["clock.warned acknowledged", "clock.warned decision"], await ToldAsync(bed, children[0]));
        await LookAsync(bed, "2026-11-24T00:00");
        Assert.Equal(["clock.breached acknowledged", "clock.breached decision", "clock.warned acknowledged", "clock.warned decision"], await ToldAsync(bed, children[0]));
        await LookAsync(bed, "2026-11-24T09:00");

        Assert.Equal(6, (await bed.StepsAsync(children[0])).Count);
        Assert.Equal(3, (await bed.EntriesAsync()).Count);
        Assert.All((await bed.EntriesAsync()).Skip(1), entry => Assert.Equal(Gateway.Audit.AgencyClass.Gateway, (Gateway.Audit.AgencyClass)entry.Leaf.ActorClass));
        Assert.Equal(ReferralState.Received, (await bed.ChildAsync(children[0])).State);
        Assert.Equal(2, bed.Gateway.Logs.Lines.Count(line => line.Text.Contains("of a referral has run out at aldersham-council", StringComparison.Ordinal)));
        // Late or not, it can still be taken.
        Assert.IsType<Gateway.Referrals.StepTaken.Taken>(await bed.TakeAsync("csc-front-door", referral, children[0], new Step(ReferralEvent.ReferralTaken, default)));
    }

    [Fact]
    public async Task Each_step_lies_on_the_childs_own_trail_and_on_that_of_whoever_took_it()
    {
        // Of a child whom nobody knows a second officer agrees first.
        await using var bed = await ReferralBed.StartAsync(setting: new Setting(TestChild.Of(900), TestChild.Of(901)));
        var (referral, children) = await bed.SentAsync("aldersham-council", "aldersham-council");
        Assert.IsType<Gateway.Referrals.StepTaken.Taken>(await bed.TakeAsync("csc-social-worker", referral, children[0], new Step(ReferralEvent.ReferralTaken, default)));
        await LookAsync(bed, "2026-11-24T00:00");

        Assert.Equal(["referral.sent"], await TrailAsync(bed, "officer-of-alder-valley-nhs-trust", 0));
        Assert.Equal(["clock.breached", "clock.warned", "referral.taken"], await TrailAsync(bed, "officer-of-aldersham-council", 0));
        Assert.Equal(["clock.breached", "clock.warned"], await TrailAsync(bed, "officer-of-aldersham-council", 1));
        Assert.Empty(await TrailAsync(bed, "officer-of-brackenford-council", 0));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Where_the_tables_say_so_silence_moves(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (referral, children) = await bed.SentAsync("aldersham-council");
        foreach (var happened in (ReferralEvent[])[ReferralEvent.ReferralTaken, ReferralEvent.AgencyAsked])
            Assert.IsType<Gateway.Referrals.StepTaken.Taken>(await bed.TakeAsync("csc-social-worker", referral, children[0], new Step(happened, default)
            {
                Texts = System.Collections.Immutable.ImmutableDictionary<ReferralText, string>.Empty.Add(ReferralText.Question, "When was she last seen?"),
            }));
        Assert.Equal(ReferralState.WaitingForAgencies, (await bed.ChildAsync(children[0])).State);

        await LookAsync(bed, "2026-11-22T00:15");

        Assert.Equal(ReferralState.LookedAt, (await bed.ChildAsync(children[0])).State);
        var last = (await bed.StepsAsync(children[0]))[^1];
        Assert.Equal(("clock.breached", "agencies-answer", "gateway"), (last.Event, last.Clock, last.Actor));
    }

    [Fact]
    public async Task A_time_that_was_made_shorter_and_is_past_already_is_told_too()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (referral, children) = await bed.SentAsync("aldersham-council");
        async Task RateAsync(ReferralEvent happened, Rating rating) => Assert.IsType<Gateway.Referrals.StepTaken.Taken>(await bed.TakeAsync(
            "csc-front-door", referral, children[0], new Step(happened, default) { Rating = rating, Texts = ImmutableDictionary<ReferralText, string>.Empty.Add(ReferralText.Reason, "What was seen today.") }));
        await RateAsync(ReferralEvent.ReferralRagSet, Rating.Green);
        await LookAsync(bed, "2026-11-24T09:00");
        Assert.DoesNotContain("clock.breached rated", await ToldAsync(bed, children[0]));

        // Red is four working hours from when it was first rated: they were over on Monday, before what was told last.
        await RateAsync(ReferralEvent.ReferralRagChanged, Rating.Red);
        await LookAsync(bed, "2026-11-24T09:01");
        await LookAsync(bed, "2026-11-25T09:00");

        Assert.Single(await ToldAsync(bed, children[0]), told => told == "clock.breached rated");
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_decision_taken_back_makes_its_clocks_go_on_and_the_look_ends(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (child, other) = (await bed.OneAsync(takenBy: "csc-social-worker"), await bed.OneAsync(takenBy: "csc-social-worker"));
        At(bed, "2026-11-23T09:00");
        foreach (var each in (OneChild[])[child, other]) await each.ThenAsync("csc-front-door", "referral.rag_set", With(("rating", "red")));
        await LookAsync(bed, "2026-11-23T11:01");
        Assert.Contains("clock.warned rated", await ToldAsync(bed, child.Child));
        At(bed, "2026-11-23T12:00");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        await other.ThenAsync("csc-front-door", "referral.merged", With(("into", (await bed.OneAsync(takenBy: "csc-social-worker")).Child.ToString()), ("reason", "One incident.")));
        At(bed, "2026-11-23T13:00");
        Assert.Equal("looked-at", await child.ThenAsync("csc-manager", "record.corrected", With(("reason", "It was decided too soon."))));
        Assert.Equal("looked-at", await other.ThenAsync("csc-front-door", "record.corrected", With(("reason", "Another incident."))));

        await LookAsync(bed, "2026-11-23T13:01").WaitAsync(TimeSpan.FromSeconds(60), ReferralBed.Cancellation);

        // Four working hours from nine: what is due once more is told once more, and once.
        foreach (var each in (OneChild[])[child, other])
        {
            Assert.Equal(2, (await ToldAsync(bed, each.Child)).Count(told => told == "clock.warned rated"));
            Assert.Single(await ToldAsync(bed, each.Child), told => told == "clock.breached rated");
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_draft_goes_at_the_end_of_its_seventh_day_recorded_first_and_what_was_sent_stays(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (draft, sent) = (await bed.FilledAsync(), await bed.FilledAsync("gp"));
        (await bed.SendAsync(sent, "gp")).Is(200);
        await LookAsync(bed, "2026-11-28T23:59");
        var due = (await bed.ReadAsync(draft)).Is(200).Json.GetProperty("due");
        Assert.Equal(("draft-kept", "by the end of Saturday 28 November", "risk"), (due.GetProperty("clock").GetString(), due.GetProperty("words").GetString(), due.GetProperty("light").GetString()));

        await LookAsync(bed, "2026-11-29T00:00");

        Assert.Equal(404, (await bed.ReadAsync(draft)).Status);
        await using var db = await bed.DbAsync();
        Assert.Equal(sent, (await db.Set<Referral>().SingleAsync(ReferralBed.Cancellation)).Id);
        Assert.Equal(6, await db.Set<ReferralTask>().CountAsync(ReferralBed.Cancellation));
        var entry = Assert.Single(await bed.EntriesAsync(), entry => entry.Common.GetProperty("kind").GetString() == "draft.deleted");
        Assert.Equal((draft, "draft-kept"), (entry.Common.GetProperty("referral").GetGuid(), entry.Common.GetProperty("clock").GetString()));
        Assert.Equal(404, (await bed.SendAsync(draft)).Status);
    }

    [Fact]
    public async Task With_a_closed_ledger_nothing_is_told_moved_or_deleted_and_all_of_it_stays()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (_, children) = await bed.SentAsync("aldersham-council");
        var draft = await bed.FilledAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);

        await LookAsync(bed, "2026-12-10T09:00");

        Assert.Equal(2, (await bed.StepsAsync(children[0])).Count);
        await using var db = await bed.DbAsync();
        Assert.True(await db.Set<Referral>().AnyAsync(referral => referral.Id == draft, ReferralBed.Cancellation));
    }

    [Fact]
    public async Task A_row_that_does_not_read_keeps_nobody_elses_clock_from_being_looked_at()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (_, damaged) = await bed.SentAsync("aldersham-council");
        var (_, exchanged) = await bed.SentAsync("aldersham-council");
        var (lost, alone) = await bed.SentAsync("aldersham-council");
        var (_, whole) = await bed.SentAsync("aldersham-council");
        var other = (await bed.ChildAsync(whole[0])).About;
        await using var db = await bed.DbAsync();
        await db.Set<ReferralChild>().Where(child => child.Id == damaged[0]).ExecuteUpdateAsync(set => set.SetProperty(child => child.Standing, "{}"), ReferralBed.Cancellation);
        await db.Set<ReferralChild>().Where(child => child.Id == exchanged[0]).ExecuteUpdateAsync(set => set.SetProperty(child => child.About, other), ReferralBed.Cancellation);

        await db.Set<Referral>().Where(referral => referral.Id == lost).ExecuteDeleteAsync(ReferralBed.Cancellation);

        await LookAsync(bed, "2026-11-23T13:00");

        Assert.Equal(["clock.warned acknowledged", "clock.warned decision"], await ToldAsync(bed, whole[0]));
        foreach (var child in (Guid[])[damaged[0], exchanged[0], alone[0]])
        {
            Assert.Equal(2, (await bed.StepsAsync(child)).Count);
            Assert.Contains(bed.Gateway.Logs.Lines, line => line.Text.Contains($"and its clocks stand: {child}", StringComparison.Ordinal));
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task The_inbox_has_danger_first_then_the_soonest_due_page_by_page_and_only_the_councils_own(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (first, _) = await bed.SentAsync("aldersham-council");
        await bed.SentAsync("brackenford-council");
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(2));
        var (later, _) = await bed.SentAsync("aldersham-council");
        var body = TestForm.Urgent;
        body["postcode"] = "ZA1 1AA";
        var danger = (await bed.Gateway.PostAsync("v1/referrals/urgent", "dsl", body, Guid.NewGuid().ToString())).Is(200).Json.GetProperty("referral").GetGuid();
        var own = await bed.FilledAsync("csc-front-door");
        (await bed.SendAsync(own, "csc-front-door")).Is(200);

        var inbox = (await bed.Gateway.GetAsync("v1/referrals/inbox", "csc-front-door")).Is(200).Json;
        Assert.Equal([danger, first, later], Referrals(inbox));
        Assert.Equal(["running", "risk", "running"], Lights(inbox));
        Assert.Contains(own, Referrals((await bed.Gateway.GetAsync("v1/referrals/inbox", "csc-social-worker")).Is(200).Json));
        Assert.Equal(403, (await bed.Gateway.GetAsync("v1/referrals/inbox", "nurse")).Status);
        Assert.Equal(403, (await bed.Gateway.GetAsync("v1/referrals/inbox", "officer-of-aldersham-council")).Status);

        await bed.ManyAsync(60, "aldersham-council");
        Assert.Equal(64, (await PagesAsync(bed, "v1/referrals/inbox", "csc-social-worker")).Distinct().Count());
        Assert.Equal(63, (await PagesAsync(bed, "v1/referrals", "nurse")).Distinct().Count());
        // A colleague answers for what was sent; nobody else of the agency sees any of it.
        Assert.Equal(63, (await PagesAsync(bed, "v1/referrals", "second-nurse")).Count);
        Assert.Empty(await PagesAsync(bed, "v1/referrals", "midwife"));
    }

    private static async Task<IEnumerable<string?>> TrailAsync(ReferralBed bed, string officer, int child)
    {
        var found = (await bed.Gateway.PostAsync("ledger/v1/search", officer, new JsonObject
        {
            ["child"] = new JsonObject { ["nhsNumber"] = ReferralBed.NumberOf(child).Digits, ["dateOfBirth"] = $"{TestChild.Of(900 + child).Born:yyyy-MM-dd}" },
            ["reason"] = "The family asked.",
        })).Is(200).Json;
        Assert.True(found.GetProperty("whole").GetBoolean());
        return found.GetProperty("entries").EnumerateArray().Where(entry => entry.GetProperty("type").GetString() == "referral").Select(entry => entry.GetProperty("kind").GetString());
    }

    private static async Task<List<Guid>> PagesAsync(ReferralBed bed, string path, string asker)
    {
        var all = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = (await bed.Gateway.GetAsync(next.Length == 0 ? path : $"{path}?after={next}", asker)).Is(200).Json;
            all.AddRange(Referrals(page));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }

        return all;
    }

    private static IEnumerable<Guid> Referrals(JsonElement list) => list.GetProperty("referrals").EnumerateArray().Select(one => one.GetProperty("referral").GetGuid());

    private static IEnumerable<string?> Lights(JsonElement list) =>
        list.GetProperty("referrals").EnumerateArray().Select(one => one.GetProperty("children")[0].GetProperty("due").GetProperty("light").GetString());

    // Four that look at once stand for four processes: nothing but the store joins them.
    private static async Task LookAsync(ReferralBed bed, string at)
    {
        At(bed, at);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Background.ReferralsAsync(bed.Gateway)));
        await Background.ReferralsAsync(bed.Gateway);
    }

    private static void At(ReferralBed bed, string at)
    {
        bed.Gateway.Clock.Advance(DateTimeOffset.Parse(at + ":30Z", System.Globalization.CultureInfo.InvariantCulture) - bed.Gateway.Clock.GetUtcNow());
    }

    private static async Task<IEnumerable<string>> ToldAsync(ReferralBed bed, Guid child) =>
        (await bed.StepsAsync(child)).Where(step => step.Clock.Length > 0).Select(step => $"{step.Event} {step.Clock}").Order(StringComparer.Ordinal);
}
