using System.Text.Json.Nodes;
using Gateway.Incidents.Schools;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Incidents.TestIncident;

namespace Gateway.Tests.Incidents;

/// <summary>A school that says nothing is rung, whoever else has said something; and a child whom no school was told of is told of to the council, whatever it was told of before.</summary>
public sealed class SchoolSilenceTests
{
    private static readonly TestChild Older = new(ReferralBed.NumberOf(0).Digits, new DateOnly(2010, 3, 4));

    [Fact]
    public async Task Police_who_have_their_own_notice_do_not_answer_for_the_school()
    {
        await using var bed = await ReferralBed.StartAsync();
        bed.Gateway.Involve("dunmere-college", "school-roll", Older, minutesAgo: 100_000);
        await SendAsync(bed, body =>
        {
            var child = body["children"]![0]!.AsObject();
            (child["dateOfBirth"], child["livesHere"]) = ("2010-03-04", "no");
            (child["address"], child["school"]) = (new JsonObject { ["text"] = "With the aunt", ["postcode"] = "ZD1 1AA" }, new JsonObject { ["name"] = "Dunmere College", ["urn"] = "100004" });
        });
        await TendAsync(bed);
        var home = (await NoticesAsync(bed)).Single(notice => notice.Agency == "southmere-police");
        (await bed.Gateway.PostAsync($"v1/notices/{home.Id}/acknowledgement", "southmere-ppu", null)).Is(200);

        bed.Gateway.Clock.Advance(TimeSpan.FromDays(4));
        await TendAsync(bed);

        Assert.Equal(SchoolStage.Rung, (await StagesAsync(bed)).Single());
        Assert.Equal(2, (await NoticesAsync(bed)).Count(notice => notice.Part == NoticeRecipient.PoliceDuty));
    }

    // Sami goes to no school; the school that is named for Amira does not know her.
    [Fact]
    public async Task Council_that_was_told_of_one_child_is_told_of_the_next_whom_a_school_does_not_know()
    {
        await using var bed = await ReferralBed.StartAsync();
        await SendAsync(bed, body =>
        {
            var other = Child(1);
            (other["dateOfBirth"], other["school"]) = ("2016-05-06", new JsonObject { ["notInEducation"] = true });
            body["children"]!.AsArray().Add(other);
        });
        await TendInboxAsync(bed);
        var before = Assert.Single(await NoticesAsync(bed));
        (await bed.Gateway.PostAsync($"v1/notices/{before.Id}/acknowledgement", "csc-emergency-duty", null)).Is(200);

        await Task.WhenAll(TendAsync(bed), TendAsync(bed));

        Assert.Equal(SchoolStage.NotTheirs, (await StagesAsync(bed)).Single());
        var after = (await NoticesAsync(bed)).Single(notice => notice.Id != before.Id);
        Assert.Equal(("aldersham-council", true), (after.Agency, after.AcknowledgedAt is null));
    }

    // Sent when nobody is there, it is red at that hour and once more when the school opens: the office that is rung at 23:15 answers nobody. One gateway, from one day to the next.
    [Fact]
    public async Task Journey_37_red_by_night_goes_to_the_deputies_and_the_police_again_when_the_school_opens()
    {
        await using var bed = await ReferralBed.StartAsync();
        (string Sent, string Told, string Rung, string? Opens)[] cases =
        [
            ("2026-11-23 23:00", "2026-11-23 23:00", "2026-11-23 23:15", "2026-11-24"),
            ("2026-11-25 07:55", "2026-11-25 07:55", "2026-11-25 08:10", "2026-11-25"),
            // While the school is there nobody waits for a morning.
            ("2026-11-26 10:00", "2026-11-26 10:00", "2026-11-26 10:15", null),
            ("2026-11-27 17:30", "2026-11-27 17:30", "2026-11-27 17:45", "2026-11-30"),
            ("2026-12-05 11:00", "2026-12-05 11:00", "2026-12-05 11:15", "2026-12-07"),
            // Half-term, by night and by day: held for the first school day, and told before anybody is there.
            ("2027-02-12 23:00", "2027-02-22 00:00", "2027-02-22 00:15", "2027-02-22"),
            ("2027-06-02 11:00", "2027-06-06 23:00", "2027-06-06 23:15", "2027-06-07"),
        ];
        foreach (var (sent, told, rung, opens) in cases)
        {
            var id = await RedAsync(bed, Instant(sent));
            await AtAsync(bed, Instant(told));
            Assert.Equal((sent, SchoolStage.Told, "dsl"), (sent, await StageAsync(bed, id), await HaveAsync(bed, id)));
            await AtAsync(bed, Instant(rung).AddSeconds(-1));
            Assert.Equal((sent, SchoolStage.Told), (sent, await StageAsync(bed, id)));
            // It was told a moment after the hour: the roll was asked before.
            await AtAsync(bed, Instant(rung).AddMinutes(1));
            Assert.Equal((sent, SchoolStage.Rung), (sent, await StageAsync(bed, id)));
            Assert.Equal((sent, "deputy-dsl dsl police-ppu"), (sent, await HaveAsync(bed, id)));
            if (opens is not null) await OpensAsync(bed, id, sent, Opening(opens));
            // Whatever comes, it is over then.
            bed.Gateway.Clock.Advance(TimeSpan.FromDays(1));
            await TendAsync(bed);
            Assert.Equal((sent, opens is null ? SchoolStage.Rung : SchoolStage.RungAgain), (sent, await StageAsync(bed, id)));
        }
    }

    [Fact]
    public async Task Journey_37_red_by_night_that_the_school_has_by_the_morning_is_told_to_nobody_again()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await RedAsync(bed, Instant("2026-11-23 23:00"));
        await AtAsync(bed, Instant("2026-11-23 23:00"));
        await AtAsync(bed, Instant("2026-11-23 23:16"));
        var told = (await NoticesAsync(bed)).Single(notice => notice.Agency == "st-oswins-primary");
        (await bed.Gateway.PostAsync($"v1/notices/{told.Id}/acknowledgement", "dsl", null)).Is(200);

        await AtAsync(bed, Instant("2026-11-24 10:00"));

        Assert.Equal(SchoolStage.Done, await StageAsync(bed, id));
        Assert.Equal(2, (await NoticesAsync(bed)).Count);
    }

    // Told by night and again in the morning it is one thing: whoever takes either has both, and of another incident with the same child nothing is taken.
    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_37_red_by_night_that_is_told_again_is_taken_with_either_and_nobody_else_is_given_it(bool theFirst)
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await RedAsync(bed, Instant("2026-11-23 23:00"));
        var other = await RedAsync(bed, Instant("2026-11-23 23:00").AddSeconds(1));
        foreach (var at in (string[])["23 23:01", "23 23:17", "24 08:16"]) await AtAsync(bed, Instant("2026-11-" + at));
        var told = (await NoticesAsync(bed)).Where(notice => notice.Subject == id.ToString() && notice.Part == NoticeRecipient.SafeguardingLead).OrderBy(notice => notice.PostedAt).ToArray();
        Assert.Equal(2, told.Length);

        (await bed.Gateway.PostAsync($"v1/notices/{(theFirst ? told[0] : told[1]).Id}/acknowledgement", "dsl", null)).Is(200);

        var now = await NoticesAsync(bed);
        Assert.All(now.Where(notice => notice.Subject == id.ToString() && notice.Part == NoticeRecipient.SafeguardingLead), notice => Assert.Equal((InboxNotice.Had, null, "st-oswins-primary"), (notice.Rank, notice.NextAt, notice.AcknowledgedAgency)));
        // The police were told to ring: that they did is theirs to say. The other incident is nobody's yet.
        Assert.All(now.Where(notice => notice.Subject == other.ToString() || notice.Part == NoticeRecipient.PoliceDuty), notice => Assert.Null(notice.AcknowledgedAt));
        var before = await TurnsAsync(bed, told);
        await AtAsync(bed, Instant("2026-11-26 10:00"));
        Assert.Equal((SchoolStage.Done, SchoolStage.RungAgain), (await StageAsync(bed, id), await StageAsync(bed, other)));
        Assert.Equal(before, await TurnsAsync(bed, told));
        (await bed.Gateway.PostAsync($"v1/notices/{(theFirst ? told[1] : told[0]).Id}/acknowledgement", "dsl", null)).Is(200);
    }

    // Taken between the look and the telling: what was told a moment too late is settled at the next look.
    [Fact]
    public async Task Journey_37_red_that_is_taken_at_the_moment_at_which_it_is_told_again_leaves_nothing_open()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = await RedAsync(bed, Instant("2026-11-23 23:00"));
        foreach (var at in (string[])["23 23:01", "23 23:17", "24 08:16"]) await AtAsync(bed, Instant("2026-11-" + at));
        var first = (await NoticesAsync(bed)).Where(notice => notice.Part == NoticeRecipient.SafeguardingLead).MinBy(notice => notice.PostedAt)!;
        await using (var db = await bed.DbAsync())
            await db.Set<InboxNotice>().Where(notice => notice.Id == first.Id).ExecuteUpdateAsync(set => set
                .SetProperty(notice => notice.AcknowledgedAt, bed.Gateway.Clock.GetUtcNow()).SetProperty(notice => notice.AcknowledgedBy, "dsl").SetProperty(notice => notice.AcknowledgedAgency, "st-oswins-primary"), ReferralBed.Cancellation);

        await AtAsync(bed, Instant("2026-11-24 08:31"));

        Assert.Equal(SchoolStage.Done, await StageAsync(bed, id));
        Assert.All((await NoticesAsync(bed)).Where(notice => notice.Part == NoticeRecipient.SafeguardingLead), notice => Assert.NotNull(notice.AcknowledgedAt));
    }

    private static async Task OpensAsync(ReferralBed bed, Guid id, string sent, DateTimeOffset deputies)
    {
        await AtAsync(bed, deputies.AddMinutes(-15).AddSeconds(-1));
        Assert.Equal((sent, SchoolStage.Rung), (sent, await StageAsync(bed, id)));
        await AtAsync(bed, deputies.AddMinutes(-15));
        Assert.Equal((sent, SchoolStage.ToldAgain, "deputy-dsl dsl dsl police-ppu"), (sent, await StageAsync(bed, id), await HaveAsync(bed, id, "front-door", "lead")));
        await AtAsync(bed, deputies);
        Assert.Equal((sent, SchoolStage.DeputiesAgain, "deputy-dsl deputy-dsl dsl dsl police-ppu"), (sent, await StageAsync(bed, id), await HaveAsync(bed, id, "front-door", "lead")));
        await AtAsync(bed, deputies.AddMinutes(15));
        Assert.Equal((sent, SchoolStage.RungAgain), (sent, await StageAsync(bed, id)));
        var rings = (await NoticesAsync(bed)).Where(notice => notice.Subject == id.ToString() && notice.Part == NoticeRecipient.PoliceDuty).ToArray();
        Assert.Equal((sent, 2, 2), (sent, rings.Length, rings.Count(notice => notice.Words == "unread ring-back" || notice.Words == "ring-back unread")));
        // It says as much as by night: the roll said then that the child is theirs.
        Assert.Single((await NoticesAsync(bed)).Where(notice => notice.Subject == id.ToString() && notice.Part == NoticeRecipient.SafeguardingLead).Select(notice => (notice.Relationship, notice.Child)).Distinct());
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text + "Z", System.Globalization.CultureInfo.InvariantCulture);

    // Half past eight on the wall.
    private static DateTimeOffset Opening(string day) => Gateway.Agencies.LondonTime.Instant(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(8, 30)));

    private static Task AtAsync(ReferralBed bed, DateTimeOffset at)
    {
        if (at > bed.Gateway.Clock.GetUtcNow()) bed.Gateway.Clock.Advance(at - bed.Gateway.Clock.GetUtcNow());
        return TendAsync(bed);
    }

    // As the sending of an incident plans it.
    private static async Task<Guid> RedAsync(ReferralBed bed, DateTimeOffset at)
    {
        bed.Gateway.Clock.Advance(at - bed.Gateway.Clock.GetUtcNow());
        bed.Gateway.Involve("st-oswins-primary", "school-roll", new TestChild(ReferralBed.NumberOf(0).Digits, new DateOnly(2019, 3, 4)), minutesAgo: 100_000);
        var about = new AboutPupil("Amira Childmark 0", "Amira", "Childmark 0", ReferralBed.NumberOf(0), new DateOnly(2019, 3, 4), null, null, "NP/2026/0042", at, "saw", "Saidmark");
        var (id, school) = (Guid.CreateVersion7(at), bed.Service<Gateway.Agencies.Register>().Agencies["st-oswins-primary"]);
        await using var db = await bed.DbAsync();
        db.Add(SchoolNotice.Of(id, Guid.CreateVersion7(at), school.Id, "aldersham-council", "northshire-police", null, red: true, bed.Service<Gateway.Incidents.Store.SealIncidents>().Pupil(id, about), at, school.School!.Days!.HeldUntil(at) ?? at));
        await db.SaveChangesAsync(ReferralBed.Cancellation);
        return id;
    }

    private static async Task<SchoolStage> StageAsync(ReferralBed bed, Guid id)
    {
        await using var db = await bed.DbAsync();
        return await db.Set<SchoolNotice>().Where(notice => notice.Id == id).Select(notice => notice.Stage).SingleAsync(ReferralBed.Cancellation);
    }

    private static async Task<int> TurnsAsync(ReferralBed bed, InboxNotice[] notices)
    {
        await using var db = await bed.DbAsync();
        var ids = notices.Select(notice => notice.Id).ToArray();
        return await db.Set<NoticeTurn>().CountAsync(turn => ids.Contains(turn.Notice), ReferralBed.Cancellation);
    }

    // Who has it, but for parts at the end of the chain of the night.
    private static async Task<string> HaveAsync(ReferralBed bed, Guid id, params string[] but)
    {
        await using var db = await bed.DbAsync();
        var subject = id.ToString();
        var turns = await db.Set<NoticeTurn>().AsNoTracking().Where(turn => db.Set<InboxNotice>().Any(notice => notice.Id == turn.Notice && notice.Subject == subject)).ToListAsync(ReferralBed.Cancellation);
        return string.Join(' ', turns.Where(turn => !but.Contains(turn.Part.Word())).Select(turn => turn.Person ?? turn.Roles.Trim()).Order(StringComparer.Ordinal));
    }

    private static async Task SendAsync(ReferralBed bed, Action<JsonObject> change) => (await bed.SendIncidentAsync(await bed.FilledIncidentAsync((task, body) =>
    {
        if (task == "children") change(body);
    }))).Is(200);

    private static async Task TendAsync(ReferralBed bed)
    {
        await bed.Service<TendSchoolNotices>().TendAsync(ReferralBed.Cancellation);
        await TendInboxAsync(bed);
    }

    private static Task TendInboxAsync(ReferralBed bed) => bed.Service<TendInbox>().RoundAsync(ReferralBed.Cancellation);

    private static async Task<SchoolStage[]> StagesAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return await db.Set<SchoolNotice>().Select(notice => notice.Stage).ToArrayAsync(ReferralBed.Cancellation);
    }

    private static async Task<List<InboxNotice>> NoticesAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Event == NoticeEvent.AbuseIncidentPupil).ToListAsync(ReferralBed.Cancellation);
    }
}
