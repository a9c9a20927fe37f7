using Gateway.Data;
using Gateway.Federation.Uploads;
using Gateway.Federation.Uploads.Store;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Federation.Uploads.TestUpload;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>A process that ends, and a ledger that cannot record, at each step of a file's way.</summary>
public sealed class UploadCrashTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Fact]
    public async Task SupersededNumber_of_which_nobody_told_is_not_nothing_held()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Children) { Uploading = [UploadBed.Custodian], FromPds = true });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer);
        var (child, other) = (Children[0] with { Given = "Bronwyth" }, Children[1] with { Given = "Aled" });
        foreach (var one in (TestChild[])[child, other]) gateway.Agencies.AddPatient(new PdsPerson(one.Number, one.Born, one.Given, one.Family));
        await upload.SpeakAsync(Plan(child));
        Assert.Equal([CustodianSaid.Held, CustodianSaid.NothingHeld], (await UploadBed.SaysAsync(gateway, child, items: [Item.PlanFlag, Item.LookedAfter])).Items.Select(item => item.Said));
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, other));

        var renumbered = child with { Number = Children[2].Number };
        gateway.Agencies.AddPatient(new PdsPerson(renumbered.Number, child.Born, child.Given, child.Family) { FormerNumbers = [child.Number] });
        Assert.Equal(CustodianSaid.NotKnown(Because.NotMatched), await UploadBed.PlanAsync(gateway, renumbered));

        await upload.SpeakAsync(Plan(child));
        Assert.Equal("CPR05", Assert.Single(await upload.RecordsAsync()).GetProperty("code").GetString());
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, renumbered));
    }

    [Fact]
    public async Task File_that_came_whole_is_checked_by_the_process_itself()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Children) { Uploading = [UploadBed.Custodian], More = new Dictionary<string, string> { ["Federation:Uploads:SweepSeconds"] = "3600" } });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer) { Sequence = 1 };
        var file = Lines(Plan(Children[0]));
        (await upload.BeginAsync(file, 1)).Is(200);

        await upload.RestAsync(file, 0);

        var progress = await upload.ProgressAsync();
        while (progress.GetProperty("state").GetString() == "checking") progress = await upload.ProgressAsync();
        Assert.Equal(("checked", "CPF02", 1, 0), progress.Short());
    }

    private static readonly TestChild[] Children = [.. Enumerable.Range(1200, 3).Select(n => TestChild.Of(n))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task Ledger_that_cannot_record_lets_no_file_be_looked_up_or_speak(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, new Setting(Children) { Uploading = [UploadBed.Custodian] });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer);
        await upload.SpeakAsync(Plan(Children[0]));
        await upload.SendAsync(Lines(Plan(Children[1])), 1);
        await ClosedLedger.CloseAsync(gateway);

        (await upload.ApplyAsync()).Is(503);

        (await gateway.GetAsync($"v1/uploads/{upload.Id}", UploadBed.Officer)).Is(503);
        Assert.Equal((CustodianSaid.Held, CustodianSaid.NothingHeld), (await UploadBed.PlanAsync(gateway, Children[0]), await UploadBed.PlanAsync(gateway, Children[1])));
        (await upload.PreviewAsync()).Is(503);
        (await gateway.GetAsync($"v1/uploads/{upload.Id}/records", UploadBed.Officer)).Is(503);
        var file = Lines(Plan(Children[2]));
        upload.Sequence++;
        (await upload.BeginAsync(file, 1)).Is(200);
        (await upload.PartAsync(0, file)).Is(503);
        Assert.Equal(("receiving", 0), ((await upload.ProgressAsync()).GetProperty("state").GetString(), (await upload.ProgressAsync()).GetProperty("next").GetInt32()));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Process_that_dies_while_it_checks_leaves_the_file_to_the_next_one(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, new Setting(Children) { Uploading = [UploadBed.Custodian] });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer) { Sequence = 1 };
        var file = Lines(Plan(Children[0]), Plan(Children[1]));
        (await upload.BeginAsync(file, 2)).Is(200);
        await upload.RestAsync(file, 0);
        // Claimed by a process that is gone, which said once how far it was.
        await using (var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation))
        {
            var until = gateway.Clock.GetUtcNow().AddMinutes(2);
            await db.Set<Upload>().ExecuteUpdateAsync(set => set.SetProperty(one => one.ClaimedUntil, until).SetProperty(one => one.Content, Guid.NewGuid()).SetProperty(one => one.Checked, 1), Cancellation);
        }

        await gateway.RestartAsync();
        await upload.CheckAsync();
        Assert.Equal(("checking", 1), ((await upload.ProgressAsync()).GetProperty("state").GetString(), (await upload.ProgressAsync()).GetProperty("checked").GetInt32()));

        gateway.Clock.Advance(TimeSpan.FromMinutes(3));
        await upload.CheckAsync();
        Assert.Equal(("checked", "CPF02", 2, 0), (await upload.ProgressAsync()).Short());
        await gateway.RestartAsync();
        (await upload.ApplyAsync()).Is(200);
        await gateway.RestartAsync();
        Assert.Equal((CustodianSaid.Held, CustodianSaid.NothingHeld), (await UploadBed.PlanAsync(gateway, Children[1]), await UploadBed.PlanAsync(gateway, Children[2])));
    }

    [Fact]
    public async Task Custodian_that_uploads_no_more_speaks_by_no_file_and_its_content_is_gone()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Children) { Uploading = [UploadBed.Custodian] });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer);
        await upload.SpeakAsync(Plan(Children[0]));
        await upload.SendAsync(Lines(Plan(Children[0]), Plan(Children[1])), 2);
        var register = Path.Combine(gateway.Folder, "asked-again.json");
        await File.WriteAllTextAsync(register, RegisterForTests.With(new Setting(Children)).ToJsonString(), Cancellation);
        gateway.Set("Gateway:Register", register);
        await gateway.RestartAsync();

        Assert.Equal(404, (await upload.ApplyAsync()).Status);
        await upload.CheckAsync();

        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        Assert.Equal((0, 0, 0), (await db.Set<AppliedFile>().CountAsync(Cancellation), await db.Set<FileBucket>().CountAsync(Cancellation), await db.Set<UploadPart>().CountAsync(Cancellation)));
    }

    [Fact]
    public async Task File_that_is_checked_for_longer_than_a_day_is_not_taken_for_one_that_nobody_went_on_with()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Children) { Uploading = [UploadBed.Custodian] });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer) { Sequence = 1 };
        var file = Lines(Plan(Children[0]));
        (await upload.BeginAsync(file, 1)).Is(200);
        await upload.RestAsync(file, 0);
        gateway.Clock.Advance(TimeSpan.FromHours(25));
        await using (var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation))
        {
            var until = gateway.Clock.GetUtcNow().AddMinutes(2);
            await db.Set<Upload>().ExecuteUpdateAsync(set => set.SetProperty(one => one.ClaimedUntil, until), Cancellation);
        }

        await upload.CheckAsync();
        Assert.Equal("checking", (await upload.ProgressAsync()).GetProperty("state").GetString());

        gateway.Clock.Advance(TimeSpan.FromMinutes(3));
        await upload.CheckAsync();
        Assert.Equal(("checked", "CPF02", 1, 0), (await upload.ProgressAsync()).Short());
    }

    [Fact]
    public async Task Patient_who_cannot_be_read_is_returned_and_not_known_and_the_others_are_used()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Children) { Uploading = [UploadBed.Custodian], FromPds = true });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer);
        var (unreadable, other) = (Children[0] with { Given = "Bronwyth" }, Children[1] with { Given = "Aled" });
        gateway.Agencies.AddPatient(new PdsPerson(unreadable.Number, unreadable.Born, unreadable.Given, unreadable.Family) { Gender = "of another version" });
        gateway.Agencies.AddPatient(new PdsPerson(other.Number, other.Born, other.Given, other.Family));

        Assert.Equal(("checked", "CPF03", 1, 1), (await upload.SendAsync(Lines(Plan(unreadable), Plan(other)), 2)).Short());

        Assert.Equal("CPR01", Assert.Single(await upload.RecordsAsync()).GetProperty("code").GetString());
        (await upload.ApplyAsync()).Is(200);
        gateway.Agencies.AddPatient(new PdsPerson(unreadable.Number, unreadable.Born, unreadable.Given, unreadable.Family));
        Assert.Equal((CustodianSaid.NotKnown(Because.NotMatched), CustodianSaid.Held), (await UploadBed.PlanAsync(gateway, unreadable), await UploadBed.PlanAsync(gateway, other)));
    }

    [Fact]
    public async Task Fault_of_one_look_is_waited_for_and_the_file_stays_claimed_meanwhile()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Children) { Uploading = [UploadBed.Custodian], FromPds = true });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer) { Sequence = 1 };
        gateway.Agencies.AddPatient(new PdsPerson(Children[0].Number, Children[0].Born, Children[0].Given, Children[0].Family));
        var file = Lines(Plan(Children[0]));
        (await upload.BeginAsync(file, 1)).Is(200);
        await upload.RestAsync(file, 0);
        await gateway.Agencies.SetAsync("pds", new Behaviour(Fault: Fault.Error));

        var work = upload.CheckAsync();
        await gateway.Agencies.PdsAskedReachesAsync(1, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        var first = gateway.Clock.GetUtcNow() + CheckUpload.Claim;
        gateway.Clock.Advance(TimeSpan.FromSeconds(4));
        // More than one look and what the client repeats of itself.
        await gateway.Agencies.PdsAskedReachesAsync(gateway.Agencies.PdsAsked.Count + 5, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await using (var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation))
            Assert.True((await db.Set<Upload>().SingleAsync(Cancellation)).ClaimedUntil > first);
        await gateway.Agencies.ResetAsync();
        await work;

        Assert.Equal(("checked", "CPF02", 1, 0), (await upload.ProgressAsync()).Short());
    }

    [Fact]
    public async Task What_the_national_service_cannot_say_now_is_asked_again_with_a_preview()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Children) { Uploading = [UploadBed.Custodian], FromPds = true, More = new Dictionary<string, string> { ["Federation:Uploads:LookPatienceSeconds"] = "0" } });
        var upload = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer);

        await gateway.Agencies.SetAsync("pds", new Behaviour(Fault: Fault.Error));
        Assert.Equal(("refused", "CPF05", 0, 0), (await upload.SendAsync(Lines(Plan(Children[0]), Plan(Children[1])), 2)).Short());
        Assert.Equal(409, (await upload.ApplyAsync()).Status);
        await gateway.Agencies.ResetAsync();

        // Nobody of them is known there: the file names nobody, and nothing changes.
        (await upload.PreviewAsync()).Is(200);
        await upload.CheckAsync();
        Assert.Equal(("refused", "CPF04", 0, 2), (await upload.ProgressAsync()).Short());
        Assert.Equal(["CPR01", "CPR01"], (await upload.RecordsAsync()).Select(record => record.GetProperty("code").GetString()));
    }
}
