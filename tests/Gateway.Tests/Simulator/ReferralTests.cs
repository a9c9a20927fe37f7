using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

/// <summary>A council's own case-management system as it is played: what contracts/openapi/receiving.v1.json says, and as badly as it is told to.</summary>
public sealed class ReferralTests
{
    private static readonly JsonElement Document = Contracts.Json("openapi/receiving.v1.json");
    private static readonly JsonSchema Schema = new(Document);

    private static JsonElement Operation => Document.GetProperty("paths").GetProperty("/v1/referrals").GetProperty("post");

    private static string Example => Only(Operation.GetProperty("requestBody"));

    [Fact]
    public async Task Examples_obey_their_schema_and_a_delivery_that_comes_again_has_the_same_receipt()
    {
        Assert.Empty(Schema.Check(JsonDocument.Parse(Example).RootElement, "#/components/schemas/Delivery"));
        Assert.Empty(Schema.Check(JsonDocument.Parse(Only(Operation.GetProperty("responses").GetProperty("200"))).RootElement, "#/components/schemas/Receipt"));
        await using var host = await StartAsync();

        var (first, again) = (await PostAsync(host, Example), await PostAsync(host, Example));

        Assert.Equal(first, again);
        Assert.Empty(Schema.Check(JsonDocument.Parse(first.Text).RootElement, "#/components/schemas/Receipt"));
        var received = Assert.Single(host.Referrals);
        Assert.Equal(("aldersham-council", "R-7K3F-9Q", 2), (received.Council, received.Reference, received.Times));
    }

    [Theory]
    [InlineData(Fault.Error, 500), InlineData(Fault.LeaveAlone, 503), InlineData(Fault.Html, 200), InlineData(Fault.Redirect, 302)]
    public async Task One_that_is_away_has_received_nothing(Fault fault, int status)
    {
        await using var host = await StartAsync();
        await host.SetAsync("aldersham-council", new Behaviour(Fault: fault));
        Assert.Equal(status, (await PostAsync(host, Example)).Status);
        Assert.Empty(host.Referrals);
        await host.ResetAsync();
        Assert.Equal(200, (await PostAsync(host, Example)).Status);
        Assert.Single(host.Referrals);
    }

    [Fact]
    public async Task What_is_no_delivery_is_refused_and_who_has_no_such_system_is_not_there()
    {
        await using var host = await StartAsync();
        foreach (var member in (string[])["delivery", "reference", "sentAt", "referral"])
        {
            var without = JsonNode.Parse(Example)!.AsObject();
            without.Remove(member);
            Assert.InRange((await PostAsync(host, without.ToJsonString())).Status, 400, 499);
        }

        Assert.Equal(404, (await PostAsync(host, Example, "brackenford-council")).Status);
        Assert.Empty(host.Referrals);
    }

    private static string Only(JsonElement of) => of.GetProperty("content").GetProperty("application/json").GetProperty("examples").EnumerateObject().Single().Value.GetProperty("value").GetRawText();

    private static Task<SimulatorHost> StartAsync()
    {
        var register = JsonNode.Parse(Contracts.Text("register/demonstration.json"))!;
        register["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == "aldersham-council")!["receiving"] = new JsonObject { ["endpoint"] = "http://127.0.0.1:7101/", ["key"] = "our-key" };
        return SimulatorHost.StartAsync(new SimulatorOptions { Register = register.ToJsonString() });
    }

    private static async Task<(int Status, string Text)> PostAsync(SimulatorHost host, string body, string council = "aldersham-council")
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(host.BaseAddress, council + "/v1/referrals"), content, Simulated.Cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Simulated.Cancellation));
    }
}
