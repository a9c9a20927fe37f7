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
