using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Data;
using Gateway.Federation.Uploads;
using Gateway.Federation.Uploads.Store;
using Gateway.Rules.Federation;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Federation.Uploads.TestUpload;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>What is refused changes nothing: what spoke before speaks on.</summary>
public sealed class UploadRefusedTests(UploadBed bed) : IClassFixture<UploadBed>
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = UploadBed.Child(1000);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Beginning_that_does_not_hold_is_refused()
    {
        var (gateway, upload) = await bed.AtAsync();
        await upload.SpeakAsync(Plan(Child));
        upload.Sequence++;
        var file = Lines(Plan(Child));

        foreach (var (member, value) in ((string, JsonNode?)[])[
            ("sequence", 0), ("sequence", "1"), ("records", 0), ("records", 200_001), ("size", 64 * 1024 * 1024 + 1), ("size", 1.5), ("sha256", new string('A', 64)), ("sha256", "x"),
            ("format", "xml"), ("asOf", "2026-11-22T02:00:00"), ("asOf", "yesterday"), ("custodian", ""), ("note", "x")])
            Assert.Equal(("urn:gateway:problem:fields", member), ((await upload.BeginAsync(file, 1, damage: body => body[member] = value?.DeepClone())).Is(400) is var answer ? answer.Type : "", answer.Fields.Single()));
        Assert.Equal("urn:gateway:problem:upload-version", (await upload.BeginAsync(file, 1, damage: body => body["version"] = "2")).Is(400).Type);
        Assert.Equal("urn:gateway:problem:upload-version", (await upload.BeginAsync(file, 1, damage: body => body.Remove("version"))).Is(400).Type);
        foreach (var other in (string[])["aldersham-csc", "nobody"])
            Assert.Equal("urn:gateway:problem:not-allowed", (await upload.BeginAsync(file, 1, damage: body => body["custodian"] = other)).Is(403).Type);
        Assert.Equal("urn:gateway:problem:not-allowed", (await new TestUpload(gateway, "aldersham-csc", "officer-of-aldersham-council") { Sequence = 1 }.BeginAsync(file, 1)).Is(403).Type);
        Assert.Equal("urn:gateway:problem:not-allowed", (await new TestUpload(gateway, UploadBed.Custodian, "nurse") { Sequence = 99 }.BeginAsync(file, 1)).Is(403).Type);
        upload.Sequence--;
        var replayed = (await upload.BeginAsync(file, 1)).Is(409);
        Assert.Equal(("urn:gateway:problem:upload-sequence", upload.Sequence), (replayed.Type, replayed.Json.GetProperty("sequence").GetInt64()));
        upload.Sequence++;
        upload.AsOf = gateway.Clock.GetUtcNow().AddMinutes(6);
        Assert.Equal("urn:gateway:problem:upload-ahead", (await upload.BeginAsync(file, 1)).Is(409).Type);
        upload.AsOf = gateway.Clock.GetUtcNow().AddDays(-1);
        Assert.Equal("urn:gateway:problem:upload-behind", (await upload.BeginAsync(file, 1)).Is(409).Type);
        upload.AsOf = null;
    }

    [Fact]
    public async Task Same_file_as_of_another_time_takes_the_place_of_the_one_before_and_as_of_the_same_goes_on()
    {
        var (gateway, upload) = await bed.AtAsync();
        await upload.SpeakAsync(Plan(Child));
        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        var file = Lines(Plan(Child));
        upload.Sequence++;
        upload.AsOf = gateway.Clock.GetUtcNow();
        (await upload.BeginAsync(file, 1)).Is(200);
        await upload.RestAsync(file, 0);
        await upload.CheckAsync();
        var (first, right) = (upload.Id, upload.AsOf.Value.AddMinutes(-5));

        upload.AsOf = right;
        Assert.Equal(0, (await upload.BeginAsync(file, 1)).Is(200).Json.GetProperty("next").GetInt32());
        Assert.NotEqual(first, upload.Id);
        Assert.Equal(404, (await gateway.GetAsync($"v1/uploads/{first}", UploadBed.Officer)).Status);
        await upload.RestAsync(file, 0);
        await upload.CheckAsync();
        Assert.Equal(right.ToUnixTimeMilliseconds(), (await upload.ProgressAsync()).GetProperty("asOf").GetDateTimeOffset().ToUnixTimeMilliseconds());

        // A clock a little ahead of ours is kept as of when the file was announced, and goes on all the same.
        upload.AsOf = gateway.Clock.GetUtcNow().AddMinutes(1);
        (await upload.BeginAsync(file, 1)).Is(200);
        var ahead = upload.Id;
        await upload.RestAsync(file, 0);
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(file.Length, (await upload.BeginAsync(file, 1)).Is(200).Json.GetProperty("next").GetInt32());
        Assert.Equal(ahead, upload.Id);
        await upload.CheckAsync();
        upload.AsOf = null;
    }

    [Fact]
    public async Task Part_that_is_not_the_next_one_is_refused_and_the_same_one_again_is_no_fault()
    {
        var (gateway, upload) = await bed.AtAsync();
        var file = Lines(Plan(Child), Plan(UploadBed.Child(1001)));
        upload.Sequence++;
        (await upload.BeginAsync(file, 2)).Is(200);

        (await upload.PartAsync(0, file.AsMemory(0, 100))).Is(200);
        Assert.Equal(100, (await upload.PartAsync(0, file.AsMemory(0, 100))).Is(200).Json.GetProperty("next").GetInt32());
        foreach (var (at, from, length) in ((int, int, int)[])[(50, 50, 100), (0, 0, 50), (0, 1, 100), (101, 101, 10), (100, 100, 0)])
        {
            var refused = await upload.PartAsync(at, file.AsMemory(from, length));
            if (length == 0) Assert.Equal("urn:gateway:problem:fields", refused.Is(400).Type);
            else Assert.Equal(("urn:gateway:problem:upload-offset", 100), (refused.Is(409).Type, refused.Json.GetProperty("next").GetInt32()));
        }

        Assert.Equal("urn:gateway:problem:body-too-large", (await upload.PartAsync(100, new byte[file.Length])).Is(413).Type);
        Assert.Equal("urn:gateway:problem:body-too-large", (await upload.PartAsync(100, new byte[UploadDeclared.LargestPart + 1])).Is(413).Type);
        Assert.Equal("urn:gateway:problem:unknown-media-type", (await upload.PartAsync(100, file.AsMemory(100), "text/csv")).Is(415).Type);
        Assert.Equal(404, (await upload.PartAsync(100, file.AsMemory(100), of: Guid.NewGuid().ToString())).Status);
        Assert.Equal(404, (await upload.PartAsync(100, file.AsMemory(100), as_: "officer-of-aldersham-council")).Status);
        Assert.Equal(403, (await upload.PartAsync(100, file.AsMemory(100), as_: "nurse")).Status);
        foreach (var path in (string[])["", "/records"])
        {
            Assert.Equal(404, (await gateway.GetAsync($"v1/uploads/{upload.Id}{path}", "officer-of-aldersham-council")).Status);
            Assert.Equal(403, (await gateway.GetAsync($"v1/uploads/{upload.Id}{path}", "nurse")).Status);
        }

        foreach (var path in (string[])["preview", "apply"])
        {
            Assert.Equal(404, (await gateway.PostAsync($"v1/uploads/{upload.Id}/{path}", "officer-of-aldersham-council", new JsonObject())).Status);
            Assert.Equal("urn:gateway:problem:upload-not-checked", (await gateway.PostAsync($"v1/uploads/{upload.Id}/{path}", UploadBed.Officer, new JsonObject())).Is(409).Type);
        }

        await upload.RestAsync(file, 100);
        await upload.CheckAsync();
        Assert.Equal(("checked", "CPF02", 2, 0), (await upload.ProgressAsync()).Short());
        Assert.Equal(413, (await upload.PartAsync(file.Length, "x"u8.ToArray())).Status);
    }

    [Theory]
    [InlineData("flipped", "content")]
    [InlineData("records", "records")]
    [InlineData("header", "header")]
    [InlineData("twice", "header")]
    [InlineData("none", null)]
    public async Task File_that_is_not_the_one_that_was_announced_changes_nothing(string damage, string? detail)
    {
        var (gateway, upload) = await bed.AtAsync();
        await upload.SpeakAsync(Plan(Child));
        var file = damage switch
        {
            "header" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Csv(Care(Child))).Replace("familyName,givenNames", "givenNames,familyName")),
            "twice" => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Csv(Care(Child))).Replace("reference,kind", "reference,reference")),
            "none" => Csv(Care(TestChild.Of(1500)), Care(TestChild.Of(1501))),
            _ => Csv(Care(Child)),
        };
        upload.Sequence++;
        (await upload.BeginAsync(file, damage switch { "records" => 3, "none" => 2, _ => 1 }, "csv")).Is(200);
        if (damage == "flipped") file[^5] ^= 1;
        await upload.RestAsync(file, 0);
        await upload.CheckAsync();

        var progress = await upload.ProgressAsync();
        Assert.Equal(("refused", detail is null ? "CPF04" : "CPF01"), (progress.Short().State, progress.Short().Code));
        if (detail is not null) Assert.Equal(detail, progress.GetProperty("result").Text("detail"));
        Assert.Equal("urn:gateway:problem:upload-not-checked", (await upload.ApplyAsync()).Is(409).Type);
        Assert.Equal("urn:gateway:problem:upload-not-checked", (await upload.PreviewAsync()).Is(409).Type);
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, Child));
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, UploadBed.Child(1001)));
        Assert.Equal(0, await CountAsync(gateway, db => db.Set<UploadPart>()));
        // The same number may be sent again with the right file.
        upload.Sequence--;
        await upload.SpeakAsync(Plan(Child));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task File_that_has_lost_most_of_its_records_is_applied_only_where_that_is_said_to_be_right(string store)
    {
        var (gateway, upload) = await bed.AtAsync(store);
        await upload.SpeakAsync([.. Enumerable.Range(1000, 8).Select(n => Plan(UploadBed.Child(n)))]);

        await upload.SendAsync(Lines([.. Enumerable.Range(1000, 3).Select(n => Plan(UploadBed.Child(n)))]), 3);

        var refused = (await upload.ApplyAsync()).Is(409);
        Assert.Equal(("urn:gateway:problem:upload-fewer", 3, 8), (refused.Type, refused.Json.GetProperty("accepted").GetInt32(), refused.Json.GetProperty("before").GetInt32()));
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, UploadBed.Child(1007)));
        Assert.Equal(400, (await gateway.PostAsync($"v1/uploads/{upload.Id}/apply", UploadBed.Officer, new JsonObject { ["confirm"] = true })).Status);
        (await upload.ApplyAsync(confirmFewer: true)).Is(200);
        (await upload.ApplyAsync()).Is(200);
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, UploadBed.Child(1007)));
        // What another file took the place of is gone, and so are the bytes.
        Assert.Equal((0, 1), (await CountAsync(gateway, db => db.Set<UploadPart>()), await CountAsync(gateway, db => db.Set<FileBucket>())));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task File_that_has_lost_a_whole_kind_is_applied_only_where_that_is_said_to_be_right_be_it_as_long_as_before(string store)
    {
        var (gateway, upload) = await bed.AtAsync(store);
        var cared = Enumerable.Range(1000, 7).Select(n => Care(UploadBed.Child(n))).ToArray();
        await upload.SpeakAsync([.. cared, .. Enumerable.Range(1007, 4).Select(n => Plan(UploadBed.Child(n)))]);

        var counted = (await upload.SendAsync(Lines(cared), 7)).GetProperty("result").GetProperty("kinds");
        Assert.Equal([("plan", 0, 4), ("looked-after", 7, 7), ("unborn", 0, 0), ("plan-ended", 0, 0)], counted.EnumerateArray().Select(OfKind));

        var refused = (await upload.ApplyAsync()).Is(409);
        Assert.Equal(("urn:gateway:problem:upload-fewer", 7, 11), (refused.Type, refused.Json.GetProperty("accepted").GetInt32(), refused.Json.GetProperty("before").GetInt32()));
        Assert.Equal(("plan", 0, 4), OfKind(refused.Json.GetProperty("kinds")[0]));
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, UploadBed.Child(1007)));
        (await upload.ApplyAsync(confirmFewer: true)).Is(200);
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, UploadBed.Child(1007)));
    }

    [Fact]
    public async Task Extract_that_is_older_than_the_one_that_speaks_by_now_is_not_applied()
    {
        var (gateway, upload) = await bed.AtAsync();
        await upload.SpeakAsync(Plan(Child));
        var older = new TestUpload(gateway, UploadBed.Custodian, UploadBed.Officer) { Sequence = upload.Sequence + 5, AsOf = gateway.Clock.GetUtcNow() };
        await older.SendAsync(Lines(Plan(UploadBed.Child(1001))), 1);
        // Nobody could look who they are, so that it waits for a preview, and another is sent meanwhile.
        await DoAsync(gateway, db => db.Set<Upload>().Where(one => one.State == UploadState.Checked).ExecuteUpdateAsync(set => set.SetProperty(one => one.State, UploadState.Refused).SetProperty(one => one.Code, "CPF05"), Cancellation));
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await upload.SpeakAsync(Plan(Child));
        (await older.PreviewAsync()).Is(200);
        await older.CheckAsync();
        Assert.Equal(("checked", "CPF02", 1, 0), (await older.ProgressAsync()).Short());

        Assert.Equal("urn:gateway:problem:upload-behind", (await older.ApplyAsync(confirmFewer: true)).Is(409).Type);

        Assert.Equal([CustodianSaid.Held, CustodianSaid.NothingHeld], [await UploadBed.PlanAsync(gateway, Child), await UploadBed.PlanAsync(gateway, UploadBed.Child(1001))]);
    }

    private static (string, int, int) OfKind(JsonElement kind) => (kind.Text("kind"), kind.GetProperty("accepted").GetInt32(), kind.GetProperty("before").GetInt32());

    [Theory, MemberData(nameof(Stores))]
    public async Task Row_that_was_lost_changed_or_exchanged_is_never_nothing_held(string store)
    {
        var (gateway, upload) = await bed.AtAsync(store);
        await upload.SpeakAsync(Plan(Child));
        var nobody = UploadBed.Child(1003);
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, nobody));

        await DoAsync(gateway, db => db.Set<FileBucket>().ExecuteUpdateAsync(set => set.SetProperty(bucket => bucket.Sealed, new byte[64]), Cancellation));
        Assert.Equal(CustodianSaid.NotKnown(Because.RejectedUnverified), await UploadBed.PlanAsync(gateway, nobody));
        await DoAsync(gateway, db => db.Set<FileBucket>().ExecuteDeleteAsync(Cancellation));
        Assert.Equal(CustodianSaid.NotKnown(Because.RejectedUnverified), await UploadBed.PlanAsync(gateway, nobody));
        await DoAsync(gateway, db => db.Set<AppliedFile>().ExecuteUpdateAsync(set => set.SetProperty(file => file.Sequence, 1_000_000), Cancellation));
        Assert.Equal(CustodianSaid.NotKnown(Because.RejectedUnverified), await UploadBed.PlanAsync(gateway, nobody));
        await DoAsync(gateway, db => db.Set<AppliedFile>().ExecuteDeleteAsync(Cancellation));
        Assert.Equal(CustodianSaid.NotKnown(Because.NoReply), await UploadBed.PlanAsync(gateway, nobody));
        // There is nobody to ask again.
        Assert.False((await gateway.CheckAsync(nobody, "plan-flag")).Is(200).Json.TryGetProperty("late", out _));
        await upload.SpeakAsync(Plan(Child));
        Assert.Equal(CustodianSaid.NothingHeld, await UploadBed.PlanAsync(gateway, nobody));
    }

    [Fact]
    public async Task What_nobody_went_on_with_is_gone_after_a_day_and_nothing_of_a_child_is_readable_at_rest()
    {
        var (gateway, upload) = await bed.AtAsync();
        await upload.SpeakAsync(Plan(Child));
        var file = Lines(Plan(Child), Plan(UploadBed.Child(1001)));
        upload.Sequence++;
        (await upload.BeginAsync(file, 2)).Is(200);
        (await upload.PartAsync(0, file.AsMemory(0, file.Length - 1))).Is(200);
        var part = await ReadAsync(gateway, db => db.Set<UploadPart>().Select(one => one.Sealed).SingleAsync(Cancellation));
        var bucket = await ReadAsync(gateway, db => db.Set<FileBucket>().Select(one => one.Sealed).SingleAsync(Cancellation));
        foreach (var kept in (byte[][])[part, bucket])
            foreach (var text in (string[])[Child.Number, Child.Family, "Workermark", "nhsNumber"]) Assert.Equal(-1, kept.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)));

        gateway.Clock.Advance(TimeSpan.FromHours(25));
        await upload.CheckAsync();

        Assert.Equal(404, (await gateway.GetAsync($"v1/uploads/{upload.Id}", UploadBed.Officer)).Status);
        Assert.Equal((0, 1), (await CountAsync(gateway, db => db.Set<UploadPart>()), await CountAsync(gateway, db => db.Set<FileBucket>())));
        Assert.Equal(CustodianSaid.Held, await UploadBed.PlanAsync(gateway, Child));
    }

    private static async Task DoAsync(GatewayHost gateway, Func<GatewayContext, Task<int>> change) => Assert.NotEqual(0, await ReadAsync(gateway, change));

    private static Task<int> CountAsync<T>(GatewayHost gateway, Func<GatewayContext, IQueryable<T>> rows) => ReadAsync(gateway, db => rows(db).CountAsync(Cancellation));

    private static async Task<T> ReadAsync<T>(GatewayHost gateway, Func<GatewayContext, Task<T>> read)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await read(db);
    }
}
