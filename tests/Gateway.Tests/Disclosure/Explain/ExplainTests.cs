using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Disclosure.Explain;
using Gateway.Policy;
using Gateway.Rules.Consent;
using Gateway.Rules.Policy;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Disclosure.Explain;

/// <summary>Why it was decided so: to whom it concerns, and to nobody else.</summary>
public sealed class ExplainTests(PostgresServer server)
{
    private static readonly TestChild Child = TestChild.Of(310, "ZB1 1AA");

    private static Question Asks => new(Child, "plan-flag", "plan-category", "address", "plan-content") { Asker = "ed-treating-clinician", Purpose = "clinical-concern" };

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Asker_reads_the_reason_and_the_next_step_of_each_item(string store)
    {
        await using var gateway = await StartAsync(store);
        var check = Check((await gateway.AskAsync(Asks)).Is(200));

        var said = (await gateway.GetAsync($"v1/decisions/{check}", Asks.Asker)).Is(200);

        Assert.Equal(
            ["share", "justify", "share-less", "refuse"], said.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("outcome").GetString()));
        Assert.All(said.Json.GetProperty("items").EnumerateArray(), item => Assert.All(
            (string[])["what", "why", "nextStep"], part => Assert.True(item.GetProperty(part).GetString()!.Length > 10)));
        Assert.All((string[])["questions", "facts", "lawfulBasis", "obligations"], member => Assert.False(said.Json.TryGetProperty(member, out _)));
        Assert.DoesNotContain(Child.Number, said.Text);
    }

    [Fact]
    public async Task Information_governance_of_the_asker_reads_the_questions_the_facts_and_every_rule_with_its_source()
    {
        await using var gateway = await StartAsync("Sqlite");
        var check = Check((await gateway.AskAsync(Asks with { Justification = Written.Reason() })).Is(200));

        var said = (await gateway.GetAsync($"v1/decisions/{check}", "officer-of-alder-valley-nhs-trust")).Is(200).Json;

        Assert.Equal(["G0", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"], said.GetProperty("questions").EnumerateArray().Select(question => question.GetProperty("id").GetString()));
        Assert.All(said.GetProperty("items").EnumerateArray(), item => Assert.NotEmpty(item.GetProperty("rules").EnumerateArray()));
        Assert.All(
            said.GetProperty("items").EnumerateArray().SelectMany(item => item.GetProperty("rules").EnumerateArray()),
            rule => Assert.NotEqual("", rule.GetProperty("citation").GetString()));
        Assert.Contains(said.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("name").GetString() == "Relationship" && fact.GetProperty("value").GetString() == "encounter, open");
        Assert.StartsWith("6(1)", said.GetProperty("lawfulBasis").GetProperty("article6").GetString());
        Assert.Contains("Somebody reviews it within one working day.", said.GetProperty("obligations").EnumerateArray().Select(one => one.GetString()));
        Assert.DoesNotContain(Child.Number, said.GetRawText());
    }

    [Theory]
    [InlineData("ed-triage-clinician"), InlineData("officer-of-brackenford-council"), InlineData("gp")]
    public async Task To_anybody_else_there_is_no_such_decision(string other)
    {
        await using var gateway = await StartAsync("Sqlite");
        var check = Check((await gateway.AskAsync(Asks)).Is(200));

        var theirs = (await gateway.GetAsync($"v1/decisions/{check}", other)).Is(404);
        var nobodys = (await gateway.GetAsync($"v1/decisions/{Guid.NewGuid()}", other)).Is(404);

        Assert.Equal(nobodys.Bytes, theirs.Bytes);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task What_the_record_forbade_afterwards_is_explained_as_it_was_answered_and_may_be_challenged(string store)
    {
        var hidden = TestChild.Of(312, "ZC1 1AA") with { Protected = true };
        await using var gateway = await GatewayHost.StartAsync(server, store, hidden);
        gateway.Attends(hidden);
        var answer = (await gateway.AskAsync(Asks with { Child = hidden, Items = ["plan-flag", "address"] })).Is(200);
        Assert.Equal("X10", Assert.Single(answer.Withheld).GetProperty("reason").GetProperty("code").GetString());
        // Another question of theirs lies behind it in the ledger.
        (await gateway.AskAsync(Asks with { Child = hidden, Items = ["plan-flag"] })).Is(200);

        var said = (await gateway.GetAsync($"v1/decisions/{Check(answer)}", Asks.Asker)).Is(200).Json.GetProperty("items").EnumerateArray().ToArray();

        Assert.Equal(["share", "refuse"], said.Select(item => item.GetProperty("outcome").GetString()));
        Assert.Equal("This is not given by this route.", said[1].GetProperty("what").GetString());
        var officer = (await gateway.GetAsync($"v1/decisions/{Check(answer)}", "officer-of-alder-valley-nhs-trust")).Is(200).Json.GetProperty("items").EnumerateArray().Last();
        Assert.Equal(("refuse", "X10"), (officer.GetProperty("outcome").GetString(), officer.GetProperty("reason").GetProperty("code").GetString()));
        (await gateway.PostAsync($"v1/decisions/{Check(answer)}/challenge", Asks.Asker, new JsonObject { ["reason"] = "I need to write to them." })).Is(200);
    }

    [Fact]
    public async Task Of_a_child_who_was_not_found_nothing_was_shown_and_nothing_was_kept_back()
    {
        await using var gateway = await StartAsync("Sqlite");
        var unknown = TestChild.Of(311, "ZB1 1AA");
        gateway.Attends(unknown, reference: "ENC-2");
        var check = Check((await gateway.AskAsync(Asks with { Child = unknown })).Is(200));

        var said = (await gateway.GetAsync($"v1/decisions/{check}", Asks.Asker)).Is(200).Json;

        Assert.All(said.GetProperty("items").EnumerateArray(), item => Assert.Equal("no-data", item.GetProperty("outcome").GetString()));
        Assert.Equal(
            "urn:gateway:problem:nothing-to-challenge",
            (await gateway.PostAsync($"v1/decisions/{check}/challenge", Asks.Asker, new JsonObject { ["reason"] = "I am sure of the number." })).Is(409).Type);
    }

    [Fact]
    public async Task Reading_is_recorded_before_it_is_shown()
    {
        await using var gateway = await StartAsync("Sqlite");
        var check = Check((await gateway.AskAsync(Asks)).Is(200));

        await gateway.GetAsync($"v1/decisions/{check}", "officer-of-alder-valley-nhs-trust");

        var read = Assert.Single(await gateway.Entries.OfAsync(EntryType.Search)).Common;
        Assert.Equal(("decision-read", check), (read.GetProperty("kind").GetString(), read.GetProperty("shown")[0].GetGuid()));
    }

    [Fact]
    public async Task Every_recorded_decision_comes_out_the_same_when_it_is_decided_again()
    {
        await using var gateway = await StartAsync("Sqlite");
        foreach (var role in RegisterForTests.Roles)
            foreach (var purpose in Enum.GetValues<Purpose>())
                await gateway.AskAsync(new Question(Child, [.. ItemWords.All.Select(item => item.Word())])
                {
                    Asker = role,
                    Purpose = purpose.Word(),
                    Emergency = purpose == Purpose.Maternity ? Written.Emergency() : null,
                    Conflict = purpose == Purpose.Research,
                });

        var policies = gateway.Services.GetRequiredService<PoliciesInForce>();
        var decisions = await gateway.Entries.OfAsync(EntryType.Decision);
        Assert.True(decisions.Count > 200);
        foreach (var entry in decisions)
        {
            var recorded = RecordedItems.Read(entry.Common, entry.Leaf.PolicyHash);
            var again = DecideInScope.Request(policies.Known(entry.Leaf.PolicyHash.Span)!, RecordedFacts.Read(entry.Common), RecordedFacts.OutOfScope(entry.Common));
            Assert.Equal(recorded.Items.AsEnumerable(), again.Items.AsEnumerable());
            Assert.Equal(recorded.Obligations, again.Obligations);
        }
    }

    [Fact]
    public async Task Lawful_basis_stands_in_each_decision()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.AskAsync(Asks);

        var decision = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision)).Common;

        Assert.All((string[])["article6", "article9", "schedule1", "gateway", "confidentiality"], part => Assert.True(decision.GetProperty("lawfulBasis").TryGetProperty(part, out _)));
    }

    private static Guid Check(Answer answer) => answer.Json.GetProperty("check").GetGuid();

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Attends(Child);
        return gateway;
    }
}
