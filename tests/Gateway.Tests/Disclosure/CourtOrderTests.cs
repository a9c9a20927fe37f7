using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>What a record says that a court forbids is let go to nobody, whoever holds it; and a protection that only the record tells of is minded.</summary>
public sealed class CourtOrderTests
{
    private const string Council = "brackenford-csc";
    private const string Police = "southmere-police-records";

    private static readonly TestChild Child = TestChild.Of(230, "ZB1 1AA");
    private static readonly string[] Everything = [.. ItemWords.All.Select(item => item.Word())];

    [Fact]
    public async Task Item_that_an_order_forbids_is_refused_and_the_others_go()
    {
        await using var gateway = await StartAsync();
        gateway.Holds(Council, Child, Held.Plan with { Prohibited = ["plan-category"] });

        var answer = (await gateway.AskAsync(Social)).Is(200);

        Assert.Equal("yes", answer.Says("plan-flag"));
        var refused = Assert.Single(answer.Withheld, item => item.GetProperty("item").GetString() == "plan-category");
        Assert.Equal(("refuse", "X13"), (refused.GetProperty("outcome").GetString(), Code(refused)));
        Assert.DoesNotContain("neglect", answer.Text);
        Assert.DoesNotContain("ZZ25P00001", answer.Text);
        Assert.Equal("""{"prohibited":["plan-category"]}""", (await gateway.Entries.AllAsync()).Single(entry => entry.Common.TryGetProperty("identity", out _)).Common.GetProperty("record").GetRawText());
    }

    // It beats every permission (rulings, 2): an emergency and a written reason too, and whoever holds the item.
    [Fact]
    public async Task Order_holds_where_there_is_danger_now_and_whoever_else_holds_the_item()
    {
        await using var gateway = await StartAsync();
        gateway.Holds(Police, Child, new() { Incidents = [new("INC-1", Held.Arrived)], Prohibited = ["plan-flag", "plan-category"] });
        gateway.Holds(Council, Child, Held.Plan);
        var question = Social with { Asker = "csc-emergency-duty", Purpose = "immediate-protection", Items = ["plan-flag", "plan-category", "abuse-marker"], Emergency = Written.Emergency() };

        var answer = await gateway.AskAsync(question);

        Assert.DoesNotContain("neglect", answer.Text);
        Assert.DoesNotContain("Child protection plan: yes", answer.Text);
        Assert.All((string[])["plan-flag", "plan-category"], item => Assert.Equal("X13", Code(answer.Withheld.Single(one => one.GetProperty("item").GetString() == item))));
    }

    // Ruling 2: whoever is not involved reads the same, order or none.
    [Fact]
    public async Task Nobody_whose_involvement_is_not_confirmed_learns_that_there_is_an_order()
    {
        await using var gateway = await StartAsync();
        var stranger = TestChild.Of(231, "ZB1 1AA");
        gateway.Holds(Council, stranger, Held.Plan with { Prohibited = ["plan-flag"] });

        var answer = await gateway.AskAsync(Social with { Child = stranger });

        Assert.Equal(403, answer.Status);
        Assert.DoesNotContain("X13", answer.Text);
        Assert.DoesNotContain("court", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Governance_is_told_what_the_record_said_and_who_asked_only_the_reason()
    {
        await using var gateway = await StartAsync();
        gateway.Holds(Council, Child, Held.Plan with { Prohibited = ["plan-category"], Handling = ["whereabouts-protected"] });
        var check = (await gateway.AskAsync(Social)).Is(200).Json.GetProperty("check").GetGuid();

        Assert.Contains("court order forbids", (await gateway.GetAsync($"v1/decisions/{check}", "officer-of-aldersham-council")).Is(200).Text);
        var own = (await gateway.GetAsync($"v1/decisions/{check}", Social.Asker)).Is(200);
        Assert.Contains("A court order prohibits sharing this item.", own.Text);
        Assert.DoesNotContain("Whereabouts", own.Text);
    }

    [Fact]
    public async Task Protection_that_only_the_police_know_of_is_minded_as_one_of_the_index()
    {
        var asked = Social with { Items = ["plan-flag", "lead-social-worker", "school", "abuse-marker"] };
        await using var gateway = await StartAsync();
        gateway.Holds(Council, Child, Held.Plan);
        gateway.Holds("castlebridge-high-roll", Child, new() { OnRoll = true });
        gateway.Holds(Police, Child, new() { Incidents = [new("INC-1", Held.Arrived)] });
        var before = (await gateway.AskAsync(asked)).Is(200);
        Assert.Contains("Castlebridge High", before.Text);
        Assert.Contains("Workermark", before.Text);
        gateway.Holds(Police, Child, new() { Incidents = [new("INC-1", Held.Arrived)], Handling = ["whereabouts-protected"] });

        var answer = (await gateway.AskAsync(asked with { RequestId = Guid.NewGuid() })).Is(200);

        Assert.StartsWith("Where this child lives is protected.", answer.Json.GetProperty("handling")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Castlebridge High", answer.Text);
        Assert.DoesNotContain("Workermark", answer.Text);
        Assert.Equal("X10", Code(answer.Withheld.Single(one => one.GetProperty("item").GetString() == "school")));
    }

    // Whoever says it, and whoever holds it.
    [Theory, InlineData(Council), InlineData(Police)]
    public async Task No_byte_of_what_is_forbidden_is_in_any_answer(string says)
    {
        await using var gateway = await StartAsync();
        foreach (var item in Held.Marks.Keys)
        {
            Forbid(gateway, says, item);
            var answer = (await gateway.AskAsync(Social with { Items = Everything })).Is(200);
            Assert.Contains(answer.Withheld, one => one.GetProperty("item").GetString() == item);
            Assert.DoesNotContain(answer.Json.GetProperty("items").EnumerateArray(), one => one.GetProperty("item").GetString() == item && one.TryGetProperty("value", out _));
        }

        Forbid(gateway, says, [.. Held.Marks.Keys]);
        var nothing = await gateway.AskAsync(Social with { Items = Everything });
        Assert.All(Held.Marks.Values.SelectMany(marks => marks).Except(["Brackenford children's services", "Castlebridge Council", "Eastholt Council"]), mark => Assert.DoesNotContain(mark, nothing.Text));
    }

    private static void Forbid(GatewayHost gateway, string says, params string[] items)
    {
        Held.Everything(gateway, Child);
        if (says == Council) gateway.Holds(Council, Child, Held.Plan with { Prohibited = items });
        else gateway.Holds(Police, Child, new() { Incidents = [.. Enumerable.Range(1, 7).Select(n => new Gateway.Simulator.IncidentFact($"INC-{n}", Held.Arrived))], Prohibited = items });
    }

    private static string? Code(System.Text.Json.JsonElement withheld) => withheld.GetProperty("reason").GetProperty("code").GetString();

    private static Question Social => new(Child, "plan-flag", "plan-category") { Asker = "csc-social-worker", Purpose = "section-47" };

    private static async Task<GatewayHost> StartAsync()
    {
        var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(Child));
        foreach (var type in (string[])["allocation", "referral", "legal-authority"]) gateway.Involve("aldersham-council", type, Child, type);
        return gateway;
    }
}
