using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Incidents.Store;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Incidents.TestIncident;

namespace Gateway.Tests.Incidents;

/// <summary>From the doorstep: what is saved stays, what is sent is one referral at the right council, and who must not find out does not.</summary>
public sealed class SendIncidentTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Sent_twice_at_once_and_again_it_is_one_referral_with_the_grade_apart_from_the_count_and_the_flag_at_the_council_alone(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var incident = await bed.BeginIncidentAsync();
        // In any order, and lost between: what was saved is there.
        foreach (var task in (string[])["risk", "children", "referrer", "people"]) (await bed.SaveScreenAsync(incident, task, Of(task))).Is(200);
        var missing = (await bed.SendIncidentAsync(incident)).Is(409);
        Assert.Equal(("urn:gateway:problem:referral-not-complete", "/tasks/incident"), (missing.Type, Assert.Single(missing.Fields)));
        (await bed.SaveScreenAsync(incident, "incident", What)).Is(200);

        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bed.SendIncidentAsync(incident)));
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(3));
        Answer[] all = [.. together, await bed.SendIncidentAsync(incident)];

        Assert.Single(all.Select(answer => answer.Is(200).Text).Distinct());
        await using (var db = await bed.DbAsync())
            Assert.Equal((1, 1, 3), (await db.Set<Referral>().CountAsync(ReferralBed.Cancellation), await db.Set<ReferralChild>().CountAsync(ReferralBed.Cancellation), await db.Set<ReferralStep>().CountAsync(ReferralBed.Cancellation)));
        Assert.Single(await bed.EntriesAsync());
        Assert.Equal(("green", "rated"), (all[0].Json.GetProperty("children")[0].GetProperty("rating").GetString(), all[0].Json.GetProperty("children")[0].GetProperty("due").GetProperty("clock").GetString()) is var (rating, _) ? (rating, "rated") : default);

        var council = (await bed.ReadAsync(incident, "csc-front-door")).Is(200).Json;
        var told = council.GetProperty("form").GetProperty("incident");
        Assert.Equal(("incident", "NP/2026/0042", "northshire-police"), (council.GetProperty("kind").GetString(), told.GetProperty("number").GetString(), told.GetProperty("force").GetString()));
        Assert.Equal((8, "standard"), (told.GetProperty("risk").GetProperty("yesAnswers").GetInt32(), told.GetProperty("risk").GetProperty("grade").GetString()));
        Assert.Equal(("standard", "medium"), (council.GetProperty("form").GetProperty("adults").GetProperty("adultRisk").GetString(), council.GetProperty("form").GetProperty("children").GetProperty("children")[0].GetProperty("risk").GetString()));
        Assert.True(told.GetProperty("handling").GetProperty("suspectMustNotKnow").GetBoolean());
        Assert.Equal("urn:gateway:problem:referral-sent-before", (await bed.SaveScreenAsync(incident, "risk", Risk)).Is(409).Type);
        // It is sent in its own way and in no other.
        Assert.Equal(404, (await bed.SendAsync(incident, Officer)).Status);
        Assert.Equal(404, (await bed.SaveAsync(incident, "worries", TestForm.Worries, Officer)).Status);
        var stored = store == "Sqlite" ? Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(bed.Gateway.Store.Connection, "gateway.db"), ReferralBed.Cancellation)) : "";
        foreach (var mark in (string[])["Childmark", "Effectmark", "Accountmark", "Suspectmark", "Victimmark", "Placemark", "Safemark", "Saidmark", "NP/2026/0042", ReferralBed.NumberOf(0).Digits])
        {
            Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(mark, line.Text));
            Assert.DoesNotContain(mark, (await bed.EntriesAsync())[0].Common.GetRawText());
            Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(mark)), stored);
        }
    }

    [Fact]
    public async Task Nobody_else_finds_the_incident_nor_who_must_not_learn()
    {
        await using var bed = await ReferralBed.StartAsync();
        var incident = await bed.FilledIncidentAsync();
        string[] others = ["nurse", "gp", "dsl", "school-other", "csc-front-door", "brackenford-worker", "police-ppu", "midwife", "officer-of-northshire-police", "researcher"];
        foreach (var other in others)
        {
            Assert.Equal(404, (await bed.Gateway.GetAsync($"v1/incidents/{incident}", other)).Status);
            Assert.Equal(404, (await bed.SaveScreenAsync(incident, "risk", Risk, other)).Status);
            Assert.Equal(404, (await bed.SendIncidentAsync(incident, other)).Status);
            Assert.Equal(404, (await bed.ReadAsync(incident, other)).Status);
        }

        (await bed.SendIncidentAsync(incident)).Is(200);
        foreach (var other in others)
        {
            Assert.Equal(404, (await bed.Gateway.GetAsync($"v1/incidents/{incident}", other)).Status);
            Assert.Equal(other == "csc-front-door" ? 200 : 404, (await bed.ReadAsync(incident, other)).Status);
        }

        foreach (var other in (string[])["nurse", "dsl", "csc-front-door", "researcher"])
            Assert.Equal(403, (await bed.Gateway.PostAsync("v1/incidents", other, TestForm.Wanted(), Guid.NewGuid().ToString())).Status);
    }

    [Fact]
    public async Task Two_councils_each_see_their_own_child_and_nothing_that_was_said_of_the_other()
    {
        await using var bed = await ReferralBed.StartAsync();
        var incident = await bed.FilledIncidentAsync((task, body) =>
        {
            if (task != "children") return;
            var (one, other) = (Child(), Child(1));
            (one["injured"], other["injured"]) = (true, true);
            (other["livesHere"], other["address"]) = ("no", new JsonObject { ["text"] = "With the aunt", ["postcode"] = "ZB1 1AA" });
            body["children"] = new JsonArray(one, other);
        });
        var sent = (await bed.SendIncidentAsync(incident)).Is(200).Json;
        Assert.Equal(["aldersham-council", "brackenford-council"], sent.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("council").GetProperty("agency").GetString()).Order());
        Assert.All(sent.GetProperty("children").EnumerateArray(), child => Assert.Equal("red", child.GetProperty("rating").GetString()));
        var (first, second) = ((await bed.ReadAsync(incident, "csc-front-door")).Is(200).Text, (await bed.ReadAsync(incident, "brackenford-worker")).Is(200).Text);
        foreach (var mark in (string[])["Childmark", "Effectmark", "Saidmark"])
        {
            Assert.Contains($"{mark} 0", first);
            Assert.DoesNotContain($"{mark} 1", first);
            Assert.Contains($"{mark} 1", second);
            Assert.DoesNotContain($"{mark} 0", second);
        }

        await using var db = await bed.DbAsync();
        var received = await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == NoticeEvent.ReferralSent && notice.Part == NoticeRecipient.FrontDoor).ToListAsync(ReferralBed.Cancellation);
        Assert.Equal(2, received.Count);
        Assert.All(received, notice => Assert.True(notice.Red));
    }

    [Fact]
    public async Task Journey_29_earlier_incidents_at_the_place_are_counted_and_the_third_is_amber_by_its_rule()
    {
        await using var bed = await ReferralBed.StartAsync();
        for (var n = 0; n < 2; n++)
        {
            (await bed.SendIncidentAsync(await bed.FilledIncidentAsync((task, body) =>
            {
                if (task == "risk") body.Remove("earlierIncidents");
                if (task == "incident") (body["attendedAt"], body["occurredAt"], body["place"]!["text"]) = ($"2026-0{n + 4}-01T20:00:00Z", $"2026-0{n + 4}-01T19:00:00Z", n == 0 ? "14 Placemark Rd, flat 2" : "FLAT 2 14 PLACEMARK ROAD ZA4 1AA");
            }))).Is(200);
        }

        // However the address was written.
        var third = await bed.FilledIncidentAsync((task, body) => { if (task == "risk") body.Remove("earlierIncidents"); });
        var seen = (await bed.Gateway.GetAsync($"v1/incidents/{third}", Officer)).Is(200).Json;
        Assert.Equal((2, "amber", "incidents-in-12-months"), (seen.GetProperty("earlier").GetProperty("incidents").GetInt32(), seen.GetProperty("rating").GetString(), seen.GetProperty("rules")[0].GetString()));
        Assert.Equal("incidents-in-12-months", Assert.Single(seen.GetProperty("askMarac").EnumerateArray()).GetString());
        // Where no postcode is known nobody can count, and that is not none.
        var nowhere = What;
        nowhere["place"]!.AsObject().Remove("postcode");
        Assert.Equal("not-known", (await bed.SaveScreenAsync(third, "incident", nowhere)).Is(200).Json.GetProperty("earlier").GetProperty("answer").GetString());
        (await bed.SaveScreenAsync(third, "incident", What)).Is(200);
        Assert.Equal("amber", (await bed.SendIncidentAsync(third)).Is(200).Json.GetProperty("children")[0].GetProperty("rating").GetString());
        var told = (await bed.ReadAsync(third, "csc-front-door")).Is(200).Json.GetProperty("form").GetProperty("incident");
        Assert.Equal((2, "incidents-in-12-months"), (told.GetProperty("risk").GetProperty("countedIncidents").GetInt32(), told.GetProperty("routing").GetProperty("rules")[0].GetString()));
        // What the officer confirms stands, and what was counted stands beside it.
        var other = await bed.FilledIncidentAsync((task, body) => { if (task == "incident") body["attendedAt"] = "2026-11-21T22:12:00Z"; });
        Assert.Equal("green", (await bed.SendIncidentAsync(other)).Is(200).Json.GetProperty("children")[0].GetProperty("rating").GetString());
        Assert.Equal(3, (await bed.ReadAsync(other, "csc-front-door")).Is(200).Json.GetProperty("form").GetProperty("incident").GetProperty("risk").GetProperty("countedIncidents").GetInt32());
    }

    [Theory, InlineData("yes"), InlineData("not-known")]
    public async Task Whether_there_was_a_weapon_is_told_to_whoever_visits_also_where_nobody_knows(string weapon)
    {
        await using var bed = await ReferralBed.StartAsync();
        var incident = await bed.FilledIncidentAsync((task, body) => { if (task == "incident") body["weapon"] = weapon; });
        (await bed.SendIncidentAsync(incident)).Is(200);
        Assert.Equal(weapon, (await bed.ReadAsync(incident, "csc-front-door")).Is(200).Json.GetProperty("form").GetProperty("adults").GetProperty("dangerToStaff").GetProperty("answer").GetString());
    }

    // However the postcode was written; and whoever types an address does not learn how often the police were there without a trace.
    [Fact]
    public async Task How_often_the_police_were_there_is_told_with_an_entry_or_not_at_all()
    {
        await using var bed = await ReferralBed.StartAsync();
        (await bed.SendIncidentAsync(await bed.FilledIncidentAsync((task, body) => { if (task == "incident") (body["attendedAt"], body["occurredAt"], body["place"]!["text"]) = ("2026-04-01T20:00:00Z", "2026-04-01T19:00:00Z", "14 Placemark Rd, flat 2, za41aa"); }))).Is(200);
        var incident = await bed.BeginIncidentAsync();
        var before = await ReadingsAsync(bed);

        var saved = (await bed.SaveScreenAsync(incident, "incident", What)).Is(200).Json;

        Assert.Equal(1, saved.GetProperty("earlier").GetProperty("incidents").GetInt32());
        Assert.Equal(before + 1, await ReadingsAsync(bed));
        await ClosedLedger.CloseAsync(bed.Gateway);
        // What they wrote is kept; the number is not known.
        Assert.Equal("not-known", (await bed.SaveScreenAsync(incident, "incident", What)).Is(200).Json.GetProperty("earlier").GetProperty("answer").GetString());
    }

    private static async Task<int> ReadingsAsync(ReferralBed bed) =>
        (await bed.Gateway.Entries.OfAsync(Gateway.Audit.EntryType.Search)).Count(entry => entry.Common.GetProperty("kind").ValueEquals("incident-read"));

    [Fact]
    public async Task A_grade_above_the_count_wants_its_reason_and_how_the_officer_is_reached_is_asked_once()
    {
        await using var bed = await ReferralBed.StartAsync();
        var incident = await bed.FilledIncidentAsync();
        var high = Risk;
        high["grade"] = "high";
        var wrong = (await bed.SaveScreenAsync(incident, "risk", high)).Is(400).Json.GetProperty("fields").EnumerateArray().Select(fault => $"{fault.GetProperty("field")} {fault.GetProperty("words")}");
        Assert.Equal(["/byJudgement Select yes if you graded by professional judgement", "/judgement Say why you graded this high"], wrong);
        (high["byJudgement"], high["judgement"]) = (true, "Too short");
        Assert.Equal("/judgement", Assert.Single((await bed.SaveScreenAsync(incident, "risk", high)).Is(400).Fields));
        high["judgement"] = "He has threatened to take the children abroad.";
        (await bed.SaveScreenAsync(incident, "risk", high)).Is(200);
        Assert.Equal("red", (await bed.SendIncidentAsync(incident)).Is(200).Json.GetProperty("children")[0].GetProperty("rating").GetString());

        var next = (await bed.Gateway.PostAsync("v1/incidents", Officer, TestForm.Wanted("section-17"), Guid.NewGuid().ToString())).Is(201).Json;
        Assert.Equal(["incident", "people", "children", "risk"], next.GetProperty("toDo").EnumerateArray().Select(task => task.GetString()));
        Assert.Equal("01632 960557", next.GetProperty("form").GetProperty("referrer").GetProperty("phone").GetString());
    }

    [Fact]
    public async Task Police_protection_is_told_to_who_must_act_before_its_72_hours_end()
    {
        await using var bed = await ReferralBed.StartAsync();
        (await bed.SendIncidentAsync(await bed.FilledIncidentAsync((task, body) => { if (task == "incident") body["policeProtection"]!["used"] = true; }))).Is(200);
        await using var db = await bed.DbAsync();
        var told = await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == Gateway.Rules.Notices.NoticeEvent.PoliceProtection).ToListAsync(ReferralBed.Cancellation);
        var now = bed.Gateway.Clock.GetUtcNow();
        Assert.Equal(["aldersham-council", "northshire-police"], told.Where(notice => notice.NextAt <= now).Select(notice => notice.Agency).Order());
        // And again after 24 and 48 hours and when it ends, and nobody has those before.
        DateTimeOffset used = new(2026, 11, 21, 22, 11, 0, TimeSpan.Zero);
        Assert.All(told.Where(notice => notice.NextAt > now).GroupBy(notice => notice.Agency), same => Assert.Equal([used.AddHours(24), used.AddHours(48), used.AddHours(72)], same.Select(notice => notice.NextAt!.Value).Order()));
        foreach (var hours in (int[])[0, 23, 25, 47, 49, 71, 73])
        {
            if (hours > 0) bed.Gateway.Clock.Advance(used.AddHours(hours) - bed.Gateway.Clock.GetUtcNow());
            await bed.Service<Gateway.Notices.TendInbox>().RoundAsync(ReferralBed.Cancellation);
            var ids = told.Where(notice => notice.Agency == "northshire-police").Select(notice => notice.Id).ToArray();
            Assert.Equal((hours, 1 + (hours / 24)), (hours, await db.Set<NoticeTurn>().Where(turn => ids.Contains(turn.Notice) && turn.Step == 1).CountAsync(ReferralBed.Cancellation)));
        }

        Assert.All(told, notice => Assert.Equal(new DateTimeOffset(2026, 11, 24, 22, 11, 0, TimeSpan.Zero), notice.Due));
    }

    [Fact]
    public async Task Whoever_visits_a_young_or_unborn_child_is_told_to_ring_and_nothing_of_the_child()
    {
        await using var bed = await ReferralBed.StartAsync();
        (await bed.SendIncidentAsync(await bed.FilledIncidentAsync((task, body) =>
        {
            if (task == "people") body["victimPregnant"] = "yes";
            if (task != "children") return;
            body["children"] = new JsonArray(Child(), Child(1));
            foreach (var child in body["children"]!.AsArray()) (child!["dateOfBirth"], child["gpPractice"]) = ("2023-03-04", "Millpond Surgery");
        }))).Is(200);
        await bed.Service<Gateway.Notices.TendInbox>().RoundAsync(ReferralBed.Cancellation);
        await using var db = await bed.DbAsync();
        var told = await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == Gateway.Rules.Notices.NoticeEvent.AbuseIncidentInfant).ToListAsync(ReferralBed.Cancellation);
        Assert.Equal(["alder-valley-nhs-trust", "aldersham-community-nhs-trust", "aldersham-community-nhs-trust", "millpond-surgery", "millpond-surgery"], told.Select(notice => notice.Agency).Order());
        var turns = await db.Set<NoticeTurn>().AsNoTracking().ToListAsync(ReferralBed.Cancellation);
        Assert.All(turns.Where(turn => told.Any(notice => notice.Id == turn.Notice)), turn => Assert.Equal("", turn.Items));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_draft_that_nobody_sends_goes_with_everything_that_was_said_and_with_a_closed_ledger_nothing_is_sent(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        await bed.FilledIncidentAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(9));
        await bed.Service<TendReferrals>().TendAsync(ReferralBed.Cancellation);
        await using var db = await bed.DbAsync();
        Assert.Equal((0, 0, 0), (await db.Set<Referral>().CountAsync(ReferralBed.Cancellation), await db.Set<Incident>().CountAsync(ReferralBed.Cancellation), await db.Set<IncidentTask>().CountAsync(ReferralBed.Cancellation)));

        var incident = await bed.FilledIncidentAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);
        Assert.NotEmpty((await bed.SendIncidentAsync(incident)).Is(503).NumbersToRing);
        Assert.Equal((0, 0, 5), (await db.Set<ReferralChild>().CountAsync(ReferralBed.Cancellation), await db.Set<InboxNotice>().CountAsync(ReferralBed.Cancellation), await db.Set<IncidentTask>().CountAsync(ReferralBed.Cancellation)));
    }

    [Fact]
    public async Task Two_referrals_that_name_one_incident_are_offered_as_one_though_the_children_are_written_differently()
    {
        await using var bed = await ReferralBed.StartAsync();
        var incident = await bed.FilledIncidentAsync((task, body) => { if (task == "children") body["children"]![0]!.AsObject().Remove("nhsNumber"); });
        (await bed.SendIncidentAsync(incident)).Is(200);
        foreach (var (number, found) in (((string, int)[])[("np 2026 0042", 1), ("NP/2026/0043", 0)]))
        {
            var referral = await bed.BeginAsync("nurse");
            var children = TestForm.Children("ZA4 1AA");
            children["children"]![0]!["firstName"] = "Ameera";
            await bed.FillAsync(referral, children);
            var worries = TestForm.Worries;
            worries["incidentNumber"] = number;
            (await bed.SaveAsync(referral, "worries", worries)).Is(200);
            (await bed.SendAsync(referral)).Is(200);
            var offered = (await bed.Gateway.GetAsync($"v1/referrals/{referral}/duplicates", "csc-front-door")).Is(200).Json.GetProperty("duplicates");
            Assert.Equal(found, offered.EnumerateArray().Count(each => each.GetRawText().Contains(incident.ToString(), StringComparison.Ordinal)));
        }
    }
}
