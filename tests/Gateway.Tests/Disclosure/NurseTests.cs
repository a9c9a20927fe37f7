using Gateway.Audit;
using Gateway.Rules.Ledger;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

public sealed class NurseTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(1, "ZB1 1AA");

    [Theory, MemberData(nameof(Stores))]
    public async Task Plan_elsewhere_comes_at_once_and_a_silent_department_makes_the_history_incomplete(string store)
    {
        await using var gateway = await StartAsync(store);
        await gateway.Agencies.SetAsync("brook-street-ed", new Behaviour(Fault: Fault.Silent));

        var answer = (await gateway.AskAsync(new Question(Child, "plan-flag", "plan-category", "lead-social-worker", "attendance-count", "attendance-dates") { Deadline = 1500 })).Is(200);

        Assert.Equal("The attendance history is incomplete. 6 of 7 emergency departments answered. No answer from 1: Brook Street emergency department.", Assert.Single(answer.Incomplete));
        Assert.Equal("Child protection plan: yes (Brackenford Council).", answer.Headline);
        Assert.Equal(("yes", "share"), (answer.Says("plan-flag"), answer.Item("plan-flag").GetProperty("outcome").GetString()));
        Assert.Equal("partial", answer.Says("attendance-count"));
        Assert.Equal("2", answer.Json.GetProperty("attendances").GetProperty("count").GetString());
        Assert.Contains("There may be more.", answer.Json.GetProperty("attendances").GetProperty("words").GetString());
        Assert.Equal("Speak to the social worker before you discharge or decide.", answer.Item("plan-category").GetProperty("words").GetString());
        Assert.Equal(("not-known", "no-reply"), (answer.Source("brook-street-ed").GetProperty("answer").GetString(), answer.Source("brook-street-ed").GetProperty("because").GetString()));
        Assert.Equal("01632 960106", answer.Source("brook-street-ed").GetProperty("ring").GetProperty("number").GetString());
        Assert.Equal(["0113 496 0102", "01632 960102"], answer.NumbersToRing);
        Assert.StartsWith("Out of hours, until 08:30", answer.Json.GetProperty("ringNow")[0].GetProperty("when").GetString());
        Assert.StartsWith("This is not a referral.", answer.Json.GetProperty("standing")[0].GetString());
        Assert.Equal("partial; answered=11; expected=12", answer.Headers["Completeness"].Single());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Receipt_verifies_against_the_ledger(string store)
    {
        await using var gateway = await StartAsync(store);

        var answer = (await gateway.CheckAsync(Child, "plan-flag")).Is(200);

        var entries = await gateway.Entries.AllAsync();
        var frontier = new Frontier();
        foreach (var entry in entries.Take((int)answer.Receipt.GetProperty("treeSize").GetInt64())) frontier.Append(TreeHash.OfLeaf(LeafFormat.Encode(entry.Leaf)));
        var own = entries[(int)answer.Receipt.GetProperty("entry").GetInt64()];
        Assert.Equal(answer.Receipt.GetProperty("treeHead").GetString(), Convert.ToHexStringLower(frontier.Root()));
        Assert.Equal(answer.Receipt.GetProperty("leafHash").GetString(), Convert.ToHexStringLower(TreeHash.OfLeaf(LeafFormat.Encode(own.Leaf))));
        Assert.Equal((EntryType.Disclosure, answer.Receipt.GetProperty("entryId").GetGuid()), (own.Type, own.Leaf.EntryId));
        Assert.Equal(Child.Number, own.Child!.Value.GetProperty("child").GetProperty("nhsNumber").GetString());
        var decision = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision));
        Assert.Equal(decision.Leaf.EntryId, answer.Json.GetProperty("check").GetGuid());
        Assert.Equal(decision.Leaf.InteractionId, own.Leaf.InteractionId);
        Assert.True(decision.Index < own.Index);
        Assert.Equal(("nurse", "Askermark nurse", "ed-triage-clinician", "unscheduled-care"), (
            decision.Common.GetProperty("practitioner").GetString(), decision.Common.GetProperty("name").GetString(),
            decision.Common.GetProperty("role").GetString(), decision.Common.GetProperty("purpose").GetString()));
    }

    [Fact]
    public async Task Nothing_found_is_never_said_to_be_safe()
    {
        var other = TestChild.Of(2);
        await using var gateway = await GatewayHost.StartAsync(other);
        gateway.Attends(other);

        var answer = (await gateway.CheckAsync(other, "plan-flag", "attendance-count")).Is(200);

        Assert.Equal(("nothing-held", "complete; answered=12; expected=12"), (answer.Says("plan-flag"), answer.Headers["Completeness"].Single()));
        Assert.Empty(answer.Incomplete);
        Assert.StartsWith("No child protection plan found. All 5 children's services answered at 02:1", answer.Headline);
        Assert.EndsWith("This does not mean there are no concerns.", answer.Headline);
        Assert.EndsWith("This does not mean it is the first.", answer.Json.GetProperty("attendances").GetProperty("words").GetString());
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        gateway.Holds("brackenford-royal-ed", Child, Held.Attendances(2));
        gateway.Holds("brook-street-ed", Child, Held.Attendances(1));
        return gateway;
    }
}
