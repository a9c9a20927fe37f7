using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Concerns;
using Gateway.Concerns.Store;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Gateway.Tests.Simulator;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Concerns.TestConcern;

namespace Gateway.Tests.Concerns;

/// <summary>What staff write stays as it was written, reaches a lead in time, and is nobody else's.</summary>
public sealed class ConcernTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly string[] Others =
        ["nurse", "gp", "school-nurse", "csc-front-door", "csc-social-worker", "police-frontline", "police-ppu", "academy-dsl", "academy-teacher", "second-teacher", "officer-of-st-oswins-primary", "designated-officer", "researcher"];

    [Theory, MemberData(nameof(Stores))]
    public async Task Journey_30_written_once_however_often_it_is_sent_never_changed_and_only_added_to(string store)
    {
        await using var bed = await StartAsync(server, store);
        var request = Guid.NewGuid();
        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bed.WriteAsync(id: request)));
        var concern = Assert.Single(together.Select(answer => answer.Is(201).Text).Distinct()) is var text ? JsonDocument.Parse(text).RootElement.GetProperty("concern").GetGuid() : default;
        var changed = Sample;
        changed["sawOrHeard"] = "Something else";
        Assert.Equal("urn:gateway:problem:request-id-reused", (await bed.WriteAsync(changed, id: request)).Is(409).Type);

        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(4));
        (await bed.AddAsync(concern, "Addedmark: she said it again.")).Is(200);
        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
            Assert.Equal(405, (await bed.Gateway.SendAsync(method, $"v1/concerns/{concern}", "school-other", "{}")).Status);

        var seen = (await bed.Gateway.GetAsync($"v1/concerns/{concern}", "dsl")).Is(200).Json;
        Assert.True(JsonNode.DeepEquals(Sample, JsonNode.Parse(seen.GetProperty("written").GetRawText())));
        Assert.InRange(seen.GetProperty("writtenAt").GetDateTimeOffset(), Afternoon, Afternoon.AddMinutes(2));
        Assert.Equal("Askermark school-other", seen.GetProperty("writtenBy").GetString());
        Assert.Equal("Addedmark: she said it again.", Assert.Single(seen.GetProperty("notes").EnumerateArray()).GetProperty("added").GetProperty("text").GetString());
        await using var db = await bed.DbAsync();
        Assert.Equal((1, 1), (await db.Set<Concern>().CountAsync(ReferralBed.Cancellation), await db.Set<InboxNotice>().CountAsync(ReferralBed.Cancellation)));
        var entries = await bed.Gateway.Entries.OfAsync(EntryType.SchoolConcern);
        Assert.Equal(["concern-written", "concern-added"], entries.Select(entry => entry.Common.GetProperty("kind").GetString()));
        var stored = store == "Sqlite" ? Convert.ToHexString(await File.ReadAllBytesAsync(Path.Combine(bed.Gateway.Store.Connection, "gateway.db"), ReferralBed.Cancellation)) : "";
        foreach (var mark in (string[])["Childmark", "Sawmark", "Wordsmark", "Addedmark", ReferralBed.NumberOf(0).Digits])
        {
            Assert.All(entries, entry => Assert.DoesNotContain(mark, entry.Common.GetRawText()));
            Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(mark, line.Text));
            Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(mark)), stored);
        }
    }

    [Fact]
    public async Task Nobody_but_its_author_and_the_schools_own_leads_finds_it()
    {
        await using var bed = await StartAsync();
        var concern = await bed.WrittenAsync();
        foreach (var other in Others)
        {
            Assert.Equal(404, (await bed.Gateway.GetAsync($"v1/concerns/{concern}", other)).Status);
            Assert.Equal(404, (await bed.AddAsync(concern, "Something", other)).Status);
            Assert.Equal(404, (await bed.DecideAsync(concern, Decided(), other)).Status);
            Assert.Equal(other is "academy-dsl" ? 200 : 403, (await bed.Gateway.GetAsync("v1/concerns?tab=new", other)).Status);
            if (other is not ("academy-dsl" or "academy-teacher" or "second-teacher")) Assert.Equal(403, (await bed.WriteAsync(asker: other)).Status);
        }

        Assert.Empty(await bed.QueueAsync("new", "academy-dsl"));
        Assert.Equal(404, (await bed.DecideAsync(concern, Decided(), "school-other")).Status);
        (await bed.DecideAsync(concern, Decided())).Is(200);
        // Its author sees what they wrote, and not what was decided.
        var own = (await bed.Gateway.GetAsync($"v1/concerns/{concern}", "school-other")).Is(200);
        Assert.DoesNotContain("Reasonmark", own.Text);
        Assert.Contains("Sawmark", own.Text);
        Assert.Equal(concern, Assert.Single((await bed.Gateway.GetAsync("v1/concerns/written", "school-other")).Is(200).Json.GetProperty("concerns").EnumerateArray()).GetProperty("concern").GetGuid());
    }

    [Fact]
    public async Task The_queue_has_the_oldest_first_and_each_concern_stands_in_one_list()
    {
        await using var bed = await StartAsync();
        var concerns = new List<Guid>();
        for (var n = 0; n < 4; n++)
        {
            concerns.Add(await bed.WrittenAsync());
            bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(concerns, await bed.QueueAsync("new"));
        (await bed.DecideAsync(concerns[0], Decided())).Is(200);
        (await bed.DecideAsync(concerns[1], Decided("waiting", "advice-call"))).Is(200);
        (await bed.DecideAsync(concerns[2], Decided("closed", "no-action"))).Is(200);
        Assert.Equal([concerns[3]], await bed.QueueAsync("new"));
        Assert.Equal([concerns[0]], await bed.QueueAsync("mine"));
        Assert.Empty(await bed.QueueAsync("mine", "second-dsl"));
        Assert.Equal([concerns[0], concerns[1]], await bed.QueueAsync("waiting", "second-dsl"));
        Assert.Equal([concerns[2]], await bed.QueueAsync("closed"));
        (await bed.Gateway.GetAsync("v1/concerns?tab=all", "dsl")).Is(400);
    }

    // Ten past three on a Monday; the line is staffed until half past four, so an hour of school time is ten past four; from four o'clock it ends on the next morning.
    [Fact]
    public async Task Unread_after_an_hour_of_school_time_it_is_the_deputys_too_and_read_it_is_not()
    {
        await using var bed = await StartAsync();
        var (unread, read) = (await bed.WrittenAsync(), await bed.WrittenAsync());
        await AfterAsync(bed, Afternoon);
        // Its author reading it is nobody's reading; a lead's is.
        (await bed.Gateway.GetAsync($"v1/concerns/{unread}", "school-other")).Is(200);
        (await bed.Gateway.GetAsync($"v1/concerns/{read}", "second-dsl")).Is(200);
        await AfterAsync(bed, Afternoon.AddMinutes(58));
        Assert.Equal(["dsl", "dsl"], await WhoHasAsync(bed));
        await AfterAsync(bed, Afternoon.AddMinutes(62));
        Assert.Equal(["deputy-dsl", "dsl", "dsl"], await WhoHasAsync(bed));

        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await bed.WrittenAsync();
        await using var db = await bed.DbAsync();
        // Thirteen minutes today, and the rest of the hour from eight o'clock.
        var tomorrow = new DateTimeOffset(2026, 11, 24, 8, 47, 0, TimeSpan.Zero);
        Assert.InRange((await db.Set<Concern>().SingleAsync(one => one.Id == late, ReferralBed.Cancellation)).DeputyAt!.Value, tomorrow.AddMinutes(-2), tomorrow.AddMinutes(3));
    }

    [Fact]
    public async Task A_decision_wants_its_reason_always_and_refer_begins_a_draft_with_what_is_known()
    {
        await using var bed = await StartAsync();
        var (concern, sibling) = (await bed.WrittenAsync(), await bed.WrittenAsync());
        var none = Decided();
        none.Remove("reason");
        Assert.Equal("/reason", Assert.Single((await bed.DecideAsync(concern, none)).Is(400).Fields));
        Assert.Equal("/monitorUntil", Assert.Single((await bed.DecideAsync(concern, Decided("waiting", "monitor"))).Is(400).Fields));
        Assert.Equal("/refer", Assert.Single((await bed.DecideAsync(concern, Decided("waiting", "refer"))).Is(400).Fields));
        Assert.Equal("/actions", Assert.Single((await bed.DecideAsync(concern, Decided("open", "refer", "allegation"))).Is(400).Fields.Distinct().Take(1)));
        var linked = Decided();
        linked["links"] = new JsonArray(new JsonObject { ["concern"] = Guid.NewGuid().ToString() });
        Assert.Equal("/links/0/concern", Assert.Single((await bed.DecideAsync(concern, linked)).Is(400).Fields));

        var (refer, request) = (Decided("waiting", "refer", "spoke-to-child"), Guid.NewGuid());
        refer["refer"] = new JsonObject { ["wanted"] = "section-17", ["dangerNow"] = false };
        refer["links"] = new JsonArray(new JsonObject { ["concern"] = sibling.ToString() });
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bed.DecideAsync(concern, refer, id: request)));
        var referral = Assert.Single(together.Select(answer => answer.Is(200).Json.GetProperty("referral").GetGuid()).Distinct());
        await using var db = await bed.DbAsync();
        Assert.Equal(1, await db.Set<Referral>().CountAsync(ReferralBed.Cancellation));
        var draft = (await bed.ReadAsync(referral, "dsl")).Is(200).Json;
        Assert.Equal(Sample["sawOrHeard"]!.GetValue<string>(), draft.GetProperty("form").GetProperty("worries").GetProperty("happened").GetString());
        Assert.Equal(["children", "adults", "family", "history", "referrer"], draft.GetProperty("toDo").EnumerateArray().Select(task => task.GetString()));
        var seen = (await bed.Gateway.GetAsync($"v1/concerns/{concern}", "dsl")).Is(200).Json;
        Assert.Equal("Childmark", seen.GetProperty("prefill").GetProperty("children").GetProperty("children")[0].GetProperty("lastName").GetString());
        Assert.Equal(referral, seen.GetProperty("referral").GetGuid());
        // What was linked and becomes an allegation is named no more; its notices are taken back.
        Assert.Contains(sibling.ToString(), seen.GetRawText());
        var stop = Decided("closed", "allegation");
        stop["about"] = About(practitioner: "second-dsl");
        (await bed.DecideAsync(sibling, stop)).Is(200);
        foreach (var lead in (string[])["dsl", "second-dsl"]) Assert.DoesNotContain(sibling.ToString(), (await bed.Gateway.GetAsync($"v1/concerns/{concern}", lead)).Is(200).Text);
        var subject = sibling.ToString();
        Assert.Equal(0, await db.Set<InboxNotice>().CountAsync(notice => notice.Subject == subject && notice.Part == NoticeRecipient.SafeguardingLead, ReferralBed.Cancellation));
    }

    [Fact]
    public async Task Referred_again_both_referrals_stand_on_it_and_each_decision_is_answered_with_its_own()
    {
        await using var bed = await StartAsync();
        var concern = await bed.WrittenAsync();
        var (begun, requests) = (new List<Guid>(), new[] { Guid.NewGuid(), Guid.NewGuid() });
        var refer = Decided("waiting", "refer");
        refer["refer"] = new JsonObject { ["wanted"] = "section-17", ["dangerNow"] = false };
        foreach (var request in requests)
        {
            begun.Add((await bed.DecideAsync(concern, refer, id: request)).Is(200).Json.GetProperty("referral").GetGuid());
            bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.False((await bed.DecideAsync(concern, Decided())).Is(200).Json.TryGetProperty("referral", out _));
        // Its author is told nothing of what was decided, whatever they add.
        Assert.False((await bed.AddAsync(concern, "Something")).Is(200).Json.TryGetProperty("referral", out _));
        foreach (var (request, n) in requests.Select((request, n) => (request, n)))
            Assert.Equal(begun[n], (await bed.DecideAsync(concern, refer, id: request)).Is(200).Json.GetProperty("referral").GetGuid());
        var seen = (await bed.Gateway.GetAsync($"v1/concerns/{concern}", "second-dsl")).Is(200).Json;
        Assert.Equal([begun[1], begun[0]], seen.GetProperty("referrals").EnumerateArray().Select(one => one.GetGuid()));
        Assert.Equal(begun[1], seen.GetProperty("referral").GetGuid());
        Assert.DoesNotContain("referral", (await bed.Gateway.GetAsync($"v1/concerns/{concern}", "school-other")).Is(200).Json.EnumerateObject().Select(member => member.Name[..Math.Min(8, member.Name.Length)]));
    }

    [Fact]
    public async Task With_a_closed_ledger_nothing_is_written_shown_or_told()
    {
        await using var bed = await StartAsync();
        var concern = await bed.WrittenAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);
        foreach (var answer in (Answer[])[await bed.WriteAsync(), await bed.AddAsync(concern, "Something"), await bed.DecideAsync(concern, Decided()), await bed.Gateway.GetAsync($"v1/concerns/{concern}", "dsl"), await bed.Gateway.GetAsync("v1/concerns?tab=new", "dsl")])
            Assert.NotEmpty(answer.Is(503).NumbersToRing);
        await using var db = await bed.DbAsync();
        Assert.Equal((1, 0, 1), (await db.Set<Concern>().CountAsync(ReferralBed.Cancellation), await db.Set<ConcernNote>().CountAsync(ReferralBed.Cancellation), await db.Set<InboxNotice>().CountAsync(ReferralBed.Cancellation)));
    }

    [Fact]
    public void Every_field_that_is_damaged_or_left_out_gives_its_own_sentence()
    {
        var tables = ConcernTables.From(null, LoadReferralTables.From(null));
        var register = new Gateway.Agencies.Register("", System.Collections.Frozen.FrozenDictionary<string, Gateway.Agencies.Agency>.Empty, []);
        string[] Wrong(FormField.Group form, JsonObject body) => [.. CheckForm.Of(form, JsonSerializer.SerializeToElement(body), tables.Codes, register, Afternoon).Select(fault => $"{fault.Field} {fault.Words}")];
        var damaged = 0;
        foreach (var (form, sample) in ((FormField.Group, Func<JsonObject>)[])[(ConcernForm.Written, Whole), (ConcernForm.Decided, WholeDecision), (ConcernForm.Added, () => new JsonObject { ["text"] = "Something" })])
        {
            Assert.Empty(Wrong(form, sample()));
            foreach (var (field, pointer) in ReferralFormTests.Places(form, JsonSerializer.SerializeToElement(sample()), ""))
            {
                Assert.Contains($"{pointer} {field.Words}", Wrong(form, ReferralFormTests.Damaged(sample(), pointer, field)));
                var body = sample();
                ReferralFormTests.At(body, pointer, out var name).Remove(name);
                if (field.Required) Assert.Contains($"{pointer} {field.Words}", Wrong(form, body));
                damaged++;
            }
        }

        Assert.True(damaged >= 35, $"{damaged}");
        var late = Sample;
        late["noticedAt"] = "2026-11-23T15:11:00Z";
        Assert.Equal(["/noticedAt The time you noticed this must be in the past"], Wrong(ConcernForm.Written, late));
        late.Remove("noticedAt");
        late.Remove("sawOrHeard");
        Assert.Equal(["/noticedAt Enter when you noticed this", "/sawOrHeard Enter what you saw or heard"], Wrong(ConcernForm.Written, late));
        var photograph = Sample;
        photograph["photographs"] = "x";
        Assert.Equal(["/photographs This member is not known here."], Wrong(ConcernForm.Written, photograph));
        var contract = Contracts.Json("openapi/gateway.v1.json");
        foreach (var (form, name) in ((FormField.Group, string)[])[(ConcernForm.Written, "ConcernWritten"), (ConcernForm.Added, "ConcernAdded"), (ConcernForm.Decided, "ConcernDecided")])
            ReferralFormTests.Same(contract, contract.GetProperty("components").GetProperty("schemas").GetProperty(name), form.Fields, name);
    }

    private static JsonObject Whole()
    {
        var whole = Sample;
        whole["about"] = About(practitioner: "second-teacher");
        whole["pupils"]![0]!["upn"] = "A" + "820200005001" is var upn && Gateway.Rules.Identifiers.Upn.Read(upn, out _) == Gateway.Rules.Identifiers.UpnFault.None ? upn : $"{Gateway.Rules.Identifiers.Upn.CheckLetter("820200005001")}820200005001";
        return whole;
    }

    private static JsonObject WholeDecision()
    {
        var decided = Decided("waiting", "monitor", "refer");
        (decided["monitorUntil"], decided["outcome"], decided["refer"]) = ("2026-12-01", "Better", new JsonObject { ["wanted"] = "advice", ["dangerNow"] = false });
        decided["links"] = new JsonArray(new JsonObject { ["concern"] = Guid.NewGuid().ToString() });
        return decided;
    }

    private static async Task AfterAsync(ReferralBed bed, DateTimeOffset at)
    {
        bed.Gateway.Clock.Advance(at - bed.Gateway.Clock.GetUtcNow());
        await bed.Service<TendConcerns>().TendAsync(ReferralBed.Cancellation);
        await bed.Service<TendInbox>().RoundAsync(ReferralBed.Cancellation);
    }

    private static async Task<string[]> WhoHasAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return [.. (await db.Set<NoticeTurn>().AsNoTracking().ToListAsync(ReferralBed.Cancellation)).Select(turn => turn.Person ?? turn.Roles.Trim()).Order(StringComparer.Ordinal)];
    }
}
