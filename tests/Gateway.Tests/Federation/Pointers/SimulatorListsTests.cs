using Gateway.Federation.Pointers;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>The simulated custodians keep their lists at a gateway that shares no code with them.</summary>
public sealed class SimulatorListsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Custodians_push_their_lists_and_whoever_is_out_of_order_grows_old()
    {
        var child = TestChild.Of(930);
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(child) { Lists = true });
        gateway.Attends(child);
        gateway.Holds("dunmere-csc", child, Held.Plan);
        var people = Directory.CreateTempSubdirectory("pushing-people-").FullName;
        await File.WriteAllTextAsync(Path.Combine(people, "practitioners.json"), RegisterForTests.Practitioners().ToJsonString(), Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(people, "records.ndjson"),
            $$"""{"nhsNumber":"{{child.Number}}","dateOfBirth":"2023-03-04","facts":""" + """{"dunmere-csc":{"plan":{"categories":["neglect"],"start":"2026-05-14","end":null}}}}""" + "\n", Cancellation);
        await using var pushing = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Register = Contracts.Text("register/demonstration.json"),
            People = people,
            Lists = gateway.Address,
            Clock = gateway.Clock,
        });

        // Five councils, and the departments of the two trusts that have an officer here.
        await pushing.ListsTakenReachAsync(9, Cancellation);
        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);
        Assert.Equal("yes", answer.Says("plan-flag"));
        Assert.Equal((1, 0), (gateway.Asked("dunmere-csc"), gateway.Asked("brackenford-csc", "castlebridge-csc", "eastholt-csc")));

        var index = gateway.Services.GetRequiredService<PointerIndex>();
        var (council, other) = (index.Of("castlebridge-csc")!, index.Of("eastholt-csc")!);
        await pushing.SetAsync("castlebridge-csc", new Behaviour(StaleMinutes: 30));
        gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        await pushing.ListsTakenReachAsync(17, Cancellation);
        Assert.Equal(council, index.Of("castlebridge-csc"));
        Assert.Equal((other.Taken.Sequence + 1, other.Whole), (index.Of("eastholt-csc")!.Taken.Sequence, index.Of("eastholt-csc")!.Whole));
        Directory.Delete(people, recursive: true);
    }
}
