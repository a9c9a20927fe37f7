using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Concerns.Files;
using Gateway.Concerns.Store;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Concerns.TestConcern;

namespace Gateway.Tests.Concerns;

/// <summary>A pupil's file from school to school: sent once, chased until somebody has it, and to nobody else.</summary>
public sealed class SchoolFileTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Academy = "100002";

    [Theory, MemberData(nameof(Stores))]
    public async Task Sent_once_it_is_chased_at_both_schools_each_school_day_until_somebody_has_it(string store)
    {
        await using var bed = await StartAsync(server, store);
        var concern = await bed.WrittenAsync();
        (await bed.DecideAsync(concern, Decided("waiting", "spoke-to-parent"))).Is(200);
        var request = Guid.NewGuid();
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(bed, "dsl", File(concern), request)));
        var id = Assert.Single(together.Select(answer => answer.Is(201).Json.GetProperty("file").GetGuid()).Distinct());
        Assert.Equal("urn:gateway:problem:request-id-reused", (await SendAsync(bed, "dsl", File(concern, "Othermark"), request)).Is(409).Type);
        Assert.Equal(["brackenford-academy"], await ToldAsync(bed));

        // Tuesday, and Wednesday: nobody has it. Whatever ended in between, it is owed from the store.
        await AfterAsync(bed, TimeSpan.FromHours(26));
        Assert.Equal(["brackenford-academy", "brackenford-academy", "st-oswins-primary"], await ToldAsync(bed));
        await AfterAsync(bed, TimeSpan.FromHours(24));
        Assert.Equal(5, (await ToldAsync(bed)).Length);

        var seen = (await bed.Gateway.GetAsync($"v1/school-files/{id}", "academy-dsl")).Is(200);
        Assert.Contains("Sawmark", seen.Text);
        Assert.Contains("Reasonmark", seen.Text);
        Assert.False(seen.Json.TryGetProperty("receivedAt", out _));
        // To have read it is not to have it.
        await AfterAsync(bed, TimeSpan.FromHours(24));
        Assert.Equal(7, (await ToldAsync(bed)).Length);
        var both = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ReceiveAsync(bed, id, "academy-dsl")));
        Assert.Single(both.Select(answer => answer.Is(200).Json.GetProperty("receivedAt").GetString()).Distinct());
        await AfterAsync(bed, TimeSpan.FromDays(10));
        Assert.Equal(7, (await ToldAsync(bed)).Length);
        Assert.Equal("Askermark academy-dsl", (await bed.Gateway.GetAsync($"v1/school-files/{id}", "dsl")).Is(200).Json.GetProperty("receivedBy").GetString());
        var kinds = (await bed.Gateway.Entries.OfAsync(EntryType.SchoolConcern)).Select(entry => entry.Common.GetProperty("kind").GetString()).ToArray();
        Assert.Equal((1, 1), (kinds.Count(kind => kind == "file-sent"), kinds.Count(kind => kind == "file-received")));
    }

    [Fact]
    public async Task Where_the_new_school_has_left_the_register_the_old_one_is_told_each_day_that_nobody_has_it()
    {
        await using var bed = await StartAsync();
        var id = (await SendAsync(bed, "dsl", File(await bed.WrittenAsync()))).Is(201).Json.GetProperty("file").GetGuid();
        await using (var db = await bed.DbAsync()) await db.Set<SchoolFile>().Where(file => file.Id == id).ExecuteUpdateAsync(set => set.SetProperty(file => file.To, "left-academy"), ReferralBed.Cancellation);

        await AfterAsync(bed, TimeSpan.FromHours(26));
        await AfterAsync(bed, TimeSpan.FromHours(24));

        Assert.Equal(["brackenford-academy", "st-oswins-primary", "st-oswins-primary"], await ToldAsync(bed));
    }

    [Fact]
    public async Task Nobody_but_the_leads_of_both_schools_has_it_and_only_the_new_one_reads_it()
    {
        await using var bed = await StartAsync();
        var id = (await SendAsync(bed, "dsl", File(await bed.WrittenAsync()))).Is(201).Json.GetProperty("file").GetGuid();
        foreach (var (reader, status) in ((string, int)[])[("dsl", 200), ("second-dsl", 200), ("academy-dsl", 200), ("school-other", 404), ("academy-teacher", 404), ("chair", 404), ("nurse", 404), ("csc-front-door", 404), ("officer-of-st-oswins-primary", 404)])
        {
            Assert.Equal((reader, status), (reader, (await bed.Gateway.GetAsync($"v1/school-files/{id}", reader)).Status));
            if (status == 404) Assert.Equal(404, (await ReceiveAsync(bed, id, reader)).Status);
            if (status == 404) Assert.Equal(403, (await bed.Gateway.GetAsync("v1/school-files", reader)).Status);
        }

        Assert.DoesNotContain("mark: ", (await bed.Gateway.GetAsync($"v1/school-files/{id}", "dsl")).Text);
        // Who sent it cannot say that it was received.
        (await ReceiveAsync(bed, id, "dsl")).Is(404);
        Assert.Equal(403, (await SendAsync(bed, "school-other", File(await bed.WrittenAsync()))).Status);
        foreach (var entry in await bed.Gateway.Entries.OfAsync(EntryType.SchoolConcern)) Assert.DoesNotContain("Sawmark", entry.Common.GetRawText());
    }

    [Fact]
    public async Task What_is_an_allegation_goes_with_nobody_and_a_school_that_is_not_here_is_refused()
    {
        await using var bed = await StartAsync();
        var alleged = await bed.WrittenAsync(written => written["about"] = About());
        var (concern, moved) = (await bed.WrittenAsync(), await bed.WrittenAsync());
        var stop = Decided("closed", "allegation");
        stop["about"] = About(practitioner: "second-dsl");
        (await bed.DecideAsync(moved, stop)).Is(200);
        foreach (var not in (Guid[])[alleged, moved, Guid.NewGuid()])
        {
            var file = File(concern);
            file["concerns"]!.AsArray().Add(new JsonObject { ["concern"] = not.ToString() });
            Assert.Equal("/concerns/1/concern", Assert.Single((await SendAsync(bed, "dsl", file)).Is(400).Fields));
        }

        // Another school's concern is not there to be sent.
        Assert.Equal("/concerns/0/concern", Assert.Single((await SendAsync(bed, "academy-dsl", File(concern, urn: "100001"))).Is(400).Fields));
        foreach (var urn in (string[])["999999", "100001"]) Assert.Equal("/urn", Assert.Single((await SendAsync(bed, "dsl", File(concern, urn: urn))).Is(400).Fields));

        // What becomes an allegation after it was sent is not shown to the leads of the old school by this way either.
        var id = (await SendAsync(bed, "dsl", File(concern))).Is(201).Json.GetProperty("file").GetGuid();
        (await bed.DecideAsync(concern, stop)).Is(200);
        Assert.DoesNotContain("Sawmark", (await bed.Gateway.GetAsync($"v1/school-files/{id}", "second-dsl")).Is(200).Text);
        await ClosedLedger.CloseAsync(bed.Gateway);
        (await SendAsync(bed, "dsl", File(concern))).Is(400);
        (await ReceiveAsync(bed, id, "academy-dsl")).Is(503);
        (await bed.Gateway.GetAsync($"v1/school-files/{id}", "academy-dsl")).Is(503);
        await using var db = await bed.DbAsync();
        Assert.Equal(1, await db.Set<SchoolFile>().CountAsync(file => file.ReceivedAt == null, ReferralBed.Cancellation));
    }

    // One concern about Amira and Noor: Amira goes to another school, and Noor stays.
    [Fact]
    public async Task Of_a_concern_about_two_pupils_only_the_row_of_the_one_who_goes_is_copied()
    {
        await using var bed = await StartAsync();
        var concern = await bed.WrittenAsync(written => written["pupils"]!.AsArray().Add(new JsonObject { ["firstName"] = "Noor", ["lastName"] = "Staysmark", ["nhsNumber"] = ReferralBed.NumberOf(1).Digits }));
        var id = (await SendAsync(bed, "dsl", File(concern))).Is(201).Json.GetProperty("file").GetGuid();
        var seen = (await bed.Gateway.GetAsync($"v1/school-files/{id}", "academy-dsl")).Is(200);
        Assert.DoesNotContain("Staysmark", seen.Text);
        Assert.DoesNotContain(ReferralBed.NumberOf(1).Digits, seen.Text);
        var copied = Assert.Single(seen.Json.GetProperty("content").GetProperty("concerns").EnumerateArray());
        Assert.Equal(("Amira", 1), (Assert.Single(copied.GetProperty("written").GetProperty("pupils").EnumerateArray()).GetProperty("firstName").GetString(), copied.GetProperty("leftOut").GetInt32()));
        Assert.DoesNotContain(concern.ToString(), seen.Text);

        // Which of them it is has to be clear: by a last name that both have it is not.
        var both = await bed.WrittenAsync(written => written["pupils"] = new JsonArray(new JsonObject { ["firstName"] = "Amira", ["lastName"] = "Childmark" }, new JsonObject { ["firstName"] = "Noor", ["lastName"] = "Childmark" }));
        foreach (var (first, clear) in ((string?, bool)[])[(null, false), ("Zayn", false), ("Noor", true)])
        {
            var file = File(both);
            file["pupil"] = new JsonObject { ["lastName"] = "Childmark" };
            if (first is not null) file["pupil"]!["firstName"] = first;
            var answer = await SendAsync(bed, "dsl", file);
            if (clear) answer.Is(201);
            else Assert.Equal("/concerns/0/concern", Assert.Single(answer.Is(400).Fields));
        }
    }

    // Somebody makes it an allegation while the file is written: after it was read, and before it is there.
    [Fact]
    public async Task What_becomes_an_allegation_while_it_is_sent_is_not_sent()
    {
        await using var bed = await StartAsync(server, "Postgres");
        var concern = await bed.WrittenAsync();
        await using var other = await bed.DbAsync();
        await using var change = await other.Database.BeginTransactionAsync(ReferralBed.Cancellation);
        await other.Set<Concern>().Where(one => one.Id == concern).ExecuteUpdateAsync(set => set.SetProperty(one => one.Allegation, true), ReferralBed.Cancellation);
        var sending = SendAsync(bed, "dsl", File(concern));
        await using var looks = await bed.DbAsync();
        while (!sending.IsCompleted && await looks.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'").SingleAsync(ReferralBed.Cancellation) == 0) await Task.Yield();
        await change.CommitAsync(ReferralBed.Cancellation);
        Assert.Equal(409, (await sending).Status);
        Assert.Equal(0, await looks.Set<SchoolFile>().CountAsync(ReferralBed.Cancellation));
    }

    [Fact]
    public async Task What_becomes_an_allegation_after_it_was_sent_is_withheld_there_and_the_designated_officer_is_told()
    {
        await using var bed = await StartAsync();
        var (concern, stays) = (await bed.WrittenAsync(), await bed.WrittenAsync(written => written["sawOrHeard"] = "Staysmark: she was tired."));
        var file = File(concern);
        file["concerns"]!.AsArray().Add(new JsonObject { ["concern"] = stays.ToString() });
        var id = (await SendAsync(bed, "dsl", file)).Is(201).Json.GetProperty("file").GetGuid();
        Assert.Contains("Sawmark", (await bed.Gateway.GetAsync($"v1/school-files/{id}", "academy-dsl")).Is(200).Text);
        var stop = Decided("closed", "allegation");
        stop["about"] = About(practitioner: "second-dsl");
        (await bed.DecideAsync(concern, stop)).Is(200);

        var left = (await bed.Gateway.GetAsync($"v1/school-files/{id}", "academy-dsl")).Is(200);
        Assert.DoesNotContain("Sawmark", left.Text);
        Assert.Contains("Staysmark", left.Text);
        Assert.Equal(1, left.Json.GetProperty("content").GetProperty("withheld").GetInt32());
        var subject = concern.ToString();
        await using var db = await bed.DbAsync();
        var told = await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.Subject == subject && notice.Part == Rules.Notices.NoticeRecipient.DesignatedOfficer).ToListAsync(ReferralBed.Cancellation);
        Assert.Equal(["brackenford-academy", "st-oswins-primary"], told.Select(notice => notice.Ring!).Order(StringComparer.Ordinal));
        var copy = Assert.Single((await bed.Gateway.GetAsync($"v1/concerns/{concern}", "designated-officer")).Is(200).Json.GetProperty("copies").EnumerateArray());
        Assert.Equal("brackenford-academy", copy.GetProperty("school").GetString());
        Assert.False((await bed.Gateway.GetAsync($"v1/concerns/{concern}", "school-other")).Is(200).Json.TryGetProperty("copies", out _));
    }

    internal static JsonObject File(Guid concern, string? note = null, string urn = Academy)
    {
        var file = new JsonObject
        {
            ["urn"] = urn,
            ["pupil"] = new JsonObject { ["lastName"] = "Childmark", ["dateOfBirth"] = "2019-03-04", ["nhsNumber"] = ReferralBed.NumberOf(0).Digits },
            ["concerns"] = new JsonArray(new JsonObject { ["concern"] = concern.ToString() }),
        };
        if (note is not null) file["note"] = note;
        return file;
    }

    private static Task<Answer> SendAsync(ReferralBed bed, string asker, JsonObject file, Guid? request = null) => bed.Gateway.PostAsync("v1/school-files", asker, file, (request ?? Guid.NewGuid()).ToString());

    private static Task<Answer> ReceiveAsync(ReferralBed bed, Guid id, string asker) => bed.Gateway.SendAsync(HttpMethod.Post, $"v1/school-files/{id}/receipt", asker, "");

    private static async Task AfterAsync(ReferralBed bed, TimeSpan later)
    {
        bed.Gateway.Clock.Advance(later);
        await bed.Service<TendFiles>().TendAsync(ReferralBed.Cancellation);
    }

    private static async Task<string[]> ToldAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return [.. (await db.Set<InboxNotice>().AsNoTracking().Where(notice => notice.SubjectKind == NoticeSubjectKind.SchoolFile).Select(notice => notice.Agency).ToListAsync(ReferralBed.Cancellation)).Order(StringComparer.Ordinal)];
    }
}
