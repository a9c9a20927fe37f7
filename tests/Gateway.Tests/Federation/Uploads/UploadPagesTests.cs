using System.Globalization;
using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Gateway.Rules.Federation;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Federation.Uploads.TestUpload;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>Somebody at the council sends the file on a page, without scripts: sees what came of it, and applies it.</summary>
public sealed class UploadPagesTests(UploadBed bed) : IClassFixture<UploadBed>
{
    [Fact]
    public async Task Officer_sends_a_file_sees_what_to_put_right_and_applies_it()
    {
        var (gateway, upload) = await bed.AtAsync();
        var (held, wrong) = (UploadBed.Child(1000), Plan(UploadBed.Child(1001), "WRONG-7"));
        wrong["start"] = "soon";
        using var officer = await PageClient.SignInAsync(gateway, UploadBed.Officer);
        Assert.Contains("has no file here yet", (await officer.GetAsync("/uploads")).Text);
        Assert.Contains("/uploads", (await officer.GetAsync("/audit")).Html);
        await officer.GetAsync("/uploads");

        foreach (var (on, at, words) in ((string, string, string)[])[("", "", "Enter the day and the time"), ("2026-11-23", "02:00", "nor made in the future")])
            Assert.Contains(words, (await officer.SendAsync("/uploads", Csv(Plan(held)), ("on", on), ("at", at))).Text);
        Assert.Contains("Choose a file", (await officer.SendAsync("/uploads", [], ("on", "2026-11-22"), ("at", "02:00"))).Text);
        Assert.Contains("1 to 200000 records", (await officer.SendAsync("/uploads", Csv(), ("on", "2026-11-22"), ("at", "02:00"))).Text);
        var sent = await officer.SendAsync("/uploads", Csv(Plan(held), wrong), ("on", "2026-11-22"), ("at", "02:00"));

        Assert.Equal(302, sent.Status);
        Assert.Contains("0 of 2 records were checked", (await officer.GetAsync(sent.Location!)).Text);
        await upload.CheckAsync();
        var seen = await officer.GetAsync(sent.Location!);
        Assert.Contains("1 records can be used. 1 have something wrong with them.", seen.Text);
        Assert.Equal(["3", "WRONG-7", "CPR07"], Assert.Single(seen.Rows)[..3]);
        Assert.DoesNotContain(held.Number, seen.Html);
        Assert.Equal(CustodianSaid.NotKnown(Because.NoReply), await UploadBed.PlanAsync(gateway, held));
        Assert.Equal(302, (await officer.PostAsync(sent.Location!)).Status);
        Assert.Contains("applied", (await officer.GetAsync(sent.Location!)).Text);
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, held));

        // One that has lost most of its records is applied when that is said to be right.
        upload.Sequence = 1;
        await upload.SpeakAsync([.. Enumerable.Range(1000, 5).Select(n => Plan(UploadBed.Child(n)))]);
        Assert.Contains("must not be older", (await officer.SendAsync("/uploads", Csv(Plan(held)), ("on", "2026-11-22"), ("at", "02:09"))).Text);
        gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        var less = (await officer.SendAsync("/uploads", Csv(Plan(held)), ("on", "2026-11-22"), ("at", "02:14"))).Location!;
        await upload.CheckAsync();
        await officer.GetAsync(less);
        Assert.Contains("the one before had 5", (await officer.PostAsync(less)).Text);
        Assert.Equal(302, (await officer.PostAsync(less, ("fewer", "yes"))).Status);
    }

    [Fact]
    public async Task File_that_somebody_else_sends_is_said_to_be_on_its_way()
    {
        var (gateway, upload) = await bed.AtAsync();
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        var at = gateway.Clock.GetUtcNow().ToString("HH:mm", CultureInfo.InvariantCulture);
        using var officer = await PageClient.SignInAsync(gateway, UploadBed.Officer);
        await officer.GetAsync("/uploads");
        var file = Csv(Care(UploadBed.Child(1005)));
        var sent = new Uri(gateway.Address, (await officer.SendAsync("/uploads", file, ("on", "2026-11-22"), ("at", at))).Location!).Segments[^1];
        var id = Guid.Parse(sent);
        // Another gateway took the part between our look and ours.
        await using (var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
            Assert.Equal(1, await db.Set<Upload>().Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.Received, 0), TestContext.Current.CancellationToken));

        await officer.GetAsync("/uploads");
        var again = await officer.SendAsync("/uploads", file, ("on", "2026-11-22"), ("at", at));

        Assert.Contains("is on its way already", again.Text);
        Assert.NotEqual(503, again.Status);
        upload.Sequence = 1000;
        await upload.BeginAsync("x"u8.ToArray(), 1);
    }

    [Fact]
    public async Task Nobody_else_sees_it()
    {
        var (gateway, upload) = await bed.AtAsync();
        await upload.BeginAsync("x"u8.ToArray(), 1, damage: body => body["sequence"] = 1000);
        using var other = await PageClient.SignInAsync(gateway, "officer-of-aldersham-council");
        Assert.Equal(404, (await other.GetAsync($"/uploads/{upload.Id}")).Status);
        Assert.Contains("uploads no files", (await other.GetAsync("/uploads")).Text);
        Assert.DoesNotContain("/uploads", (await other.GetAsync("/audit")).Html);
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        foreach (var path in (string[])["/uploads", $"/uploads/{upload.Id}"]) Assert.Equal(403, (await nurse.GetAsync(path)).Status);
    }
}
