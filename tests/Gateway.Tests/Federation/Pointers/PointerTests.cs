using System.Text;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation.Pointers;
using Gateway.Federation.Pointers.Store;
using Gateway.Rules.Federation.Pointers;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Federation.Pointers.TestList;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>Custodians submit signed lists over HTTP: what is taken, what is refused, and what stays of it.</summary>
public sealed class PointerTests(PointerBed bed) : IClassFixture<PointerBed>
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = PointerBed.Child;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task List_is_taken_changed_signed_again_and_there_after_a_restart(string store)
    {
        var (gateway, list) = await bed.AtAsync(store);

        var taken = (await list.WholeAsync(ByNumber(TestChild.Of(901), "plan"))).Is(200).Json;
        (await list.ChangeAsync(ByNumber(Child, "care"))).Is(200);
        (await list.SameAsync()).Is(200);

        Assert.Equal((list.Sequence - 2, false), (taken.GetProperty("sequence").GetInt64(), taken.GetProperty("wholeWanted").GetBoolean()));
        Assert.Equal([true, false, true], [Points(gateway, TestChild.Of(901), PointerKinds.Plan), Points(gateway, Child, PointerKinds.Plan), Points(gateway, Child, PointerKinds.Care)]);

        var before = Index(gateway).Of("brackenford-csc");
        await gateway.RestartAsync();
        Assert.Equal(before, Index(gateway).Of("brackenford-csc"));
        Assert.Equal([true, false, true], [Points(gateway, TestChild.Of(901), PointerKinds.Plan), Points(gateway, Child, PointerKinds.Plan), Points(gateway, Child, PointerKinds.Care)]);

        (await list.WholeAsync(ByDescription(Child, "sibling"))).Is(200);
        Assert.Equal([false, false], [Points(gateway, TestChild.Of(901), PointerKinds.Plan), Points(gateway, Child, PointerKinds.Care)]);
        Assert.Equal(1, Index(gateway).Of("brackenford-csc")!.Standing.Described);
        Assert.Single(await ContentsAsync(gateway));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_submission_nothing_of_it_is_taken()
    {
        var (gateway, list) = await bed.AtAsync();
        (await list.WholeAsync(ByNumber(TestChild.Of(901), "plan"))).Is(200);
        var next = list.Sequence + 1;
        var before = Index(gateway).Of("brackenford-csc");
        var entries = await gateway.Entries.CountAsync();
        var line = ByNumber(Child, "plan").ToJsonString();

        await Refused("pointers-sequence", 409, () => list.Sequence = next - 2);
        await Refused("pointers-ahead", 409, () => list.SignedAt = gateway.Clock.GetUtcNow().AddMinutes(6));
        await Refused("pointers-behind", 409, () => list.SignedAt = gateway.Clock.GetUtcNow().AddMinutes(-16));
        await Refused("pointers-content", 400, sent: line + " ");
        await Refused("pointers-differ", 409, () => list.Damage = envelope => envelope["list"] = ListHash.OfNothing);
        await Refused("pointers-not-signed", 403, () => list.SignsAs = "aldersham-csc");
        await Refused("pointers-not-signed", 403, () => list.Type = "at+jwt");
        await Refused("pointers-not-signed", 403, () => list.Damage = envelope => envelope["note"] = "x");
        await Refused("pointers-not-signed", 403, () => list.Damage = envelope => envelope.Remove("unlisted"));
        await Refused("pointers-not-signed", 403, () => list.Damage = envelope => envelope["covers"] = new JsonArray("plans"));
        await Refused("not-allowed", 403, () => list.Damage = envelope => envelope["custodian"] = "aldersham-csc");
        await Refused("not-allowed", 403, () => list.Damage = envelope => envelope["covers"] = new JsonArray("attendance"));
        await Refused("fields", 400, content: line + "\n" + line.Replace("nhsNumber", "number"));
        await Refused("fields", 400, content: """{"nhsNumber":"9990000000","kinds":["plan"]}""");
        await Refused("fields", 400, content: """{"familyName":"Quennellow","kinds":["plan"]}""");
        await Refused("fields", 400, content: """{"nhsNumber":"9990000018","kinds":["attendance"]}""");
        await Refused("fields", 400, content: """{"padding":"","nhsNumber":"9990000018"}""");
        await Refused("fields", 400, content: "\n" + line);
        Assert.Equal("urn:gateway:problem:unknown-media-type", (await list.PostAsync("{}", "application/json")).Is(415).Type);
        Assert.Equal("urn:gateway:problem:not-allowed", (await new TestList(gateway, "brackenford-csc", "nurse", Council).WholeAsync()).Is(403).Type);
        Assert.Equal("urn:gateway:problem:not-allowed", (await new TestList(gateway, "brackenford-csc", "officer-of-aldersham-council", Council).WholeAsync()).Is(403).Type);

        Assert.Equal(before, Index(gateway).Of("brackenford-csc"));
        Assert.Equal((true, false), (Points(gateway, TestChild.Of(901), PointerKinds.Plan), Points(gateway, Child, PointerKinds.Plan)));
        Assert.Equal(entries, await gateway.Entries.CountAsync());

        async Task Refused(string type, int status, Action? damage = null, string? content = null, string? sent = null)
        {
            (list.Damage, list.SignsAs, list.Type, list.SignedAt, list.Sequence) = (null, "brackenford-csc", "gateway-pointers+jws", null, next);
            damage?.Invoke();
            var answer = (await list.SendAsync(SubmissionKind.Whole, content ?? line, sent)).Is(status);
            Assert.Equal("urn:gateway:problem:" + type, answer.Type);
            Assert.DoesNotContain(Child.Number, answer.Text);
        }
    }

    [Fact]
    public async Task Change_that_was_lost_makes_the_whole_list_needed()
    {
        var (gateway, list) = await bed.AtAsync();
        (await list.WholeAsync()).Is(200);
        list.Body(SubmissionKind.Change, ByNumber(Child, "plan").ToJsonString(), null, out var lost);

        list.Damage = envelope => envelope["list"] = lost;
        Assert.Equal("urn:gateway:problem:pointers-differ", (await list.SameAsync()).Is(409).Type);

        list.Damage = null;
        (await list.WholeAsync(ByNumber(Child, "plan"))).Is(200);
        Assert.True(Points(gateway, Child, PointerKinds.Plan));
    }

    [Fact]
    public async Task Identifiers_are_nowhere_at_rest_and_the_signed_envelope_is_kept()
    {
        var (gateway, list) = await bed.AtAsync();
        (await list.WholeAsync(ByNumber(Child, "plan"), ByDescription(Child, "care"))).Is(200);
        (await list.SendAsync(SubmissionKind.Change, ByNumber(Child, "plan").ToJsonString().Replace("plan", "plans"))).Is(400);

        var entry = (await gateway.Entries.OfAsync(EntryType.Link))[^1];
        Assert.Equal("pointers", entry.Common.GetProperty("kind").GetString());
        Assert.Equal(ListHash.Of(Encoding.ASCII.GetBytes(entry.Common.GetProperty("envelope").GetString()!)), entry.Common.GetProperty("envelopeHash").GetString());
        Assert.Null(entry.Child);
        await using var db = await ContextAsync(gateway);
        Assert.Equal(entry.Common.GetProperty("envelope").GetString(), (await db.Set<PointerList>().SingleAsync(one => one.Custodian == "brackenford-csc", Cancellation)).Envelope);

        string[] secrets = [Child.Number, Child.Family, Child.Given, "999 000"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, entry.Common.GetRawText()));
        Assert.All(gateway.Logs.Lines, line => Assert.All(secrets, secret => Assert.DoesNotContain(secret, line.Text)));
        await gateway.Services.GetRequiredService<FollowPointers>().CatchUpAsync(Cancellation);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(gateway.Folder, "store"), "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            await AssertWithoutAsync(file, secrets);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task List_that_was_tampered_with_says_nothing_until_it_is_submitted_anew(string store)
    {
        var (gateway, list) = await bed.AtAsync(store);
        (await list.WholeAsync()).Is(200);
        (await list.ChangeAsync(ByNumber(Child, "plan"))).Is(200);
        await using (var db = await ContextAsync(gateway)) await db.Set<PointerContent>().Where(content => content.Sequence == list.Sequence).ExecuteDeleteAsync(Cancellation);

        await gateway.RestartAsync();
        Assert.Null(Index(gateway).Of("brackenford-csc"));

        (await list.WholeAsync(ByNumber(Child, "plan"))).Is(200);
        await gateway.RestartAsync();
        Assert.True(Points(gateway, Child, PointerKinds.Plan));
    }

    [Fact]
    public async Task Length_of_what_is_kept_says_nothing_about_a_day()
    {
        var (gateway, list) = await bed.AtAsync();
        (await list.WholeAsync([.. Enumerable.Range(0, 6500).Select(n => ByNumber(TestChild.Of(n), "plan"))])).Is(200);
        (await list.ChangeAsync(ByNumber(Child, "plan"))).Is(200);
        (await list.ChangeAsync([.. Enumerable.Range(100, 40).Select(n => ByNumber(TestChild.Of(n), "plan"))])).Is(200);

        var lengths = (await ContentsAsync(gateway)).Select(content => content.Sealed.Length).ToArray();

        Assert.Equal(lengths[1], lengths[2]);
        Assert.All(Enumerable.Range(0, 5000), count => Assert.InRange(Decoys.LengthFor(count), count + 1, count + Math.Max(64, (count / 8) + 1)));
    }

    [Fact]
    public async Task Closed_ledger_takes_nothing()
    {
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(Child) { Lists = true });
        await ClosedLedger.CloseAsync(gateway);

        (await PointerBed.ListOf(gateway, "brackenford").WholeAsync(ByNumber(Child, "plan"))).Is(503);

        Assert.Null(Index(gateway).Of("brackenford-csc"));
    }

    [Fact]
    public async Task Keys_are_changed_without_a_gap()
    {
        var (first, second) = (PointerBed.Key(1), PointerBed.Key(2));
        var (gateway, council) = await bed.AtAsync();
        var other = PointerBed.ListOf(gateway, "castlebridge");
        (await council.WholeAsync(ByNumber(Child, "plan"))).Is(200);
        (await other.WholeAsync(ByNumber(Child, "plan"))).Is(200);

        // Known everywhere before the first list is made under it, so that no process meets one that it cannot look in.
        await gateway.RestartAsync(() => gateway.Set("Gateway:PointerKeys", $"{first} {second}"));
        Assert.False((await council.SameAsync()).Is(200).Json.GetProperty("wholeWanted").GetBoolean());

        await gateway.RestartAsync(() => gateway.Set("Gateway:PointerKeys", $"{second} {first}"));
        Assert.True(Points(gateway, Child, PointerKinds.Plan) && Points(gateway, Child, PointerKinds.Plan, "castlebridge-csc"));
        Assert.True((await council.SameAsync()).Is(200).Json.GetProperty("wholeWanted").GetBoolean());
        Assert.False((await council.WholeAsync(ByNumber(Child, "plan"))).Is(200).Json.GetProperty("wholeWanted").GetBoolean());
        Assert.Equal((2, 1), (Index(gateway).Of("brackenford-csc")!.Epoch, Index(gateway).Of("castlebridge-csc")!.Epoch));
        Assert.True(Points(gateway, Child, PointerKinds.Plan) && Points(gateway, Child, PointerKinds.Plan, "castlebridge-csc"));

        await gateway.RestartAsync(() => gateway.Set("Gateway:PointerKeys", second));
        Assert.True(Points(gateway, Child, PointerKinds.Plan));
        Assert.Null(Index(gateway).Of("castlebridge-csc"));
        Assert.Equal("urn:gateway:problem:pointers-differ", (await other.SameAsync()).Is(409).Type);
    }

    private static PointerIndex Index(GatewayHost gateway) => gateway.Services.GetRequiredService<PointerIndex>();

    private static bool Points(GatewayHost gateway, TestChild child, PointerKinds kind, string custodian = "brackenford-csc")
    {
        Rules.Identifiers.NhsNumber.Read(child.Number, out var number);
        var keys = gateway.Services.GetRequiredService<PointerKeys>();
        return Index(gateway).Look(epoch => [keys.Of(epoch)!.OfNumber(kind, number)]).Points(custodian);
    }

    private static async Task<List<PointerContent>> ContentsAsync(GatewayHost gateway)
    {
        await using var db = await ContextAsync(gateway);
        return await db.Set<PointerContent>().AsNoTracking().Where(content => content.Custodian == "brackenford-csc").OrderBy(content => content.Sequence).ToListAsync(Cancellation);
    }

    private static Task<GatewayContext> ContextAsync(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);

    private static async Task AssertWithoutAsync(string file, string[] secrets)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(Cancellation);
        Assert.All(secrets, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal), $"Something of the child is in {Path.GetFileName(file)}."));
    }
}
