using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Incidents.Schools;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Incidents;

/// <summary>Every child of school age in an incident is told of to their school in time, or to their council; and a school of whom they are not learns nothing.</summary>
public sealed class SchoolNoticeTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;
    private static readonly TestChild Amira = new(ReferralBed.NumberOf(0).Digits, new DateOnly(2019, 3, 4));

    [Theory, MemberData(nameof(Stores))]
    public async Task Journey_37_told_before_Monday_and_not_acknowledged_the_deputy_has_it_at_half_past_eight_and_the_police_ring_at_a_quarter_to_nine(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        bed.Gateway.Involve("st-oswins-primary", "school-roll", Amira, minutesAgo: 100_000);
        await SendAsync(bed);
        // Two processes look at once: it is told once.
        await Task.WhenAll(TendAsync(bed), TendAsync(bed));
        var notice = await OnlyAsync(bed);
        Assert.Equal((SchoolStage.Told, true, At(23, 8, 30)), (notice.Stage, notice.OnRoll, notice.WakeAt));
        Assert.Equal("dsl", await WhoHasAsync(bed));

        var read = (await bed.Gateway.GetAsync($"v1/school-notices/{notice.Id}", "dsl")).Is(200).Json;
        Assert.Equal(("Amira Childmark 0", "2019-03-04", "NP/2026/0042", "Northshire Police"), (read.GetProperty("child").GetProperty("name").GetString(), read.GetProperty("child").GetProperty("dateOfBirth").GetString(), read.GetProperty("incident").GetProperty("number").GetString(), read.GetProperty("incident").GetProperty("force").GetString()));
        Assert.False(read.TryGetProperty("circumstances", out _));
        foreach (var mark in (string[])["Suspectmark", "Victimmark", "Safemark", "Placemark", "Accountmark", "Saidmark", "Effectmark", "suspectMustNotKnow", "in-the-house"]) Assert.DoesNotContain(mark, read.GetRawText());
        // Not in their inbox, it is not there.
        foreach (var other in (string[])["academy-dsl", "school-other", "nurse", "csc-front-door", "police-frontline", "police-ppu", "gp", "officer-of-st-oswins-primary"])
            Assert.Equal(404, (await bed.Gateway.GetAsync($"v1/school-notices/{notice.Id}", other)).Status);

        await AfterAsync(bed, At(23, 8, 29));
        Assert.Equal(SchoolStage.Told, (await OnlyAsync(bed)).Stage);
        await AfterAsync(bed, At(23, 8, 30));
        Assert.Equal("dsl deputy-dsl", await WhoHasAsync(bed));
        await AfterAsync(bed, At(23, 8, 45));
        Assert.Equal(SchoolStage.Rung, (await OnlyAsync(bed)).Stage);
        Assert.Equal("dsl deputy-dsl police-ppu", await WhoHasAsync(bed));
        var rung = (await bed.Gateway.GetAsync($"v1/school-notices/{notice.Id}", "police-ppu")).Is(200).Json;
        Assert.Equal(("St Oswin's Primary", "01632 960110", false), (rung.GetProperty("school").GetString(), rung.GetProperty("ringNow")[0].GetProperty("number").GetString(), rung.GetProperty("told").GetBoolean()));
        Assert.Contains(await bed.Gateway.Entries.OfAsync(EntryType.Disclosure), entry => entry.Common.GetRawText().Contains("school-notice-read", StringComparison.Ordinal) && entry.Common.GetRawText().Contains("abuse-marker=share-less", StringComparison.Ordinal));
        Assert.All(await bed.Gateway.Entries.OfAsync(EntryType.Disclosure), entry => Assert.DoesNotContain("Childmark", entry.Common.GetRawText()));
    }

    [Fact]
    public async Task Whoever_says_that_they_have_it_stops_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        bed.Gateway.Involve("st-oswins-primary", "school-roll", Amira, minutesAgo: 100_000);
        await SendAsync(bed);
        await TendAsync(bed);
        var id = (await bed.Gateway.GetAsync("v1/notices", "second-dsl")).Is(200).Json.GetProperty("notices")[0].GetProperty("id").GetString();
        (await bed.Gateway.PostAsync($"v1/notices/{id}/acknowledgement", "second-dsl", null)).Is(200);
        await AfterAsync(bed, At(23, 8, 30));
        await AfterAsync(bed, At(23, 10, 0));
        Assert.Equal((SchoolStage.Done, "dsl"), ((await OnlyAsync(bed)).Stage, await WhoHasAsync(bed)));
    }

    [Fact]
    public async Task Journey_26_in_half_term_it_is_held_for_the_first_school_day_and_what_is_red_or_amber_is_told_to_the_council_now()
    {
        await using var bed = await ReferralBed.StartAsync();
        bed.Gateway.Involve("st-oswins-primary", "school-roll", Amira, minutesAgo: 100_000);
        bed.Gateway.Clock.Advance(new DateTimeOffset(2027, 2, 12, 22, 40, 0, TimeSpan.Zero) - bed.Gateway.Clock.GetUtcNow());
        await SendAsync(bed);
        await TendAsync(bed);
        Assert.Equal(new DateTimeOffset(2027, 2, 22, 0, 0, 0, TimeSpan.Zero), (await OnlyAsync(bed)).WakeAt);
        Assert.Empty(await PostedAsync(bed));
        await SendAsync(bed, amber: true);
        Assert.Equal(["front-door aldersham-council"], await PostedAsync(bed));
        await AfterAsync(bed, new DateTimeOffset(2027, 2, 22, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(["front-door aldersham-council", "safeguarding-lead st-oswins-primary", "safeguarding-lead st-oswins-primary"], await PostedAsync(bed));
    }

    [Fact]
    public async Task Journey_27_a_child_without_a_school_here_or_whom_the_school_does_not_know_is_told_of_to_the_council()
    {
        await using var bed = await ReferralBed.StartAsync();
        foreach (var school in (JsonObject[])[new() { ["notInEducation"] = true }, new() { ["name"] = "A school elsewhere", ["urn"] = "999999" }])
        {
            await SendAsync(bed, change: child => child["school"] = school);
            Assert.Equal(["front-door aldersham-council"], (await PostedAsync(bed)).Distinct());
        }

        // The officer names a school on whose roll they are not.
        await SendAsync(bed);
        await TendAsync(bed);
        Assert.Equal((SchoolStage.NotTheirs, null), ((await OnlyAsync(bed)).Stage, (await OnlyAsync(bed)).WakeAt));
        Assert.Equal(["front-door aldersham-council"], (await PostedAsync(bed)).Distinct());
        Assert.Equal(3, (await PostedAsync(bed)).Length);
        // Under school age, and what is no domestic abuse, is told to no school.
        await SendAsync(bed, change: child => { child["dateOfBirth"] = "2023-01-04"; child.Remove("nhsNumber"); });
        Assert.Equal(3, (await PostedAsync(bed)).Length);
    }

    [Fact]
    public async Task A_school_whose_roll_does_not_answer_is_told_to_ring_and_nothing_of_the_child()
    {
        await using var bed = await ReferralBed.StartAsync();
        await bed.Gateway.Agencies.SetAsync("st-oswins-primary", new Behaviour(Fault: Fault.Error));
        await SendAsync(bed);
        await TendAsync(bed);
        var notice = await OnlyAsync(bed);
        Assert.Equal((SchoolStage.Told, false), (notice.Stage, notice.OnRoll));
        var inbox = (await bed.Gateway.GetAsync("v1/notices", "dsl")).Is(200).Json.GetProperty("notices")[0];
        Assert.False(inbox.GetProperty("told").GetBoolean());
        var read = (await bed.Gateway.GetAsync($"v1/school-notices/{notice.Id}", "dsl")).Is(200);
        Assert.False(read.Json.GetProperty("told").GetBoolean());
        Assert.DoesNotContain("Childmark", read.Text);
        Assert.Equal(Assert.Single(read.NumbersToRing), (await bed.Gateway.GetAsync($"v1/notices/{inbox.GetProperty("id").GetString()}", "dsl")).Is(200).Json.GetProperty("ring").GetProperty("number").GetString());
    }

    // The officer names a school in Aldersham of a child who lives in Dunmere, and no roll says that they are there.
    [Theory, InlineData("ZD1 1AA", true), InlineData("ZA4 1AA", false)]
    public async Task A_school_outside_the_childs_area_whose_roll_does_not_answer_is_no_reason_to_leave_the_council_out(string postcode, bool told)
    {
        await using var bed = await ReferralBed.StartAsync();
        await bed.Gateway.Agencies.SetAsync("st-oswins-primary", new Behaviour(Fault: Fault.Error));
        await SendAsync(bed, change: child => (child["livesHere"], child["address"]) = ("no", new JsonObject { ["text"] = "With the aunt", ["postcode"] = postcode }));
        await TendAsync(bed);
        Assert.Equal(told ? ["front-door dunmere-council", "police-duty southmere-police", "safeguarding-lead st-oswins-primary"] : ["safeguarding-lead st-oswins-primary"], await PostedAsync(bed));
    }

    // The day after the last term that the school's calendar knows.
    [Fact]
    public async Task A_school_whose_calendar_has_ended_is_told_at_once_and_the_council_with_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        bed.Gateway.Involve("st-oswins-primary", "school-roll", Amira, minutesAgo: 100_000);
        bed.Gateway.Clock.Advance(new DateTimeOffset(2027, 12, 20, 10, 0, 0, TimeSpan.Zero) - bed.Gateway.Clock.GetUtcNow());
        await SendAsync(bed);
        await TendAsync(bed);
        Assert.Equal(["front-door aldersham-council", "safeguarding-lead st-oswins-primary"], await PostedAsync(bed));
    }

    // The last day before half-term, at ten in the morning: the school is open.
    [Fact]
    public async Task On_the_last_day_before_half_term_the_school_is_told_while_it_is_open()
    {
        await using var bed = await ReferralBed.StartAsync();
        bed.Gateway.Involve("st-oswins-primary", "school-roll", Amira, minutesAgo: 100_000);
        bed.Gateway.Clock.Advance(new DateTimeOffset(2027, 2, 12, 10, 0, 0, TimeSpan.Zero) - bed.Gateway.Clock.GetUtcNow());
        await SendAsync(bed, amber: true);
        await TendAsync(bed);
        Assert.Equal(["safeguarding-lead st-oswins-primary"], await PostedAsync(bed));
    }

    [Fact]
    public async Task Journey_25_a_child_of_another_forces_area_is_told_of_by_their_home_forces_and_both_see_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = new TestChild(ReferralBed.NumberOf(0).Digits, new DateOnly(2010, 3, 4));
        bed.Gateway.Involve("dunmere-college", "school-roll", child, minutesAgo: 100_000);
        await SendAsync(bed, change: each =>
        {
            (each["dateOfBirth"], each["livesHere"]) = ("2010-03-04", "no");
            each["address"] = new JsonObject { ["text"] = "With the aunt", ["postcode"] = "ZD1 1AA" };
            each["school"] = new JsonObject { ["name"] = "Dunmere College", ["urn"] = "100004" };
        });
        await TendAsync(bed);
        Assert.Equal(["police-duty southmere-police", "safeguarding-lead dunmere-college"], await PostedAsync(bed));
        Assert.Equal("southmere-police", (await OnlyAsync(bed)).HomeForce);
        (await bed.Gateway.GetAsync($"v1/school-notices/{(await OnlyAsync(bed)).Id}", "southmere-ppu")).Is(200);
    }

    private static DateTimeOffset At(int day, int hour, int minute) => new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    private static async Task SendAsync(ReferralBed bed, bool amber = false, Action<JsonObject>? change = null) => (await bed.SendIncidentAsync(await bed.FilledIncidentAsync((task, body) =>
    {
        if (task != "children") return;
        var child = body["children"]![0]!.AsObject();
        if (amber) child["whereWas"] = "saw";
        change?.Invoke(child);
    }))).Is(200);

    private static async Task TendAsync(ReferralBed bed)
    {
        await bed.Service<TendSchoolNotices>().TendAsync(ReferralBed.Cancellation);
        await bed.Service<TendInbox>().RoundAsync(ReferralBed.Cancellation);
    }

    private static Task AfterAsync(ReferralBed bed, DateTimeOffset at)
    {
        bed.Gateway.Clock.Advance(at - bed.Gateway.Clock.GetUtcNow());
        return TendAsync(bed);
    }

    private static async Task<SchoolNotice> OnlyAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return Assert.Single(await db.Set<SchoolNotice>().AsNoTracking().ToListAsync(ReferralBed.Cancellation));
    }

    private static async Task<string[]> PostedAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return [.. (await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == NoticeEvent.AbuseIncidentPupil).ToListAsync(ReferralBed.Cancellation)).Select(notice => $"{notice.Part.Word()} {notice.Agency}").Order()];
    }

    // By person or role, in the order in which they have it.
    private static async Task<string> WhoHasAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        var ids = await db.Set<InboxNotice>().Where(notice => notice.Event == NoticeEvent.AbuseIncidentPupil).Select(notice => notice.Id).ToListAsync(ReferralBed.Cancellation);
        var turns = await db.Set<NoticeTurn>().AsNoTracking().Where(turn => ids.Contains(turn.Notice)).ToListAsync(ReferralBed.Cancellation);
        return string.Join(' ', turns.OrderBy(turn => turn.At).Select(turn => turn.Person ?? turn.Roles.Trim()));
    }
}
