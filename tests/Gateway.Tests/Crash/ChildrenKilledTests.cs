using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Hosting;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Crash;

/// <summary>
/// One gateway after another is killed while it takes a registration, folds the index of children or writes its copy. Whoever was
/// registered is known to the next, and of a batch that was not answered nobody is.
/// </summary>
[Collection(CrashCollection.Name)]
public sealed class ChildrenKilledTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_registered_child_is_known_and_none_by_half_wherever_the_gateway_is_killed()
    {
        using var store = new CrashStore.Sqlite();
        await using var site = await CrashSite.PrepareAsync(1);
        var settings = site.Settings(store);
        var registered = new List<TestChild>();

        // Each start finds what the one before it registered and did not keep, so that it writes its copy, and dies over it.
        foreach (var point in (CrashPoint[])[CrashPoint.CopyBegun, CrashPoint.CopyHalfWritten, CrashPoint.CopyWritten, CrashPoint.CopyInPlace, CrashPoint.IndexFolded, CrashPoint.FoldTaken])
        {
            await using var gateway = GatewayProcess.BeginMarked(settings, point.ToString(), 0, 0, "--fold", "yes");
            await gateway.ReadyAsync();
            Assert.Equal(point.ToString(), await gateway.AtPointAsync());
            await KnowsAsync(gateway, registered);
            registered.AddRange(await RegisterAsync(gateway, registered.Count));
            await gateway.KillAsync();
        }

        var (half, other) = (Child(registered.Count), Child(registered.Count + 1));
        await using (var gateway = GatewayProcess.BeginMarked(settings, nameof(CrashPoint.BatchSaid), 0, 0))
        {
            await gateway.ReadyAsync();
            var never = SendAsync(gateway, "/v1/registrations", Batch(registered.Count, half, other));
            Assert.Equal(nameof(CrashPoint.BatchSaid), await gateway.AtPointAsync());
            await gateway.KillAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => never);
        }

        await using var survivor = GatewayProcess.BeginMarked(settings, null, 0, 0);
        await survivor.ReadyAsync();
        await KnowsAsync(survivor, registered);
        Assert.Equal(["not-found", "not-found"], await MatchedAsync(survivor, [half, other]));
        // The agency had no answer and sends them again.
        registered.AddRange(await RegisterAsync(survivor, registered.Count));
        Assert.Equal([half.Number, other.Number], registered[^2..].Select(child => child.Number));
    }

    private static async Task KnowsAsync(GatewayProcess gateway, List<TestChild> registered)
    {
        if (registered.Count > 0) Assert.All(await MatchedAsync(gateway, registered), one => Assert.Equal("linked", one));
    }

    private static async Task<TestChild[]> RegisterAsync(GatewayProcess gateway, int before)
    {
        TestChild[] children = [Child(before), Child(before + 1)];
        using var answer = await SendAsync(gateway, "/v1/registrations", Batch(before, children));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return children;
    }

    // Number and date of birth together say whether a child is known; of half a child they would not.
    private static async Task<string[]> MatchedAsync(GatewayProcess gateway, IEnumerable<TestChild> children)
    {
        using var answer = await SendAsync(gateway, "/v1/links", new JsonObject
        {
            ["records"] = new JsonArray([.. children.Select(child => (JsonNode)new JsonObject { ["number"] = "AC-" + child.Number[^6..], ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("O") })]),
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return [.. body.GetProperty("records").EnumerateArray().Select(one => one.GetString()!)];
    }

    private static async Task<HttpResponseMessage> SendAsync(GatewayProcess gateway, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await gateway.SignInAsync(CrashSite.Officer));
        return await gateway.Http.SendAsync(request, Cancellation);
    }

    private static TestChild Child(int n) => TestChild.Of(3000 + n, "ZB1 1AA") with { Given = "Given" + n, Family = "Family" + n };

    private static JsonObject Batch(int before, params TestChild[] children) => new()
    {
        ["registrations"] = new JsonArray([.. children.Select((child, at) => (JsonNode)Line(before + at + 1, child))]),
    };

    private static JsonObject Line(int sequence, TestChild child)
    {
        var inner = JsonNode.Parse(SettingFiles.Line(child))!.AsObject();
        inner.Remove("canary");
        return new JsonObject
        {
            ["sequence"] = sequence,
            ["event"] = "current",
            ["asOf"] = TimeProvider.System.GetUtcNow().AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["child"] = inner,
        };
    }
}
