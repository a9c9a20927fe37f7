using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Departments;
using Gateway.Departments.Store;
using Gateway.Notices;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Simulator;
using Gateway.Tests.Departments;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Gateway.Tests.Referrals;
using Gateway.Tests.Referrals.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Notices;

/// <summary>Rows of the matrix that come of something that nobody sends: a child who comes again and again, a visit that nobody ended, a list, a plan, a call, a letter that did not arrive, a flag.</summary>
public sealed class FurtherNoticesTests
{
    private const string Trust = "alder-valley-nhs-trust";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task E3_of_a_visit_that_nobody_ended_the_practice_hears_once_and_of_one_that_worried_somebody_it_does_not_hear_that()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync(registered: true);
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        var tend = bed.Gateway.Services.GetRequiredService<TendVisits>();
        await tend.RoundAsync(Cancellation);
        Assert.Empty(await bed.ToldAsync());

        bed.Gateway.Clock.Advance(TimeSpan.FromHours(12));
        await tend.RoundAsync(Cancellation);
        await ActivatorUtilities.CreateInstance<TendVisits>(bed.Gateway.Services).RoundAsync(Cancellation);

        Assert.Equal(["attended gp millpond-surgery"], await bed.ToldAsync());
        // Whoever says later that the child has gone tells nobody twice.
        (await bed.AddAsync(visit, "discharge", [])).Is(200);
        Assert.Single(await bed.ToldAsync());

        await using var other = await VisitBed.StartAsync();
        (await other.AddAsync(await other.BegunAsync(registered: true), "concern", other.Concern())).Is(200);
        other.Gateway.Clock.Advance(TimeSpan.FromHours(13));
        await other.Gateway.Services.GetRequiredService<TendVisits>().RoundAsync(Cancellation);
        Assert.DoesNotContain(await other.ToldAsync(), told => told.StartsWith("attended ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task E3_is_told_of_a_visit_behind_any_number_that_cannot_be_looked_at()
    {
        await using var bed = await VisitBed.StartAsync();
        await bed.BegunAsync(registered: true);
        await using (var db = await bed.DbAsync())
        {
            var before = bed.Gateway.Clock.GetUtcNow().AddHours(-2);
            for (var n = 0; n < 201; n++) db.Add(Visit.Of(bed.Who("nurse"), Guid.NewGuid(), null, Guid.NewGuid().ToByteArray(), [1], [2], before, before));
            await db.SaveChangesAsync(Cancellation);
        }

        bed.Gateway.Clock.Advance(TimeSpan.FromHours(12));
        await bed.Gateway.Services.GetRequiredService<TendVisits>().RoundAsync(Cancellation);

        Assert.Contains("attended gp millpond-surgery", await bed.ToldAsync());
    }

    [Fact]
    public async Task E4_the_fourth_visit_within_six_months_is_told_to_the_practice_the_liaison_nurse_and_of_a_plan_to_the_social_worker()
    {
        await using var bed = await VisitBed.StartAsync();
        for (var n = 0; n < 3; n++)
        {
            bed.Gateway.Attends(VisitBed.Child, "brook-street-ed", $"ENC-9{n}", minutesAgo: 40 + n);
            await bed.BegunAsync(check: false);
            await ForgetAsync(bed, $"again-{n}");
        }

        Assert.DoesNotContain(await bed.ToldAsync(), told => told.StartsWith("attended-again", StringComparison.Ordinal));
        await bed.BegunAsync(plan: true, registered: true);

        Assert.Equal(
            ["attended-again gp millpond-surgery", "attended-again liaison-nurse " + Trust, "attended-again social-worker aldersham-council", "attended-again social-worker brackenford-council"],
            (await bed.ToldAsync()).Where(told => told.StartsWith("attended-again", StringComparison.Ordinal)));
        Assert.All((await bed.NoticesAsync()).Where(notice => notice.Event == NoticeEvent.AttendedAgain), notice => Assert.Equal("repeat-rule", notice.Words));
    }

    [Fact]
    public async Task E12_what_is_laid_aside_is_told_to_whoever_runs_the_service_once_a_day_and_what_tells_of_that_is_not()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await InboxHost.StartAsync(store, null, register => Operators(register), ("Notices:Operations", Trust));
        await inbox.PostAsync(Tell.Late(), Tell.Late("second-nurse"));
        await inbox.TendAsync();
        // No system of theirs is in the register: nothing helps.
        await using (var db = await DbAsync(inbox))
        {
            db.AddRange((await db.Set<NoticeTurn>().ToListAsync(Cancellation)).Select((turn, n) => new NoticeDelivery
            {
                Id = Guid.CreateVersion7(),
                Notice = turn.Notice,
                Turn = turn.Id,
                Channel = NoticeChannel.System,
                Agency = turn.Agency,
                Role = $"{n}",
                Urgency = turn.Urgency,
                CreatedAt = turn.At,
                NextAttemptAt = turn.At,
            }));
            await db.SaveChangesAsync(Cancellation);
        }

        await inbox.Services.GetRequiredService<SendDeliveries>().RoundAsync(Cancellation);

        await using var read = await DbAsync(inbox);
        Assert.Equal(2, await read.Set<NoticeDelivery>().CountAsync(one => one.DeadAt != null, Cancellation));
        var told = Assert.Single(await read.Set<InboxNotice>().Where(one => one.Event == NoticeEvent.DeliveryFailed).ToListAsync(Cancellation));
        Assert.Equal((NoticeRecipient.Operations, Trust, "not-delivered", Trust), (told.Part, told.Agency, told.Words, told.Subject));
        read.Add(new NoticeDelivery { Id = Guid.CreateVersion7(), Notice = told.Id, Turn = Guid.NewGuid(), Channel = NoticeChannel.System, Agency = "aldersham-council", Urgency = NoticeUrgency.Now, CreatedAt = InboxHost.Morning, NextAttemptAt = InboxHost.Morning });
        read.Add(new NoticeTurn { Id = read.ChangeTracker.Entries<NoticeDelivery>().Last().Entity.Turn, Notice = told.Id, Step = 9, Agency = "aldersham-council", At = InboxHost.Morning });
        await read.SaveChangesAsync(Cancellation);
        await inbox.Services.GetRequiredService<SendDeliveries>().RoundAsync(Cancellation);
        Assert.Equal(1, await read.Set<InboxNotice>().CountAsync(one => one.Event == NoticeEvent.DeliveryFailed, Cancellation));
    }

    [Fact]
    public async Task E19_and_E20_whoever_is_called_to_a_strategy_discussion_or_a_conference_is_told_by_when_and_nothing_of_the_child()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        JsonArray Called(params string[] agencies) => new([.. agencies.Select(agency => (JsonNode)With(("agency", agency)))]);
        Assert.Equal(["/agencies"], (await child.StepAsync("csc-social-worker", "decision.made", Decision("assessment", ("agencies", Called("millpond-surgery"))))).Is(400).Fields);
        Assert.Equal(["/agencies/0/agency"], (await child.StepAsync("csc-social-worker", "decision.made", Decision("strategy", ("agencies", Called("nobody"))))).Is(400).Fields);

        await child.ThenAsync("csc-social-worker", "decision.made", Decision("strategy", ("agencies", Called("millpond-surgery", "northshire-police"))));
        await Background.InboxAsync(bed.Gateway);

        var told = (await bed.Gateway.GetAsync("v1/notices", "gp")).Is(200).Json.GetProperty("notices").EnumerateArray().Single(notice => notice.Text("event") == "strategy-called");
        Assert.Equal(("U1", "A strategy discussion was called"), (told.Text("urgency"), told.Text("title")));
        Assert.True(told.TryGetProperty("dueAt", out _));
        Assert.False(told.TryGetProperty("child", out _));
        Assert.Equal(404, (await bed.ReadAsync(child.Referral, "gp")).Status);
        Assert.Contains(await StoredAsync(bed.Gateway), notice => notice is { Event: NoticeEvent.StrategyCalled, Part: NoticeRecipient.PoliceDuty, Agency: "northshire-police" });
    }

    [Fact]
    public async Task E21_a_plan_that_started_is_told_to_the_practice_whose_list_has_the_child_with_the_code_and_to_no_other()
    {
        var child = TestChild.Of(70, "ZB1 1AA");
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Involve("millpond-surgery", "registration", child);
        gateway.Involve("aldersham-council", "allocation", child);
        var body = Started(child, "millpond-surgery", "harbour-view-surgery");
        foreach (var outsider in (string[])["nurse", "gp", "dsl"]) (await gateway.PostAsync("v1/plan-changes", outsider, body, Guid.NewGuid().ToString())).Is(403);
        Assert.Equal(["/child", "/change", "/tell"], (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", new JsonObject(), Guid.NewGuid().ToString())).Is(400).Fields);

        var request = Guid.NewGuid().ToString();
        for (var n = 0; n < 2; n++)
            Assert.Equal(["millpond-surgery sent-if-theirs", "harbour-view-surgery sent-if-theirs"], (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", body, request)).Is(200).Json.GetProperty("told").EnumerateArray().Select(one => $"{one.Text("agency")} {one.Text("state")}"));
        await Background.InboxAsync(gateway);

        var notice = Assert.Single((await gateway.GetAsync("v1/notices", "gp")).Is(200).Json.GetProperty("notices").EnumerateArray());
        var read = (await gateway.GetAsync($"v1/notices/{notice.Text("id")}", "gp")).Is(200).Json;
        Assert.Equal(("plan-changed", "U2", child.Number), (read.Text("event"), read.Text("urgency"), read.GetProperty("child").Text("nhsNumber")));
        Assert.Equal(["It started.", "Add the code to your own record."], read.GetProperty("words").EnumerateArray().Select(one => one.GetString()));
        var entries = await ChangesAsync(gateway);
        Assert.Equal(2, entries.Length);
        Assert.All(entries, entry => Assert.Equal(("told", "not-theirs"), (entry.Common.GetProperty("told").Text("millpond-surgery"), entry.Common.GetProperty("told").Text("harbour-view-surgery"))));
    }

    [Fact]
    public async Task E21_of_a_child_of_whom_nothing_shows_that_they_are_the_councils_nobody_is_asked_and_every_refusal_reads_the_same()
    {
        var (child, stranger) = (TestChild.Of(70, "ZB1 1AA"), TestChild.Of(71, "ZB1 1AA"));
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Involve("millpond-surgery", "registration", child);
        // Whoever was the child's worker once is not any more.
        gateway.Involve("aldersham-council", "allocation", child, ended: GatewayHost.Night.AddYears(-2));

        var refused = (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", Started(child, "millpond-surgery"), Guid.NewGuid().ToString())).Is(403);
        var unknown = (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", Started(stranger, "millpond-surgery"), Guid.NewGuid().ToString())).Is(403);
        foreach (var answer in (Answer[])[refused, unknown]) Assert.Equal(("X2", refused.Json.Text("words")), (answer.Json.GetProperty("reason").Text("code"), answer.Json.Text("words")));
        Assert.DoesNotContain("millpond", refused.Text);
        Assert.DoesNotContain(await StoredAsync(gateway), notice => notice.Event == NoticeEvent.PlanChanged);
        Assert.All(await ChangesAsync(gateway), entry => Assert.Equal((Gateway.Audit.EntryOutcome.Deny, "X2", false), (entry.Outcome, entry.Common.Text("because"), entry.Common.TryGetProperty("told", out _))));

        // What it holds itself shows it too.
        gateway.Holds("aldersham-csc", child, Held.Plan);
        (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", Started(child, "millpond-surgery"), Guid.NewGuid().ToString())).Is(200);
        Assert.Single(await StoredAsync(gateway), notice => notice.Event == NoticeEvent.PlanChanged);
    }

    [Fact]
    public async Task E21_where_nobody_signs_in_who_could_be_told_the_council_hears_that_it_rings_and_not_that_the_child_is_not_theirs()
    {
        var child = TestChild.Of(70, "ZB1 1AA");
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Involve("aldersham-council", "allocation", child);

        // Of a child of three the trust's health visitor is told: it has none here.
        var told = (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", Started(child, "alder-valley-nhs-trust", "millpond-surgery"), Guid.NewGuid().ToString())).Is(200).Json;

        Assert.Equal(["nobody-there", "sent-if-theirs"], told.GetProperty("told").EnumerateArray().Select(one => one.Text("state")));
        var line = Assert.Single(await ChangesAsync(gateway)).Common.GetProperty("told");
        Assert.Equal(("nobody-there", "not-theirs"), (line.Text("alder-valley-nhs-trust"), line.Text("millpond-surgery")));
    }

    [Fact]
    public async Task E21_whoever_visits_the_child_and_the_hospital_where_the_child_is_are_told_with_the_code_and_not_named_to_the_council()
    {
        var child = TestChild.Of(70);
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Involve("aldersham-council", "allocation", child);
        gateway.Involve("aldersham-community-nhs-trust", "registration", child);
        gateway.Attends(child);

        foreach (var (change, word, code) in ((string, string, string?)[])[("started", "It started.", "342191000000101"), ("category-changed", "It was changed.", null), ("ended", "It ended.", "342891000000105")])
        {
            var body = Started(child, "millpond-surgery", Trust);
            body["change"] = change;
            var said = (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", body, Guid.NewGuid().ToString())).Is(200);
            // It reads as where the child is nobody's, and names no service.
            Assert.Equal(["health-visitor sent-if-theirs"], said.Json.GetProperty("visiting").EnumerateArray().Select(one => $"{one.Text("who")} {one.Text("state")}"));
            Assert.DoesNotContain("community", said.Text);
            await Background.InboxAsync(gateway);
            foreach (var reader in (string[])["visitor-of-community", "ed-treating-clinician"])
            {
                var notice = (await gateway.GetAsync("v1/notices", reader)).Is(200).Json.GetProperty("notices").EnumerateArray().First(one => one.Text("state") == "new" && one.Text("event") == "plan-changed");
                var read = (await gateway.GetAsync($"v1/notices/{notice.Text("id")}", reader)).Is(200).Json;
                Assert.Equal((true, child.Number), (read.GetProperty("told").GetBoolean(), read.GetProperty("child").Text("nhsNumber")));
                Assert.Contains(word, read.GetProperty("words").EnumerateArray().Select(one => one.GetString()));
                Assert.Equal(code, read.TryGetProperty("codes", out var codes) ? codes[0].Text("code") : null);
                // The category is read by a check, or rung for.
                Assert.DoesNotContain("category", read.GetProperty("items").GetRawText());
            }
        }

        Assert.Equal(6, (await StoredAsync(gateway)).Count(notice => notice.Event == NoticeEvent.PlanChanged));
        Assert.All(await ChangesAsync(gateway), entry => Assert.Equal("told", entry.Common.GetProperty("told").Text("aldersham-community-nhs-trust")));
    }

    [Fact]
    public async Task E21_a_service_that_does_not_have_the_child_hears_nothing_and_one_that_does_not_say_only_to_ring()
    {
        var (child, pupil, elsewhere) = (TestChild.Of(70), TestChild.Of(71) with { Born = new DateOnly(2021, 11, 22) }, TestChild.Of(72, "ZD1 1AA"));
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(child, pupil, elsewhere));
        foreach (var one in (TestChild[])[child, pupil, elsewhere]) gateway.Involve("aldersham-council", "allocation", one);
        async Task<string[]> SayAsync(TestChild one) =>
            [.. (await gateway.PostAsync("v1/plan-changes", "csc-social-worker", Started(one, "millpond-surgery"), Guid.NewGuid().ToString())).Is(200).Json.GetProperty("visiting").EnumerateArray().Select(line => $"{line.Text("who")} {line.Text("state")}")];

        Assert.Equal(["health-visitor sent-if-theirs"], await SayAsync(child));
        Assert.DoesNotContain(await StoredAsync(gateway), notice => notice.Event == NoticeEvent.PlanChanged);
        await gateway.Agencies.SetAsync("aldersham-community-nhs-trust", new Behaviour(Fault: Fault.Error));
        Assert.Equal(["school-nurse told-to-ring"], await SayAsync(pupil));
        await Background.InboxAsync(gateway);
        var notice = Assert.Single(await StoredAsync(gateway), notice => notice.Event == NoticeEvent.PlanChanged);
        Assert.Equal((NoticeRecipient.SchoolNurse, "aldersham-community-nhs-trust", null), (notice.Part, notice.Agency, notice.Involvement));
        Assert.DoesNotContain(pupil.Number, (await gateway.GetAsync($"v1/notices/{notice.Id}", "nurse-of-community")).Is(200).Text);
        // A baby has a midwife too, and no maternity service is in the register: the council rings.
        await gateway.Agencies.ResetAsync();
        var baby = elsewhere with { Born = new DateOnly(2026, 2, 1) };
        gateway.Involve("aldersham-council", "allocation", baby);
        Assert.Equal(["health-visitor sent-if-theirs", "midwife nobody-there"], await SayAsync(baby));
    }

    private static JsonObject Started(TestChild child, params string[] tell) => new()
    {
        ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd") },
        ["change"] = "started",
        ["tell"] = new JsonArray([.. tell.Select(agency => (JsonNode)agency)]),
    };

    private static async Task<LedgerReader.Entry[]> ChangesAsync(GatewayHost gateway) =>
        [.. (await gateway.Entries.OfAsync(Gateway.Audit.EntryType.Outcome)).Where(entry => entry.Common.TryGetProperty("kind", out var kind) && kind.ValueEquals("plan-changed") && entry.Child is not null)];

    [Fact]
    public async Task E25_the_officer_has_a_notice_of_a_flag_that_names_nobody()
    {
        var child = TestChild.Of(300, "ZB1 1AA");
        await using var gateway = await GatewayHost.StartAsync(child);
        (await gateway.CheckAsync(child, "plan-flag")).Is(403);
        await Background.PatternsAsync(gateway);
        await Background.PatternsAsync(gateway);
        await Background.InboxAsync(gateway);

        foreach (var officer in (string[])["officer-of-alder-valley-nhs-trust", "officer-of-brackenford-council"])
        {
            var notice = Assert.Single((await gateway.GetAsync("v1/notices", officer)).Is(200).Json.GetProperty("notices").EnumerateArray());
            Assert.Equal(("look-up-flagged", "U3", "alert"), (notice.Text("event"), notice.Text("urgency"), notice.GetProperty("subject").Text("kind")));
            var read = (await gateway.GetAsync($"v1/notices/{notice.Text("id")}", officer)).Is(200);
            foreach (var name in (string[])["nurse", child.Number]) Assert.DoesNotContain(name, read.Text);
        }
    }

    [Fact]
    public async Task E28_on_the_day_of_the_meeting_its_people_are_told_once_that_the_list_of_a_week_in_which_somebody_came_is_ready()
    {
        await using var bed = await VisitBed.StartAsync();
        await bed.BegunAsync();
        var tend = bed.Gateway.Services.GetRequiredService<TendVisits>();
        // It is Sunday.
        await tend.RoundAsync(Cancellation);
        Assert.DoesNotContain(await bed.NoticesAsync(), notice => notice.Event == NoticeEvent.ListReady);
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(1));
        for (var n = 0; n < 2; n++) await tend.RoundAsync(Cancellation);

        var told = (await bed.NoticesAsync()).Where(notice => notice.Event == NoticeEvent.ListReady).ToArray();
        Assert.Equal([(NoticeSubjectKind.List, "2026-11-16", Trust)], told.Select(notice => (notice.SubjectKind, notice.Subject, notice.Agency)).Distinct());
        Assert.Contains(told, notice => notice.Roles == " ed-treating-clinician ");
        Assert.Equal(told.Length, told.Select(notice => notice.Roles).Distinct().Count());
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(7));
        await tend.RoundAsync(Cancellation);
        Assert.Equal(told.Length, (await bed.NoticesAsync()).Count(notice => notice.Event == NoticeEvent.ListReady));
    }

    // What the department's system knew of that visit is not asked again: the next one is another.
    private static async Task ForgetAsync(VisitBed bed, string reference)
    {
        await using var db = await bed.DbAsync();
        var key = System.Text.Encoding.UTF8.GetBytes(reference.PadRight(32));
        await db.Set<Gateway.Departments.Store.Visit>().OrderByDescending(visit => visit.BegunAt).Take(1).ExecuteUpdateAsync(set => set.SetProperty(visit => visit.Encounter, key), Cancellation);
    }

    private static void Operators(JsonNode register)
    {
        foreach (var agency in register["agencies"]!.AsArray().Where(agency => (string?)agency!["id"] == Trust)) agency!["issuer"]!["roles"]!["operations"] = "operations";
    }

    private static async Task<List<InboxNotice>> StoredAsync(GatewayHost gateway)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<Gateway.Data.GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await db.Set<InboxNotice>().AsNoTracking().ToListAsync(Cancellation);
    }

    private static Task<Gateway.Data.GatewayContext> DbAsync(InboxHost inbox) => inbox.Services.GetRequiredService<IDbContextFactory<Gateway.Data.GatewayContext>>().CreateDbContextAsync(Cancellation);
}
