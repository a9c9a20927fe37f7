using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Matching.Find;

/// <summary>Looking for a child by what a practitioner knows, over HTTP, on both stores.</summary>
public sealed class FindTests(PostgresServer server)
{
    private static readonly TestChild Ella = TestChild.Of(300) with { Given = "Ella", Family = "Begum", Born = new DateOnly(2018, 3, 21), Postcode = "ZA1 1AA" };
    private static readonly TestChild Zahra = TestChild.Of(301) with { Given = "Zahra", Family = "Begum", Born = new DateOnly(2018, 3, 21), Postcode = "ZA1 1AA" };
    private static readonly TestChild Amy = TestChild.Of(302) with { Given = "Amy", Family = "Carter", Born = new DateOnly(2016, 7, 2), Postcode = "ZA1 1AB" };
    private static readonly TestChild Hidden = TestChild.Of(303, isProtected: true) with { Given = "Grace", Family = "Mensah", Born = new DateOnly(2012, 10, 1), Postcode = "ZA1 1AC" };

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task One_child_is_found_and_asked_about_by_the_match_without_a_number(string store)
    {
        await using var gateway = await StartAsync(store);
        gateway.Holds("aldersham-csc", Ella, new CustodianFacts { Plan = new PlanFact(["neglect"], new DateOnly(2026, 5, 14)) });

        var found = (await FindAsync(gateway, Described(Ella))).Is(200);

        Assert.Equal("single", Outcome(found));
        Assert.Equal(("Ella", "Begum", 8), (Shown(found, "givenName"), Shown(found, "familyName"), found.Json.GetProperty("child").GetProperty("ageYears").GetInt32()));
        Assert.DoesNotContain("plan", found.Text.Replace("explan", ""), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Ella.Number, found.Text);
        Assert.Equal(0, gateway.AskedOfAnybody);

        var answer = (await CheckAsync(gateway, new JsonObject { ["match"] = found.Json.GetProperty("match").GetString() })).Is(200);
        Assert.Equal("yes", answer.Says("plan-flag"));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_check_takes_what_is_known_of_the_child_in_one_step(string store)
    {
        await using var gateway = await StartAsync(store);
        gateway.Holds("aldersham-csc", Ella, new CustodianFacts { Plan = new PlanFact(["neglect"], new DateOnly(2026, 5, 14)) });

        Assert.Equal("yes", (await CheckAsync(gateway, Described(Ella))).Is(200).Says("plan-flag"));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_check_whose_child_is_not_certain_is_a_problem_and_no_answer(string store)
    {
        await using var gateway = await StartAsync(store);

        var uncertain = (await CheckAsync(gateway, new JsonObject { ["familyName"] = "Carter", ["dateOfBirth"] = "2016-07-02", ["postcode"] = "ZA1 1AB" })).Is(409);

        Assert.Equal("urn:gateway:problem:which-child", uncertain.Type);
        Assert.DoesNotContain("candidate\"", uncertain.Text);
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Without_a_given_name_nobody_is_opened_and_one_more_fact_confirms(string store)
    {
        await using var gateway = await StartAsync(store);

        var several = (await FindAsync(gateway, new JsonObject { ["familyName"] = "Carter", ["dateOfBirth"] = "2016-07-02", ["postcode"] = "ZA1 1AB" })).Is(200);
        Assert.Equal("possible", Outcome(several));
        var candidate = several.Json.GetProperty("candidates")[0];
        Assert.Equal(["candidate", "givenName", "yearOfBirth", "postcodeDistrict"], candidate.EnumerateObject().Select(member => member.Name));
        Assert.DoesNotContain("Amy", several.Text);

        var wrong = (await ConfirmAsync(gateway, candidate, "given-name", "Anna")).Is(403);
        Assert.DoesNotContain("Amy", wrong.Text);
        var right = (await ConfirmAsync(gateway, candidate, "given-name", "AMY")).Is(200);
        Assert.Equal(("single", "Amy"), (Outcome(right), Shown(right, "givenName")));
        (await CheckAsync(gateway, new JsonObject { ["match"] = right.Json.GetProperty("match").GetString() })).Is(200);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_candidate_whom_nobody_confirmed_opens_no_check(string store)
    {
        await using var gateway = await StartAsync(store);
        var several = await FindAsync(gateway, new JsonObject { ["familyName"] = "Carter", ["dateOfBirth"] = "2016-07-02", ["postcode"] = "ZA1 1AB" });

        var refused = (await CheckAsync(gateway, new JsonObject { ["match"] = several.Json.GetProperty("candidates")[0].GetProperty("candidate").GetString() })).Is(400);

        Assert.Equal(["child.match"], refused.Fields);
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_fact_that_was_typed_before_confirms_nothing(string store)
    {
        await using var gateway = await StartAsync(store);
        var several = await FindAsync(gateway, new JsonObject { ["familyName"] = "Carter", ["dateOfBirth"] = "2016-07-02", ["postcode"] = "ZA1 1AB" });

        Assert.Equal(["fact.kind"], (await ConfirmAsync(gateway, several.Json.GetProperty("candidates")[0], "date-of-birth", "2016-07-02")).Is(400).Fields);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_match_is_for_its_practitioner_and_its_purpose_and_lapses(string store)
    {
        await using var gateway = await StartAsync(store);
        var match = (await FindAsync(gateway, Described(Ella))).Json.GetProperty("match").GetString();

        Assert.Equal(400, (await CheckAsync(gateway, new JsonObject { ["match"] = match }, asker: "second-doctor")).Status);
        Assert.Equal(400, (await CheckAsync(gateway, new JsonObject { ["match"] = match }, purpose: "clinical-concern")).Status);
        Assert.Equal(400, (await CheckAsync(gateway, new JsonObject { ["match"] = match![..^4] + "AAAA" })).Status);
        gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(400, (await CheckAsync(gateway, new JsonObject { ["match"] = match })).Status);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Somebody_without_an_involvement_reads_the_same_whether_the_child_is_known_or_not(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, Ella);
        gateway.Agencies.AddNames(Ella.Number, Ella.Born, Ella.Given, Ella.Family);

        var known = (await FindAsync(gateway, Described(Ella))).Is(403);
        var unknown = (await FindAsync(gateway, Described(Amy))).Is(403);

        Assert.Equal(WithoutReceipt(known), WithoutReceipt(unknown));
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Where_whereabouts_are_protected_no_place_is_shown(string store)
    {
        await using var gateway = await StartAsync(store);

        var several = (await FindAsync(gateway, new JsonObject { ["familyName"] = "Mensah", ["dateOfBirth"] = "2012-10-01", ["postcode"] = "ZA1 1AC" })).Is(200);

        Assert.Equal("possible", Outcome(several));
        Assert.DoesNotContain("postcodeDistrict", several.Text);
        Assert.DoesNotContain("Grace", several.Text);
        var single = (await FindAsync(gateway, Numbered(Hidden))).Is(200);
        var open = (await FindAsync(gateway, Numbered(Amy))).Is(200);
        Assert.Equal(Members(open, "agreement"), Members(single, "agreement"));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Twin_with_whom_nobody_is_involved_is_not_opened_through_the_other(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, Ella, Zahra);
        foreach (var child in (TestChild[])[Ella, Zahra]) gateway.Agencies.AddNames(child.Number, child.Born, child.Given, child.Family);
        gateway.Attends(Ella);
        var both = (await FindAsync(gateway, new JsonObject { ["familyName"] = "Begum", ["dateOfBirth"] = "2018-03-21", ["postcode"] = "ZA1 1AA" })).Is(200);
        Assert.Equal(2, both.Json.GetProperty("candidates").GetArrayLength());

        foreach (var candidate in both.Json.GetProperty("candidates").EnumerateArray())
        {
            var answer = await ConfirmAsync(gateway, candidate, "given-name", "Zahra");
            Assert.Equal(403, answer.Status);
            Assert.DoesNotContain("match\"", answer.Text);
        }
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task What_a_household_shares_confirms_nobody(string store)
    {
        await using var gateway = await StartAsync(store);
        var several = await FindAsync(gateway, new JsonObject { ["familyName"] = "Carter", ["dateOfBirth"] = "2016-07-02", ["postcode"] = "ZA1 1AB" });

        foreach (var kind in (string[])["postcode", "family-name", "house-number"])
            Assert.Equal(["fact.kind"], (await ConfirmAsync(gateway, several.Json.GetProperty("candidates")[0], kind, "ZA1 1AB")).Is(400).Fields);
    }

    [Theory]
    [InlineData("""{"nhsNumber":"9990000018"}""", "child.dateOfBirth")]
    [InlineData("""{"familyName":"Begum","postcode":"ZA1 1AA"}""", "child")]
    [InlineData("""{"givenName":"E*","familyName":"Begum","dateOfBirth":"2018-03-21"}""", "child")]
    [InlineData("""{"givenName":"Ella","familyName":"Begum","dateOfBirth":"2018-02-30"}""", "child.dateOfBirth")]
    [InlineData("""{"givenName":"Ella","familyName":"Begum","dateOfBirth":"1988-03-21"}""", "child.dateOfBirth")]
    [InlineData("""{"givenName":"Ella","familyName":"Begum","dateOfBirth":"2018-03-21","plan":true}""", "child.plan")]
    [InlineData("""{"givenName":"Ella","familyName":"Begum","dateOfBirth":"2018-03-21","sex":"girl"}""", "child.sex")]
    [InlineData("""{"givenName":"Ella","familyName":"Begum","approximateAge":99,"postcode":"ZA1 1AA"}""", "child.approximateAge")]
    public async Task Too_little_or_what_cannot_be_read_is_named_and_nothing_is_looked_up(string child, string field)
    {
        await using var gateway = await StartAsync("Sqlite");

        var answer = (await FindAsync(gateway, JsonNode.Parse(child)!.AsObject())).Is(400);

        Assert.Contains(field, answer.Fields);
        Assert.DoesNotContain(await gateway.Entries.AllAsync(), entry => entry.Type == EntryType.Match);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Whoever_walks_names_and_dates_is_stopped_and_told_of_within_thirty_looks(string store)
    {
        await using var gateway = await StartAsync(store);
        var statuses = new List<int>();
        for (var look = 0; look < 30; look++)
            statuses.Add((await FindAsync(gateway, new JsonObject { ["nhsNumber"] = Ella.Number, ["dateOfBirth"] = new DateOnly(2018, 1, 1).AddDays(look).ToString("yyyy-MM-dd"), ["givenName"] = "Ella" })).Status);

        Assert.Contains(429, statuses);
        Assert.Equal(429, statuses[^1]);
        var alerts = (await gateway.GetAsync("v1/alerts", "officer-of-alder-valley-nhs-trust")).Is(200).Json.GetProperty("alerts").EnumerateArray().ToList();
        Assert.Contains(alerts, alert => alert.GetProperty("kind").GetString() == "fishing");
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_restart_does_not_begin_to_count_anew(string store)
    {
        await using var gateway = await StartAsync(store);
        for (var look = 0; look < 20; look++) (await FindAsync(gateway, Described(Ella))).Is(200);

        await gateway.RestartAsync();

        Assert.Equal(429, (await FindAsync(gateway, Described(Ella))).Status);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Every_child_who_was_weighed_has_the_look_on_their_own_trail(string store)
    {
        await using var gateway = await StartAsync(store);

        var found = await FindAsync(gateway, Described(Ella));

        var history = await gateway.Ledger.History.ReadAsync(new Gateway.Audit.Search.AccessOf.ToChild(Number(Ella)), null, 10, TestContext.Current.CancellationToken);
        Assert.Equal(found.Receipt.GetProperty("entryId").GetGuid(), history.Entries[0].Leaf!.EntryId);
        Assert.DoesNotContain("Begum", System.Text.Encoding.UTF8.GetString(history.Entries[0].Common.Span));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task With_the_ledger_unable_to_write_nobody_is_found_and_the_numbers_still_go(string store)
    {
        await using var gateway = await StartAsync(store);
        gateway.Ledger.Condemn("on purpose");

        var closed = (await FindAsync(gateway, Described(Ella))).Is(503);

        Assert.NotEmpty(closed.NumbersToRing);
        Assert.DoesNotContain("Ella", closed.Text);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        TestChild[] children = [Ella, Zahra, Amy, Hidden];
        var gateway = await GatewayHost.StartAsync(server, store, children);
        foreach (var child in children)
        {
            gateway.Agencies.AddNames(child.Number, child.Born, child.Given, child.Family);
            gateway.Attends(child);
        }

        return gateway;
    }

    private static Rules.Identifiers.NhsNumber Number(TestChild child) =>
        Rules.Identifiers.NhsNumber.Read(child.Number, out var number) == Rules.Identifiers.NhsNumberFault.None ? number : throw new InvalidOperationException();

    private static JsonObject Described(TestChild child) => new()
    {
        ["givenName"] = child.Given,
        ["familyName"] = child.Family,
        ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd"),
        ["postcode"] = child.Postcode,
    };

    private static JsonObject Numbered(TestChild child)
    {
        var described = Described(child);
        described["nhsNumber"] = child.Number;
        return described;
    }

    private static Task<Answer> FindAsync(GatewayHost gateway, JsonObject child, string asker = "nurse") => gateway.PostAsync(
        "v1/matches", asker, new JsonObject { ["child"] = child.DeepClone(), ["purpose"] = "unscheduled-care" }, Guid.NewGuid().ToString());

    private static Task<Answer> ConfirmAsync(GatewayHost gateway, System.Text.Json.JsonElement candidate, string kind, string text) => gateway.PostAsync(
        "v1/matches/confirmations", "nurse",
        new JsonObject
        {
            ["candidate"] = candidate.GetProperty("candidate").GetString(),
            ["fact"] = new JsonObject { ["kind"] = kind, ["text"] = text },
            ["reason"] = "The mother gave it at the desk.",
        },
        Guid.NewGuid().ToString());

    private static Task<Answer> CheckAsync(GatewayHost gateway, JsonObject child, string asker = "nurse", string purpose = "unscheduled-care") => gateway.SendAsync(
        new JsonObject { ["child"] = child, ["purpose"] = purpose, ["items"] = new JsonArray("plan-flag") }.ToJsonString(), asker);

    private static string Outcome(Answer answer) => answer.Json.GetProperty("outcome").GetString()!;

    private static string Shown(Answer answer, string member) => answer.Json.GetProperty("child").GetProperty(member).GetString()!;

    private static string[] Members(Answer answer, string of) => [.. answer.Json.GetProperty(of).EnumerateObject().Select(member => member.Name)];

    private static string WithoutReceipt(Answer answer)
    {
        var json = JsonNode.Parse(answer.Text)!.AsObject();
        json.Remove("receipt");
        return json.ToJsonString();
    }
}
