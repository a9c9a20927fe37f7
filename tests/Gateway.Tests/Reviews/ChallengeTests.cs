using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Reviews;

public sealed class ChallengeTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(800, "ZB1 1AA");
    private static readonly TestChild Stranger = TestChild.Of(801, "ZB1 1AA");

    private static JsonObject Because => new() { ["reason"] = "I am the nurse in charge of her bay. Challengemark." };

    [Theory, MemberData(nameof(Stores))]
    public async Task Refusal_is_challenged_once_and_answered_the_same_day_by_the_askers_officer(string store)
    {
        await using var gateway = await StartAsync(store);
        var check = (await gateway.CheckAsync(Stranger, "plan-flag")).Is(403).Json.GetProperty("check").GetGuid();
        var path = $"v1/decisions/{check}/challenge";
        (await gateway.GetAsync(path, "nurse")).Is(404);

        var made = (await gateway.PostAsync(path, "nurse", Because)).Is(200);
        Assert.Equal(("waiting", new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero)), (made.Json.GetProperty("state").GetString(), made.Json.GetProperty("dueAt").GetDateTimeOffset()));
        (await gateway.PostAsync(path, "nurse", Because)).Is(409);
        (await gateway.PostAsync(path, "second-nurse", Because)).Is(404);
        (await gateway.PostAsync($"v1/decisions/{Guid.NewGuid()}/challenge", "nurse", Because)).Is(404);
        Assert.Equal(["reason"], (await gateway.PostAsync(path, "nurse", new JsonObject { ["reason"] = new string('x', 1001) })).Is(400).Fields);

        var review = (await gateway.GetAsync("v1/reviews", Officer)).Json.GetProperty("reviews").EnumerateArray().Single(one => one.GetProperty("kind").GetString() == "challenge");
        Assert.Contains("Challengemark", review.GetProperty("reason").GetString());
        (await gateway.PostAsync($"v1/reviews/{review.GetProperty("id").GetGuid()}/outcome", Officer, new JsonObject { ["outcome"] = "upheld", ["reason"] = "The encounter was recorded late." })).Is(200);

        var answered = (await gateway.GetAsync(path, "nurse")).Is(200).Json;
        Assert.Equal(("done", "upheld", "The encounter was recorded late."), (answered.GetProperty("state").GetString(), answered.GetProperty("outcome").GetString(), answered.GetProperty("outcomeReason").GetString()));
        Assert.Equal(["challenge", "review"], (await gateway.Entries.DecidedByPeopleAsync()).Select(entry => entry.Common.GetProperty("kind").GetString()));
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain("Challengemark", line.Text));
    }

    [Fact]
    public async Task What_kept_nothing_back_is_not_challenged_and_a_closed_ledger_keeps_nothing()
    {
        await using var gateway = await StartAsync("Sqlite");
        var whole = (await gateway.CheckAsync(Child, "plan-flag")).Is(200).Json.GetProperty("check").GetGuid();
        var refused = (await gateway.CheckAsync(Stranger, "plan-flag")).Is(403).Json.GetProperty("check").GetGuid();
        Assert.Equal("urn:gateway:problem:nothing-to-challenge", (await gateway.PostAsync($"v1/decisions/{whole}/challenge", "nurse", Because)).Is(409).Type);

        await ClosedLedger.CloseAsync(gateway);

        (await gateway.PostAsync($"v1/decisions/{refused}/challenge", "nurse", Because)).Is(503);
        (await gateway.GetAsync($"v1/decisions/{refused}/challenge", "nurse")).Is(404);
    }

    [Fact]
    public async Task One_in_twenty_of_what_was_shared_is_read_afterwards_and_the_same_ones_whoever_counts()
    {
        await using var gateway = await StartAsync("Sqlite");
        var expected = 0;
        for (var n = 0; n < 60; n++)
        {
            var check = (await gateway.CheckAsync(Child, "plan-flag")).Is(200).Json.GetProperty("check").GetGuid();
            if (Gateway.Rules.Policy.Alerts.ReadSample.Takes(check, 20)) expected++;
        }

        await Background.PatternsAsync(gateway);
        foreach (var officer in (string[])[Officer, "officer-of-brackenford-council"])
        {
            var found = (await gateway.GetAsync("v1/reviews", officer)).Json.GetProperty("reviews").EnumerateArray();
            Assert.Equal(expected, found.Count(one => one.GetProperty("kind").GetString() == "sample"));
        }
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
