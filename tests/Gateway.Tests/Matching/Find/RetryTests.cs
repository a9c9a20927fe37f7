using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Matching.Find;

/// <summary>A look that is sent again under its request id is one look: one count, one entry, one answer.</summary>
public sealed class RetryTests(PostgresServer server)
{
    private static readonly TestChild Ella = TestChild.Of(360) with { Given = "Ella", Family = "Begum", Born = new DateOnly(2018, 3, 21) };

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Look_that_is_sent_again_is_one_look_with_one_answer(string store)
    {
        await using var gateway = await StartAsync(store);
        var request = Guid.NewGuid().ToString();
        var first = (await FindAsync(gateway, request)).Is(200);

        // More often than anybody may look within the hour.
        for (var again = 0; again < 25; again++) Assert.Equal(first.Bytes, (await FindAsync(gateway, request)).Is(200).Bytes);

        Assert.Equal(1, await LooksAsync(gateway));
        (await FindAsync(gateway, Guid.NewGuid().ToString())).Is(200);
    }

    [Fact]
    public async Task Looks_that_are_sent_at_once_under_one_id_are_one_look()
    {
        await using var gateway = await StartAsync("Sqlite");
        var request = Guid.NewGuid().ToString();
        await gateway.TokenAsync("nurse");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => FindAsync(gateway, request)));

        Assert.All(answers, answer => Assert.Equal(answers[0].Bytes, answer.Bytes));
        Assert.Equal(1, await LooksAsync(gateway));
    }

    [Fact]
    public async Task Another_question_another_person_and_a_minute_later_are_looks_of_their_own()
    {
        await using var gateway = await StartAsync("Sqlite");
        var request = Guid.NewGuid().ToString();
        await FindAsync(gateway, request);

        await FindAsync(gateway, request, family: "Begam");
        await FindAsync(gateway, request, asker: "second-doctor");
        gateway.Clock.Advance(TimeSpan.FromSeconds(61));
        await FindAsync(gateway, request);

        Assert.Equal(4, await LooksAsync(gateway));
    }

    [Fact]
    public async Task Check_that_describes_the_child_and_is_sent_again_looks_once()
    {
        await using var gateway = await StartAsync("Sqlite");
        var request = Guid.NewGuid().ToString();
        var body = new JsonObject { ["child"] = Described("Begum"), ["purpose"] = "unscheduled-care", ["items"] = new JsonArray("plan-flag") }.ToJsonString();

        var first = (await gateway.SendAsync(body, requestId: request)).Is(200);
        var again = (await gateway.SendAsync(body, requestId: request)).Is(200);

        Assert.Equal(first.Bytes, again.Bytes);
        Assert.Equal(1, await LooksAsync(gateway));
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Ella);
        gateway.Agencies.AddNames(Ella.Number, Ella.Born, Ella.Given, Ella.Family);
        gateway.Attends(Ella);
        return gateway;
    }

    private static async Task<int> LooksAsync(GatewayHost gateway) => (await gateway.Entries.OfAsync(EntryType.Match)).Count;

    private static JsonObject Described(string family) => new() { ["givenName"] = Ella.Given, ["familyName"] = family, ["dateOfBirth"] = "2018-03-21", ["postcode"] = Ella.Postcode };

    private static Task<Answer> FindAsync(GatewayHost gateway, string request, string family = "Begum", string asker = "nurse") =>
        gateway.PostAsync("v1/matches", asker, new JsonObject { ["child"] = Described(family), ["purpose"] = "unscheduled-care" }, request);
}
