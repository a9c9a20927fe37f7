using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gateway.Concerns;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Concerns.TestConcern;

namespace Gateway.Tests.Concerns;

/// <summary>What comes after a concern was read: it reaches whoever has it, and nothing of it comes to whom it names by another way.</summary>
public sealed class AfterwardsTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task What_its_author_adds_after_it_was_closed_is_told_once_and_it_is_in_the_queue_again(string store)
    {
        await using var bed = await StartAsync(server, store);
        var concern = await bed.WrittenAsync();
        (await bed.Gateway.GetAsync($"v1/concerns/{concern}", "dsl")).Is(200);
        (await bed.DecideAsync(concern, Decided("closed", "no-action"))).Is(200);
        // A lead adds to it: whoever decides knows.
        (await bed.AddAsync(concern, "For the file.", "dsl")).Is(200);
        Assert.Equal([concern], await bed.QueueAsync("closed"));
        Assert.Equal(1, await ToldAsync(bed, NoticeRecipient.SafeguardingLead));

        var (request, more) = (Guid.NewGuid().ToString(), new JsonObject { ["text"] = "She says that it happened again." });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await bed.Gateway.PostAsync($"v1/concerns/{concern}/additions", "school-other", more.DeepClone().AsObject(), request)).Is(200)));

        Assert.Equal(2, await ToldAsync(bed, NoticeRecipient.SafeguardingLead));
        Assert.Equal([concern], await bed.QueueAsync("new"));
        Assert.Empty(await bed.QueueAsync("closed"));
        // Decided again, nobody is told that it waits.
        (await bed.DecideAsync(concern, Decided("closed", "no-action"))).Is(200);
        Assert.Equal([concern], await bed.QueueAsync("closed"));
        await using var db = await bed.DbAsync();
        Assert.False(await db.Set<InboxNotice>().AnyAsync(notice => notice.NextAt != null, ReferralBed.Cancellation));
    }

    [Fact]
    public async Task What_is_added_to_an_allegation_is_told_to_whoever_else_receives_it()
    {
        await using var bed = await StartAsync();
        var id = await bed.WrittenAsync(written => written["about"] = About());
        Assert.Equal((1, 1), (await ToldAsync(bed, NoticeRecipient.HeadTeacher), await ToldAsync(bed, NoticeRecipient.DesignatedOfficer)));
        (await bed.AddAsync(id, "He was with her again.")).Is(200);
        Assert.Equal((2, 2), (await ToldAsync(bed, NoticeRecipient.HeadTeacher), await ToldAsync(bed, NoticeRecipient.DesignatedOfficer)));
        (await bed.AddAsync(id, "He is at home from today.", "head")).Is(200);
        Assert.Equal((2, 3, 0), (await ToldAsync(bed, NoticeRecipient.HeadTeacher), await ToldAsync(bed, NoticeRecipient.DesignatedOfficer), await ToldAsync(bed, NoticeRecipient.SafeguardingLead)));
    }

    [Fact]
    public async Task Head_who_says_that_an_allegation_is_not_theirs_passes_it_on_to_no_lead()
    {
        await using var bed = await StartAsync();
        await bed.WrittenAsync(written => written["about"] = About(practitioner: "dsl"));
        await bed.Service<TendInbox>().RoundAsync(ReferralBed.Cancellation);
        await using var db = await bed.DbAsync();
        var heads = await db.Set<InboxNotice>().AsNoTracking().SingleAsync(notice => notice.Part == NoticeRecipient.HeadTeacher, ReferralBed.Cancellation);

        var passed = await bed.Gateway.PostAsync($"v1/notices/{heads.Id}/not-mine", "head", new JsonObject { ["reason"] = "I am at another school today." });
        await bed.Service<TendInbox>().RoundAsync(ReferralBed.Cancellation);

        Assert.Equal("head", Assert.Single(await db.Set<NoticeTurn>().AsNoTracking().Where(turn => turn.Notice == heads.Id).ToListAsync(ReferralBed.Cancellation)).Person);
        passed.Is(409);
        foreach (var lead in (string[])["dsl", "second-dsl", "deputy-dsl"]) Assert.Empty((await bed.Gateway.GetAsync("v1/notices", lead)).Is(200).Json.GetProperty("notices").EnumerateArray());
    }

    // Sent again it is answered as it was, except to whom an allegation names, who would learn that it is one.
    [Theory, InlineData("dsl"), InlineData("school-other")]
    public async Task Request_that_is_sent_again_tells_nobody_that_it_names_them_now(string named)
    {
        await using var bed = await StartAsync();
        var (request, added) = (Guid.NewGuid(), Guid.NewGuid().ToString());
        var id = (await bed.WriteAsync(id: request)).Is(201).Json.GetProperty("concern").GetGuid();
        var note = new JsonObject { ["text"] = "For the file." };
        (await bed.Gateway.PostAsync($"v1/concerns/{id}/additions", "dsl", note.DeepClone().AsObject(), added)).Is(200);
        var (stop, moved) = (Decided("closed", "allegation"), Guid.NewGuid());
        stop["about"] = About(practitioner: named);
        (await bed.DecideAsync(id, stop, "second-dsl", moved)).Is(200);

        var written = await bed.WriteAsync(id: request);
        var again = await bed.Gateway.PostAsync($"v1/concerns/{id}/additions", "dsl", note, added);

        Assert.Equal((named == "school-other" ? 404 : 201, 404), (written.Status, again.Status));
        Assert.DoesNotContain("allegation", again.Text);
        if (named == "school-other") Assert.DoesNotContain("allegation", written.Text);
        // Who moved it has the answer to that, however often it is asked.
        Assert.Equal("allegation", (await bed.DecideAsync(id, stop, "second-dsl", moved)).Is(200).Json.GetProperty("route").GetString());
    }

    // A day that a lead chose is a day on which somebody looks.
    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_monitored_until_a_day_is_open_again_on_it_and_the_leads_are_told_once(string store)
    {
        await using var bed = await StartAsync(server, store);
        var concern = await bed.WrittenAsync();
        var monitor = Decided("waiting", "monitor");
        monitor["monitorUntil"] = "2026-12-01";
        (await bed.DecideAsync(concern, monitor)).Is(200);
        await TendAsync(bed, new DateTimeOffset(2026, 11, 30, 23, 58, 0, TimeSpan.Zero));
        Assert.Equal(1, await ToldAsync(bed, NoticeRecipient.SafeguardingLead));
        Assert.Empty(await bed.QueueAsync("mine"));

        await TendAsync(bed, new DateTimeOffset(2026, 12, 1, 0, 0, 1, TimeSpan.Zero));

        Assert.Equal(2, await ToldAsync(bed, NoticeRecipient.SafeguardingLead));
        Assert.Equal([concern], await bed.QueueAsync("mine"));
        (await bed.DecideAsync(concern, Decided("closed", "no-action"))).Is(200);
        await TendAsync(bed, new DateTimeOffset(2026, 12, 8, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal([concern], await bed.QueueAsync("closed"));
    }

    [Fact]
    public async Task Concern_of_which_a_referral_is_drafted_is_not_closed_before_that_is_sent()
    {
        await using var bed = await StartAsync();
        var concern = await bed.WrittenAsync();
        var refer = Decided("closed", "refer");
        refer["refer"] = new JsonObject { ["wanted"] = "section-17", ["dangerNow"] = false };
        Assert.Equal("/then", Assert.Single((await bed.DecideAsync(concern, refer)).Is(400).Fields));
        refer["then"] = "waiting";
        (await bed.DecideAsync(concern, refer)).Is(200);
    }

    // The newest come last, and none is left out without a word.
    [Fact]
    public async Task However_many_allegations_there_are_each_is_listed()
    {
        await using var bed = await StartAsync();
        var written = new List<Guid>();
        while (written.Count < 53) written.Add(await bed.WrittenAsync(concern => concern["about"] = About()));
        Assert.Equal(written.Order(), (await PagesAsync(bed, "v1/allegations", "designated-officer")).SelectMany(page => page).Order());
        // Their author comes to the end of them too.
        Assert.Equal(written.Order(), (await PagesAsync(bed, "v1/concerns/written", "school-other")).SelectMany(page => page).Order());
        (await bed.Gateway.GetAsync("v1/concerns/written?after=0", "school-other")).Is(400);
        await PageLeadsToAllAsync(bed, written);
    }

    private static async Task PageLeadsToAllAsync(ReferralBed bed, List<Guid> written)
    {
        using var author = await PageClient.SignInAsync(bed.Gateway, "school-other");
        var first = await author.GetAsync("/concerns");
        var older = Regex.Match(first.Html, "/concerns\\?written=[A-Za-z0-9_-]+").Value;
        var last = await author.GetAsync(older);
        Assert.Equal(written.Order(), written.Where(id => first.Html.Contains($"/concerns/{id}", StringComparison.Ordinal)).Concat(written.Where(id => last.Html.Contains($"/concerns/{id}", StringComparison.Ordinal))).Order());
        Assert.DoesNotContain("Older concerns", last.Text);
        // A page of the queue says nothing of what its reader wrote.
        using var lead = await PageClient.SignInAsync(bed.Gateway, "dsl");
        Assert.Contains("You have written none.", (await lead.GetAsync("/concerns")).Text);
        Assert.DoesNotContain("You have written none.", (await lead.GetAsync($"/concerns?tab=new&after={older.Split('=')[1]}")).Text);
    }

    // A page that is a row short, or leads on to an empty one, is a sign of what is not shown.
    [Theory, InlineData("v1/allegations", "head"), InlineData("v1/concerns/written", "school-other")]
    public async Task List_reads_the_same_to_whom_an_allegation_names_as_if_there_were_none(string list, string named)
    {
        await using var bed = await StartAsync();
        // On the first page and on the last; at the end of a whole page there is nothing more.
        var shown = new List<Guid>();
        for (var n = 0; n < 100; n++)
        {
            if (n is 3 or 51 or 99) await bed.WrittenAsync(concern => concern["about"] = About(practitioner: named));
            shown.Add(await bed.WrittenAsync(concern => concern["about"] = About()));
            bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await bed.WrittenAsync(concern => concern["about"] = About(practitioner: named));
        var pages = await PagesAsync(bed, list, named);
        Assert.Equal([50, 50], pages.Select(page => page.Length));
        if (list == "v1/concerns/written") shown.Reverse();
        Assert.Equal(shown, pages.SelectMany(page => page));
    }

    private static async Task<List<Guid[]>> PagesAsync(ReferralBed bed, string list, string asker)
    {
        var pages = new List<Guid[]>();
        for (var next = ""; ;)
        {
            var page = (await bed.Gateway.GetAsync($"{list}{next}", asker)).Is(200).Json;
            pages.Add([.. page.GetProperty("concerns").EnumerateArray().Select(concern => concern.GetProperty("concern").GetGuid())]);
            if (!page.TryGetProperty("next", out var more)) return pages;
            next = $"?after={more.GetString()}";
        }
    }

    private static Task TendAsync(ReferralBed bed, DateTimeOffset at)
    {
        bed.Gateway.Clock.Advance(at - bed.Gateway.Clock.GetUtcNow());
        return Task.WhenAll(bed.Service<TendConcerns>().TendAsync(ReferralBed.Cancellation), bed.Service<TendConcerns>().TendAsync(ReferralBed.Cancellation));
    }

    private static async Task<int> ToldAsync(ReferralBed bed, NoticeRecipient part)
    {
        await using var db = await bed.DbAsync();
        return await db.Set<InboxNotice>().CountAsync(notice => notice.Part == part, ReferralBed.Cancellation);
    }
}
