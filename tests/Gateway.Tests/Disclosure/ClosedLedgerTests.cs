using Gateway.Audit;
using Gateway.Tests.Hosting;
using Npgsql;

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

    [Theory]
    [InlineData(0, "plan-flag", "nurse", "HTTP/1.1 200")]
    [InlineData(1, "plan-flag", "nurse", "HTTP/1.1 200")]
    [InlineData(0, "plan-flag", "ed-reception", "HTTP/1.1 403")]
    public async Task No_byte_of_an_answer_leaves_before_the_commit_that_never_seems_to_end(int entriesBefore, string item, string asker, string status)
    {
        await using var gateway = await StartAsync("Postgres");
        await using var held = await HoldAsync(gateway, await gateway.Entries.CountAsync() + entriesBefore);
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(gateway.Address.Host, gateway.Address.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        var first = new byte[12];
        var read = stream.ReadExactlyAsync(first, TestContext.Current.CancellationToken).AsTask();
        await stream.WriteAsync(await RawAsync(gateway, new Question(Child, item) { Asker = asker }), TestContext.Current.CancellationToken);

        await WaitsAsync(held);
        Assert.False(read.IsCompleted);
        await ExecuteAsync(held, "select pg_advisory_unlock(40)");

        await read;
        Assert.Equal(status, System.Text.Encoding.ASCII.GetString(first));
    }

    private static async Task<NpgsqlConnection> HoldAsync(GatewayHost gateway, long index)
    {
        var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(gateway.Store.Connection) { Pooling = false }.ToString());
        await holder.OpenAsync();
        await ExecuteAsync(holder, $"""
            create function ledger.wait() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(40); return new; end';
            create trigger wait before insert on ledger.entry for each row when (new.idx >= {index}) execute function ledger.wait();
            select pg_advisory_lock(40);
            """);
        return holder;
    }

    // The writer says itself that it stands before the lock.
    private static async Task WaitsAsync(NpgsqlConnection holder)
    {
        await using var waiting = new NpgsqlCommand("select count(*) from pg_locks where locktype = 'advisory' and not granted", holder);
        while (await waiting.ExecuteScalarAsync() is 0L) await Task.Yield();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<byte[]> RawAsync(GatewayHost gateway, Question question)
    {
        var body = question.Body();
        return System.Text.Encoding.UTF8.GetBytes(
            $"POST /v1/checks HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nAuthorization: Bearer {await gateway.TokenAsync(question.Asker)}\r\n"
            + $"X-Request-ID: {question.RequestId}\r\nContent-Type: application/json\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}");
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
