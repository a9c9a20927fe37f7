using Gateway.Audit;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>With the ledger unable to write no answer leaves the gateway, and the telephone numbers still do.</summary>
public sealed class ClosedLedgerTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(50, "ZB1 1AA");

    [Theory, MemberData(nameof(Stores))]
    public async Task Decision_that_cannot_be_recorded_asks_nobody(string store)
    {
        await using var gateway = await StartAsync(store);
        await ClosedLedger.CloseAsync(gateway);

        Shows_numbers_and_nothing_else(await gateway.CheckAsync(Child, "plan-flag", "attendance-count"));

        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Disclosure_that_cannot_be_recorded_is_not_made(string store)
    {
        await using var gateway = await StartAsync(store);
        await ClosedLedger.CloseAsync(gateway, after: 1);

        Shows_numbers_and_nothing_else(await gateway.CheckAsync(Child, "plan-flag", "attendance-count"));

        Assert.Equal(1, gateway.Asked("brackenford-csc"));
        Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision));
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Disclosure));
    }

    [Fact]
    public async Task Refusal_and_unmatched_child_wait_for_the_ledger_too()
    {
        await using var gateway = await StartAsync("Sqlite");
        await ClosedLedger.CloseAsync(gateway);

        Shows_numbers_and_nothing_else(await gateway.AskAsync(new Question(TestChild.Of(51), "plan-flag")));
        Shows_numbers_and_nothing_else(await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "ed-reception" }));
    }

    [Fact]
    public async Task PostgreSQL_that_dies_takes_the_answers_and_leaves_the_numbers()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await using var gateway = await GatewayHost.StartAsync(server, "Postgres", new Setting(Child) { Connection = cluster.ConnectionString });
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        (await gateway.CheckAsync(Child, "plan-flag")).Is(200);

        await cluster.KillAsync();

        Shows_numbers_and_nothing_else(await gateway.CheckAsync(Child, "plan-flag"));
        using var ready = await gateway.Http.GetAsync(new Uri(gateway.Address, "health/ready"), TestContext.Current.CancellationToken);
        using var live = await gateway.Http.GetAsync(new Uri(gateway.Address, "health/live"), TestContext.Current.CancellationToken);
        Assert.Equal((503, 200), ((int)ready.StatusCode, (int)live.StatusCode));
    }

    [Fact]
    public async Task Same_id_asks_afresh_when_the_ledger_is_back()
    {
        await using var gateway = await StartAsync("Postgres");
        var question = new Question(Child, "plan-flag");
        await PostgresServer.ExecuteAsync(gateway.Store.Connection, "alter table ledger.entry rename to gone");
        (await gateway.AskAsync(question)).Is(503);

        await PostgresServer.ExecuteAsync(gateway.Store.Connection, "alter table ledger.gone rename to entry");
        for (var changed = gateway.Ledger.StateChanged; gateway.Ledger.State is not LedgerState.Open; changed = gateway.Ledger.StateChanged)
            await changed.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        (await gateway.AskAsync(question)).Is(200);
    }

    private static void Shows_numbers_and_nothing_else(Answer answer)
    {
        answer.Is(503);
        Assert.Equal("urn:gateway:problem:ledger-closed", answer.Type);
        Assert.Equal(["01632 960102"], answer.NumbersToRing);
        Assert.Equal(["type", "title", "status", "detail", "origin", "ringNow"], answer.Json.EnumerateObject().Select(member => member.Name));
        Assert.DoesNotContain("rackenford", answer.Text);
        Assert.DoesNotContain(Child.Number[..3], answer.Text);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
