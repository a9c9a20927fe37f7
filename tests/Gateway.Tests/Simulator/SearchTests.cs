using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

/// <summary>Agencies that are asked in FHIR, played as the published shapes have it: a read that does not say that it is silent tells the council.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private const string Csc = "aldersham-csc";
    private const string Body = "patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C" + Simulated.Number;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private SimulatorHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        var register = JsonNode.Parse(Contracts.Text("register/demonstration.json"))!;
        var custodian = register["agencies"]![0]!["custodians"]![0]!.AsObject();
        custodian["speaks"] = "cp-is";
        _host = await SimulatorHost.StartAsync(new SimulatorOptions { Register = register.ToJsonString(), Clock = TimeProvider.System });
        _host.AddRecord(new ChildRecord(Simulated.Number, Simulated.Born, new Dictionary<string, CustodianFacts> { [Csc] = new() { Plan = new PlanFact(["neglect"], new DateOnly(2020, 5, 14)) } }));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData(null, null, 400, 1)]
    [InlineData("true", null, 200, 1)]
    [InlineData("false", null, 200, 0)]
    [InlineData(null, "false", 200, 0)]
    [InlineData("false", "true", 200, 1)]
    [InlineData("no", null, 400, 1)]
    public async Task Read_that_does_not_say_that_it_is_silent_tells_the_council(string? access, string? unscheduled, int status, long alerts)
    {
        using var answer = await SearchAsync(Body, ("IsUnscheduledAccessEvent", access), ("IsUnscheduledEvent", unscheduled));
        Assert.Equal((status, alerts), ((int)answer.StatusCode, _host.Alerts(Csc)));
        Assert.Equal("application/fhir+json", answer.Content.Headers.ContentType!.MediaType);
        if (status == 400) Assert.Contains("PRECONDITION_FAILED", await answer.Content.ReadAsStringAsync(Simulated.Cancellation));
    }

    [Fact]
    public async Task Care_team_of_a_plan_is_found_by_number_and_nobody_elses_is()
    {
        var found = await BundleAsync(Body);
        Assert.Equal((1, "CareTeam", "Aldersham Council"), (found.GetProperty("total").GetInt32(), Resource(found).GetProperty("resourceType").GetString(), Resource(found).GetProperty("name").GetString()));
        Assert.Equal("342191000000101", Resource(found).GetProperty("category")[0].GetProperty("coding")[0].GetProperty("code").GetString());
        Assert.Equal(0, (await BundleAsync(Body.Replace(Simulated.Number, Simulated.Unheard))).GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("patient=9990000018")]
    [InlineData("patient%3Aidentifier=9990000018")]
    [InlineData("patient%3Aidentifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000019")]
    [InlineData(Body + "&name=a")]
    [InlineData(Body + "&" + Body)]
    [InlineData("")]
    public async Task Search_that_it_does_not_know_is_refused(string body)
    {
        using var answer = await SearchAsync(body, ("IsUnscheduledAccessEvent", "false"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task It_answers_no_question_of_our_own_contract()
    {
        using var content = new StringContent(Simulated.Question("plan-flag"), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(_host.EndpointOf(Csc), "v1/answers"), content, Simulated.Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static JsonElement Resource(JsonElement bundle) => bundle.GetProperty("entry")[0].GetProperty("resource");

    private async Task<JsonElement> BundleAsync(string body)
    {
        using var answer = await SearchAsync(body, ("IsUnscheduledAccessEvent", "false"));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Simulated.Cancellation)).RootElement;
    }

    private async Task<HttpResponseMessage> SearchAsync(string body, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_host.EndpointOf(Csc), "CareTeam/_search"))
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } },
        };
        request.Headers.Add("X-Request-ID", Simulated.RequestId);
        foreach (var (name, value) in headers)
            if (value is not null) request.Headers.Add(name, value);
        return await _http.SendAsync(request, Simulated.Cancellation);
    }
}
