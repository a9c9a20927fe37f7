using System.Text.Json;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

public sealed class PortTests
{
    private static readonly (string Agency, string Custodian)[] Everybody =
    [
        .. Contracts.Json("register/demonstration.json").GetProperty("agencies").EnumerateArray()
            .SelectMany(agency => agency.GetProperty("custodians").EnumerateArray().Where(custodian => custodian.GetProperty("connected").GetBoolean())
                .Select(custodian => (agency.GetProperty("id").GetString()!, custodian.GetProperty("id").GetString()!))),
    ];

    [Fact]
    public async Task Every_port_answers_for_its_own_agency_only()
    {
        await using var simulated = await Simulated.StartAsync(Listening.FreePorts);
        foreach (var own in Everybody)
        {
            var port = new Uri(simulated.Host.EndpointOf(own.Agency), "/");
            foreach (var asked in Everybody)
            {
                using var response = await simulated.SendAsync(HttpMethod.Post, new Uri(port, asked.Custodian + "/v1/answers"), Simulated.Question("plan-flag"));
                Assert.Equal(asked.Agency == own.Agency ? 200 : 404, (int)response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Port_of_an_agency_needs_no_name_in_the_path_unless_it_has_several_custodians()
    {
        await using var simulated = await Simulated.StartAsync(Listening.FreePorts);
        foreach (var group in Everybody.GroupBy(pair => pair.Agency, pair => pair.Custodian))
        {
            var uri = new Uri(simulated.Host.EndpointOf(group.Key), "/v1/answers");
            using var response = await simulated.SendAsync(HttpMethod.Post, uri, Simulated.Question("plan-flag"));
            Assert.Equal(group.Count() == 1 ? 200 : 404, (int)response.StatusCode);
            if (group.Count() == 1) Assert.Contains(group.Single(), await response.Content.ReadAsStringAsync(Simulated.Cancellation));
        }
    }

    [Fact]
    public async Task Ports_of_agencies_do_not_serve_the_control_api_and_its_own_port_serves_nothing_else()
    {
        await using var simulated = await Simulated.StartAsync(Listening.FreePorts);
        using var control = await simulated.SendAsync(HttpMethod.Get, new Uri(simulated.Host.EndpointOf("aldersham-council"), "/control/agencies"), null);
        Assert.Equal(404, (int)control.StatusCode);
        await simulated.ControlAsync(HttpMethod.Get, "agencies");
        using var answers = await simulated.SendAsync(HttpMethod.Post, new Uri(simulated.Host.BaseAddress, "aldersham-csc/v1/answers"), Simulated.Question("plan-flag"));
        Assert.Equal(404, (int)answers.StatusCode);
    }

    [Theory]
    [InlineData(Listening.OnePort)]
    [InlineData(Listening.FreePorts)]
    public async Task Register_pointing_here_names_endpoints_that_answer(Listening listening)
    {
        await using var simulated = await Simulated.StartAsync(listening);
        var register = JsonDocument.Parse(simulated.Host.RegisterPointingHere()).RootElement;
        var connected = register.GetProperty("agencies").EnumerateArray().SelectMany(agency => agency.GetProperty("custodians").EnumerateArray())
            .Where(custodian => custodian.TryGetProperty("endpoint", out _)).ToList();

        Assert.Equal(Everybody.Length, connected.Count);
        foreach (var custodian in connected)
        {
            var uri = new Uri(new Uri(custodian.GetProperty("endpoint").GetString()!), "v1/answers");
            using var response = await simulated.SendAsync(HttpMethod.Post, uri, Simulated.Question("plan-flag"));
            Assert.Contains($"\"custodian\":\"{custodian.GetProperty("id").GetString()}\"", await response.Content.ReadAsStringAsync(Simulated.Cancellation));
        }
    }

    [Fact]
    public async Task Who_is_not_connected_is_not_played()
    {
        await using var simulated = await Simulated.StartAsync();
        using var response = await simulated.SendAsync(HttpMethod.Post, new Uri(simulated.Host.BaseAddress, "farrowdale-csc/v1/answers"), Simulated.Question("plan-flag"));
        Assert.Equal(404, (int)response.StatusCode);
    }
}
