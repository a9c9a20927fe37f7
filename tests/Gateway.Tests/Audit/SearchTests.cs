using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Audit;

public sealed class SearchTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(820, "ZB1 1AA");
    private static readonly TestChild Hidden = TestChild.Of(821, "ZB1 1AA", isProtected: true);

    [Theory, MemberData(nameof(Stores))]
    public async Task Officer_reads_who_of_their_agency_asked_about_a_child_and_the_look_is_on_the_trail(string store)
    {
        await using var gateway = await StartAsync(store);
        await gateway.CheckAsync(Child, "plan-flag");

        var (status, found) = await SearchAsync(gateway, Officer, About(Child));

        Assert.Equal((HttpStatusCode.OK, true), (status, found.GetProperty("whole").GetBoolean()));
        // The council may have been told already, by nobody in particular.
        var asked = found.GetProperty("entries").EnumerateArray().Where(entry => entry.TryGetProperty("practitioner", out _)).ToList();
        Assert.Equal(["decision", "disclosure"], asked.Select(entry => entry.GetProperty("type").GetString()).Order());
        Assert.All(asked, entry => Assert.Equal("nurse", entry.GetProperty("practitioner").GetString()));
        Assert.DoesNotContain(Child.Number, found.GetRawText());
        Assert.Contains("search", Types((await SearchAsync(gateway, Officer, About(Child))).Body));
    }

    [Fact]
    public async Task Another_agencys_officer_sees_nothing_of_it_and_not_even_how_much()
    {
        await using var gateway = await StartAsync("Sqlite");
        for (var i = 0; i < 3; i++) await gateway.CheckAsync(Child, "plan-flag");

        var (_, found) = await SearchAsync(gateway, "officer-of-brackenford-council", About(Child));

        Assert.Empty(found.GetProperty("entries").EnumerateArray());
        Assert.True(found.GetProperty("whole").GetBoolean());
        Assert.DoesNotContain("ordinal", found.GetRawText());
    }

    [Fact]
    public async Task Practitioner_and_own_agency_are_read_and_another_agency_is_refused_on_the_record()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Child, "plan-flag");

        Assert.Equal(2, Types((await SearchAsync(gateway, Officer, new JsonObject { ["practitioner"] = "nurse", ["reason"] = "A complaint." })).Body).Count);
        Assert.Contains("decision", Types((await SearchAsync(gateway, Officer, new JsonObject { ["agency"] = "alder-valley-nhs-trust", ["reason"] = "A review." })).Body));
        Assert.Empty(Types((await SearchAsync(gateway, "officer-of-brackenford-council", new JsonObject { ["practitioner"] = "nurse", ["reason"] = "Curious." })).Body));

        var (status, refused) = await SearchAsync(gateway, Officer, new JsonObject { ["agency"] = "brackenford-council", ["reason"] = "Curious." });

        Assert.Equal((HttpStatusCode.Forbidden, "urn:gateway:problem:another-agency"), (status, refused.GetProperty("type").GetString()));
        Assert.Single(await gateway.Entries.OfAsync(EntryType.Search), entry => entry.Outcome == EntryOutcome.Deny);
    }

    [Theory]
    [InlineData("nurse", HttpStatusCode.Forbidden)]
    [InlineData("gp", HttpStatusCode.Forbidden)]
    public async Task Nobody_else_may_search(string asker, HttpStatusCode status)
    {
        await using var gateway = await StartAsync("Sqlite");
        Assert.Equal(status, (await SearchAsync(gateway, asker, About(Child))).Status);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Search));
    }

    [Fact]
    public async Task Protected_childs_history_waits_for_a_second_officer_who_agrees_to_this_one()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Hidden, "plan-flag");
        Assert.Equal("urn:gateway:problem:agreement-needed", (await SearchAsync(gateway, Officer, About(Hidden))).Body.GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await AgreeAsync(gateway, Officer, Hidden, Officer)).Status);
        var agreed = (await AgreeAsync(gateway, "second-officer", Hidden, Officer)).Body.GetProperty("agreement").GetGuid();

        Assert.Contains("decision", Types((await SearchAsync(gateway, Officer, About(Hidden, agreed))).Body));

        Assert.Equal(HttpStatusCode.Forbidden, (await SearchAsync(gateway, "second-officer", About(Hidden, agreed))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SearchAsync(gateway, Officer, About(Hidden, agreed, extract: "family"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SearchAsync(gateway, Officer, About(TestChild.Of(822, isProtected: true), agreed))).Status);
        gateway.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.Forbidden, (await SearchAsync(gateway, Officer, About(Hidden, agreed))).Status);
    }

    [Fact]
    public async Task Family_extract_has_no_place_no_time_and_no_requester()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Child, "plan-flag");
        await gateway.CheckAsync(Child, "plan-flag");

        var (status, extract) = await SearchAsync(gateway, Officer, About(Child, extract: "family"));

        Assert.Equal(HttpStatusCode.OK, status);
        var line = Assert.Single(extract.GetProperty("lines").EnumerateArray());
        Assert.Equal(["outcome", "purpose", "times", "year"], line.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal((2026, 2), (line.GetProperty("year").GetInt32(), line.GetProperty("times").GetInt32()));
        foreach (var word in (string[])["nurse", "alder", "aldersham", "ENC-1", "2026-11", "entry", "Askermark", Child.Number]) Assert.DoesNotContain(word, extract.GetRawText());
    }

    [Fact]
    public async Task Closed_ledger_shows_nothing()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Child, "plan-flag");
        await ClosedLedger.CloseAsync(gateway);

        var (status, body) = await SearchAsync(gateway, Officer, About(Child));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.False(body.TryGetProperty("entries", out _));
    }

    [Fact]
    public async Task Question_that_is_not_one_is_refused_with_its_fields()
    {
        await using var gateway = await StartAsync("Sqlite");
        foreach (var body in (JsonObject[])[
            new() { ["reason"] = "Why." }, new() { ["agency"] = "a", ["practitioner"] = "b", ["reason"] = "Why." }, new() { ["agency"] = "alder-valley-nhs-trust" },
            new() { ["agency"] = "alder-valley-nhs-trust", ["reason"] = "Why.", ["extract"] = "family" }, new() { ["agency"] = "alder-valley-nhs-trust", ["reason"] = "Why.", ["before"] = -1 }])
            Assert.Equal(HttpStatusCode.BadRequest, (await SearchAsync(gateway, Officer, body)).Status);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Search));
    }

    private static JsonObject About(TestChild child, Guid? agreement = null, string? extract = null)
    {
        var body = new JsonObject
        {
            ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("O", null) },
            ["reason"] = "The family asked who looked.",
        };
        if (agreement is { } id) body["agreement"] = id.ToString();
        if (extract is not null) body["extract"] = extract;
        return body;
    }

    private static List<string> Types(JsonElement found) => [.. found.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("type").GetString()!)];

    private static Task<(HttpStatusCode Status, JsonElement Body)> SearchAsync(GatewayHost gateway, string asker, JsonObject body) => PostAsync(gateway, "search", asker, body);

    private static Task<(HttpStatusCode Status, JsonElement Body)> AgreeAsync(GatewayHost gateway, string asker, TestChild child, string colleague)
    {
        var body = About(child);
        body["colleague"] = colleague;
        return PostAsync(gateway, "agreements", asker, body);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(GatewayHost gateway, string path, string asker, JsonObject body)
    {
        var answer = await gateway.PostAsync("ledger/v1/" + path, asker, body);
        return ((HttpStatusCode)answer.Status, answer.Json);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child, Hidden);
        foreach (var child in (TestChild[])[Child, Hidden])
        {
            gateway.Attends(child);
            gateway.Holds("brackenford-csc", child, Held.Plan);
        }

        return gateway;
    }
}
