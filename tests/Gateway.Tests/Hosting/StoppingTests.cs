using Gateway.Tests.Audit.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Tests.Hosting;

/// <summary>A process that was told to stop says so to whoever is still there: nothing is shown, and nobody reads a fault into it.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task What_is_asked_of_a_process_that_stops_is_given_up_in_words_and_with_a_number()
    {
        var child = TestChild.Of(71);
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Attends(child);
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        await nurse.GetAsync("/check");
        await gateway.TokenAsync("nurse");
        gateway.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var answer = await gateway.CheckAsync(child, "plan-flag");
        var page = await nurse.PostAsync(
            "/check", ("request", Guid.NewGuid().ToString()), ("nhs-number", child.Number), ("birth-day", $"{child.Born.Day}"), ("birth-month", $"{child.Born.Month}"), ("birth-year", $"{child.Born.Year}"), ("reason", "unscheduled-care"));

        Assert.Equal((503, "urn:gateway:problem:stopping"), (answer.Status, answer.Type));
        Assert.NotEmpty(answer.Json.GetProperty("ringNow").EnumerateArray());
        Assert.Equal(503, page.Status);
        Assert.Contains("The service is being stopped", page.Text);
    }
}
