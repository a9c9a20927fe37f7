using System.Net.Sockets;
using System.Text;
using Gateway.Audit;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>What became of an answer is recorded after it left, and takes nothing from it.</summary>
public sealed class WhatBecameTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(860, "ZB1 1AA");

    [Theory, MemberData(nameof(Stores))]
    public async Task Answer_that_came_is_recorded_as_delivered_under_its_own_interaction(string store)
    {
        await using var gateway = await StartAsync(store);
        (await gateway.CheckAsync(Child, "plan-flag")).Is(200);
        (await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "ed-reception" })).Is(403);

        var ended = await EndedAsync(gateway, 2);

        var (answered, refused) = ((await gateway.Entries.OfAsync(EntryType.Disclosure))[0].Leaf.InteractionId, (await gateway.Entries.OfAsync(EntryType.Decision))[1].Leaf.InteractionId);
        Assert.Equal(new[] { answered, refused }.Order(), ended.Select(entry => entry.Leaf.InteractionId).Order());
        Assert.All(ended, entry => Assert.Equal((EntryOutcome.Delivered, "sent", 0), (entry.Outcome, entry.Common.GetProperty("kind").GetString(), entry.Leaf.Sections)));
    }

    [Fact]
    public async Task Answer_whose_connection_was_gone_is_recorded_as_aborted()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.Agencies.SetAsync("brackenford-csc", new global::Gateway.Simulator.Behaviour(DelayMilliseconds: 400));
        var question = new Question(Child, "plan-flag");
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(gateway.Address.Host, gateway.Address.Port, TestContext.Current.CancellationToken);
            await socket.GetStream().WriteAsync(await RawAsync(gateway, question), TestContext.Current.CancellationToken);
            while (gateway.Asked("brackenford-csc") == 0) await Task.Yield();
            socket.Client.Close(0);
        }

        Assert.Equal(EntryOutcome.Aborted, Assert.Single(await EndedAsync(gateway, 1)).Outcome);
        // Whoever tries again gets it, and that is recorded too.
        (await gateway.AskAsync(question)).Is(200);
        Assert.Equal([EntryOutcome.Aborted, EntryOutcome.Delivered], (await EndedAsync(gateway, 2)).Select(entry => entry.Outcome));
    }

    [Fact]
    public async Task Answer_comes_though_the_ledger_takes_nothing_after_it()
    {
        await using var gateway = await StartAsync("Sqlite");
        // Decision and disclosure still find room, and nothing after them.
        await ClosedLedger.CloseAsync(gateway, after: 2);
        (await gateway.CheckAsync(Child, "plan-flag")).Is(200);
    }

    [Fact]
    public async Task What_waits_when_the_gateway_stops_is_recorded_and_no_more_waits_than_there_is_room_for()
    {
        var recorded = new List<LedgerEntry>();
        using var sent = new RecordSent(
            (entry, _) =>
            {
                recorded.Add(entry);
                return ValueTask.FromResult<AppendResult>(new AppendResult.NotRecorded("nobody minds"));
            },
            new Audit.MovableClock());
        for (var i = 0; i < 3000; i++) sent.Ended(Guid.NewGuid(), delivered: i % 2 == 0);

        await sent.StopAsync(CancellationToken.None);

        Assert.Equal(1024, recorded.Count);
        Assert.Equal(512, recorded.Count(entry => entry.Outcome == EntryOutcome.Aborted));
    }

    private static async Task<byte[]> RawAsync(GatewayHost gateway, Question question)
    {
        var body = question.Body();
        return Encoding.UTF8.GetBytes(
            $"POST /v1/checks HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nAuthorization: Bearer {await gateway.TokenAsync(question.Asker)}\r\n"
            + $"X-Request-ID: {question.RequestId}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    private static async Task<List<LedgerReader.Entry>> EndedAsync(GatewayHost gateway, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            var ended = await gateway.Entries.OfAsync(EntryType.Outcome);
            if (ended.Count >= count) return ended;
            await Task.Yield();
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
