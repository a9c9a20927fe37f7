using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>What needs a reason first goes in the same answer as the reason came, and is read within one working day.</summary>
public sealed class JustifyTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(200, "ZB1 1AA");
    private static readonly TestChild Unknown = TestChild.Of(201, "ZB1 1AA");

    private static Question Asks => new(Child, "plan-flag", "plan-category") { Asker = "ed-treating-clinician", Purpose = "clinical-concern" };

    [Theory, MemberData(nameof(Stores))]
    public async Task Category_goes_on_a_written_reason_and_both_officers_read_it(string store)
    {
        await using var gateway = await StartAsync(store);

        var answer = (await gateway.AskAsync(Asks with { Justification = Written.Reason() })).Is(200);

        Assert.Equal(("justify", "yes", "neglect, sexual."), (
            answer.Item("plan-category").GetProperty("outcome").GetString(), answer.Says("plan-category"), answer.Item("plan-category").GetProperty("words").GetString()));
        Assert.Empty(answer.Withheld);
        Assert.Contains("Your reason will be read by information governance within one working day.", answer.Text);
        foreach (var officer in (string[])["officer-of-alder-valley-nhs-trust", "officer-of-brackenford-council"])
        {
            var review = Assert.Single((await gateway.GetAsync("v1/reviews", officer)).Is(200).Json.GetProperty("reviews").EnumerateArray());
            Assert.Equal(("justify", "waiting", answer.Json.GetProperty("check").GetGuid()), (
                review.GetProperty("kind").GetString(), review.GetProperty("state").GetString(), review.GetProperty("check").GetGuid()));
            // Asked on a Sunday: by the end of Monday.
            Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), review.GetProperty("dueAt").GetDateTimeOffset());
            Assert.Contains("Reasonmark", review.GetProperty("reason").GetString());
        }

        Assert.Empty((await gateway.GetAsync("v1/reviews", "officer-of-castlebridge-council")).Is(200).Json.GetProperty("reviews").EnumerateArray());
    }

    [Fact]
    public async Task Whoever_says_that_it_may_leak_reads_how_to_handle_it()
    {
        await using var gateway = await StartAsync("Sqlite");
        var leaks = Written.Reason();
        (leaks["source"], leaks["ifShared"]) = ("onward-leak", 3);

        var answer = (await gateway.AskAsync(Asks with { Justification = leaks })).Is(200);

        Assert.StartsWith("The wrong people may learn of this.", Assert.Single(answer.Json.GetProperty("handling").EnumerateArray()).GetString());
        Assert.False((await gateway.AskAsync(Asks with { Justification = Written.Reason() })).Is(200).Json.TryGetProperty("handling", out _));
    }

    [Fact]
    public async Task Visits_released_to_an_officer_on_a_written_reason_are_listed_though_the_count_is_a_band()
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Involve("northshire-police", "missing-person", Child);
        gateway.Holds("northgate-childrens-ed", Child, Held.Attendances(3));
        var question = new Question(Child, "attendance-count", "attendance-dates", "attendance-site") { Asker = "police-any-officer", Purpose = "immediate-protection" };

        var attendances = (await gateway.AskAsync(question with { Justification = Written.Reason(supports: "locate-child") })).Is(200).Json.GetProperty("attendances");

        Assert.Equal("2-3", attendances.GetProperty("count").GetString());
        Assert.Equal(["2026-08-19", "2026-08-18", "2026-08-17"], attendances.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("arrivedAt").GetString()![..10]));
        Assert.All(attendances.GetProperty("rows").EnumerateArray(), row => Assert.StartsWith("Sitemark", row.GetProperty("site").GetString()));
        Assert.DoesNotContain("Complaintmark", attendances.GetRawText());
    }

    [Fact]
    public async Task Reason_stands_in_the_sealed_section_as_it_was_written_and_in_no_log()
    {
        await using var gateway = await StartAsync("Sqlite");

        await gateway.AskAsync(Asks with { Justification = Written.Reason(), Emergency = Written.Emergency("The child stopped breathing. Basismark.") });

        var decision = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision)).Common;
        Assert.True(JsonNode.DeepEquals(Written.Reason(), JsonNode.Parse(decision.GetProperty("justification").GetRawText())));
        Assert.Contains("Basismark", decision.GetProperty("emergency").GetProperty("basis").GetString());
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain("Reasonmark", line.Text));
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain("Basismark", line.Text));
    }

    [Fact]
    public async Task Without_a_reason_it_is_withheld_and_says_what_to_write()
    {
        await using var gateway = await StartAsync("Sqlite");

        var answer = (await gateway.AskAsync(Asks)).Is(200);

        var withheld = Assert.Single(answer.Withheld);
        Assert.Equal(("plan-category", "justify"), (withheld.GetProperty("item").GetString(), withheld.GetProperty("outcome").GetString()));
        Assert.StartsWith("Reason for the plan is available if you need it for a decision you are making now. Say which decision, why", withheld.GetProperty("words").GetString());
        Assert.DoesNotContain("sexual", answer.Text);
        Assert.Empty((await gateway.GetAsync("v1/reviews", "officer-of-alder-valley-nhs-trust")).Is(200).Json.GetProperty("reviews").EnumerateArray());
    }

    [Theory]
    [InlineData("whyNotLess", "useful background"), InlineData("whyNotLess", "Policy requires it."), InlineData("whatIfWait", "to be safe"), InlineData("ifSharedReason", "For completeness' sake")]
    public async Task Text_that_names_no_decision_is_returned_with_what_to_write(string field, string text)
    {
        await using var gateway = await StartAsync("Sqlite");
        var said = Written.Reason();
        said[field] = text;

        var answer = (await gateway.AskAsync(Asks with { Justification = said })).Is(400);

        Assert.Equal(["justification." + field], answer.Fields);
        Assert.DoesNotContain(text, answer.Text);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Decision));
    }

    [Fact]
    public async Task Every_fault_in_a_reason_names_its_field()
    {
        await using var gateway = await StartAsync("Sqlite");
        foreach (var (change, fields) in ((Action<JsonObject>, string)[])
        [
            (said => said.Clear(), "supports,whyNotLess,whatIfWait,ifNotShared,ifNotSharedReason,ifShared,ifSharedReason"),
            (said => said["supports"] = "curiosity", "supports"), (said => said["ifNotShared"] = 5, "ifNotShared"), (said => said["ifShared"] = "3", "ifShared"),
            (said => said["source"] = "nobody", "source"), (said => said["whyNotLess"] = new string('x', 1001), "whyNotLess"),
            (said => said["whatIfWait"] = "A text that turns \u202e round", "whatIfWait"), (said => said["decideWithinMinutes"] = -1, "decideWithinMinutes"),
            (said => said["more"] = 1, "more"), (said => said["ifNotSharedReason"] = 7, "ifNotSharedReason"),
        ])
        {
            var said = Written.Reason();
            change(said);
            var answer = (await gateway.AskAsync(Asks with { Justification = said })).Is(400);
            Assert.Equal(fields.Split(',').Select(field => "justification." + field), answer.Fields);
        }

        (await gateway.AskAsync(Asks with { Justification = Written.Reason(supports: "plan-birth") })).Is(400);
        Assert.Equal(["emergency.declared", "emergency.basis"], (await gateway.AskAsync(Asks with { Emergency = new JsonObject { ["declared"] = false } })).Is(400).Fields);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Decision));
    }

    [Fact]
    public async Task Same_question_with_another_reason_is_another_question()
    {
        await using var gateway = await StartAsync("Sqlite");
        var question = Asks with { Justification = Written.Reason() };
        var first = (await gateway.AskAsync(question)).Is(200);

        Assert.Equal(first.Bytes, (await gateway.AskAsync(question)).Is(200).Bytes);
        (await gateway.AskAsync(question with { Justification = Written.Reason("The child says that it was the stove, and the stove is too high for the child.") })).Is(409);
        (await gateway.AskAsync(question with { Emergency = Written.Emergency() })).Is(409);
        (await gateway.AskAsync(question with { Justification = null })).Is(409);
        Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision));
    }

    [Fact]
    public async Task Emergency_is_reviewed_though_everything_was_refused()
    {
        await using var gateway = await StartAsync("Sqlite");

        (await gateway.AskAsync(Asks with { Child = Unknown, Emergency = Written.Emergency() })).Is(403);

        var reviews = (await gateway.GetAsync("v1/reviews", "officer-of-alder-valley-nhs-trust")).Is(200).Json.GetProperty("reviews").EnumerateArray();
        Assert.Equal(["emergency", "refusal"], reviews.Select(review => review.GetProperty("kind").GetString()).Order());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Officer_says_what_was_found_once_and_it_is_recorded(string store)
    {
        await using var gateway = await StartAsync(store);
        await gateway.AskAsync(Asks with { Justification = Written.Reason() });
        var review = (await gateway.GetAsync("v1/reviews", "officer-of-alder-valley-nhs-trust")).Json.GetProperty("reviews")[0].GetProperty("id").GetGuid();
        var path = $"v1/reviews/{review}/outcome";
        var found = new JsonObject { ["outcome"] = "training", ["reason"] = "The minimal form would have answered. Foundmark." };

        (await gateway.PostAsync(path, "officer-of-brackenford-council", found)).Is(404);
        (await gateway.PostAsync(path, "ed-treating-clinician", found)).Is(403);
        Assert.Equal(["outcome", "reason"], (await gateway.PostAsync(path, "officer-of-alder-valley-nhs-trust", new JsonObject { ["outcome"] = "upheld" })).Is(400).Fields);
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gateway.PostAsync(path, "officer-of-alder-valley-nhs-trust", found)));

        Assert.Equal(7, both.Count(answer => answer.Status == 409));
        Assert.Single(both, answer => answer.Status == 200);
        var entry = Assert.Single(await gateway.Entries.DecidedByPeopleAsync()).Common;
        Assert.Equal(("review", "training", "officer-of-alder-valley-nhs-trust"), (
            entry.GetProperty("kind").GetString(), entry.GetProperty("outcome").GetString(), entry.GetProperty("practitioner").GetString()));
        Assert.Contains("Foundmark", entry.GetProperty("reason").GetString());
        Assert.Equal("done", (await gateway.GetAsync("v1/reviews", "officer-of-alder-valley-nhs-trust")).Json.GetProperty("reviews")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Officer_of_information_governance_receives_nothing_about_a_child()
    {
        await using var gateway = await StartAsync("Sqlite");

        var answer = (await gateway.AskAsync(Asks with { Asker = "officer-of-alder-valley-nhs-trust" })).Is(403);

        Assert.Equal("X1", answer.Json.GetProperty("reason").GetProperty("code").GetString());
        (await gateway.GetAsync("v1/reviews", "nurse")).Is(403);
        (await gateway.GetAsync("v1/alerts", "nurse")).Is(403);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
