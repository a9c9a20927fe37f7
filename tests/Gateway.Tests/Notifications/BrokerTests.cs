using System.Text;
using Gateway.Notifications;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace Gateway.Tests.Notifications;

/// <summary>Against a real RabbitMQ, which dies at the worst moments.</summary>
public sealed class BrokerTests(BrokerTests.OneBroker one) : IClassFixture<BrokerTests.OneBroker>
{
    [Fact]
    public async Task Notice_recorded_while_the_broker_is_dead_is_delivered_once_it_is_back()
    {
        var broker = one.Broker;
        using var store = await TestStore.NewAsync("Postgres");
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council, broker.Address);
        await gateway.RecordAsync(TestAgencies.Notice("ENC-1"));
        await gateway.Messages.DoneAsync();
        await broker.AgeQueuesAsync();

        await broker.KillAsync();
        await gateway.RecordAsync(TestAgencies.Notice("ENC-2"));
        Assert.Equal("serving", await gateway.AskAsync());
        await broker.StartAgainAsync();
        await gateway.Messages.DoneAsync();

        Assert.Equal(["ENC-1", "ENC-2"], council.Posted.Select(notice => notice.GetProperty("reference").GetString()));
        Assert.Equal(2, await gateway.ReadAsync(db => db.Set<NoticeOfAttendance>().CountAsync(notice => notice.DeliveredAt != null)));
    }

    [Fact]
    public async Task Broker_that_dies_with_a_message_in_its_queue_delivers_it_once_after_its_restart()
    {
        var broker = one.Broker;
        using var store = await TestStore.NewAsync("Sqlite");
        await using var council = await CouncilListener.StartAsync();
        var release = new TaskCompletionSource();
        council.Answer = async (context, notice) =>
        {
            await release.Task;
            await CouncilListener.Acknowledge(context, notice);
        };
        await using var gateway = await NoticesHost.StartAsync(store, council, broker.Address);
        await gateway.RecordAsync(TestAgencies.Notice());
        await council.NextAsync();
        await broker.AgeQueuesAsync();

        await broker.KillAsync();
        release.SetResult();
        await broker.StartAgainAsync();
        var first = await gateway.Messages.DoneAsync();
        var redelivered = await gateway.Messages.DoneAsync();

        Assert.Equal(first, redelivered);
        Assert.Single(council.Posted);
        Assert.NotNull((await gateway.OnlyNoticeAsync()).DeliveredAt);
        Assert.Single(gateway.Ledger.Entries);
    }

    [Fact]
    public async Task Gateway_serves_with_no_broker_at_all_and_delivers_when_there_is_one()
    {
        var broker = one.Broker;
        await broker.KillAsync();
        using var store = await TestStore.NewAsync("Sqlite");
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council, broker.Address);

        Assert.Equal("serving", await gateway.AskAsync());
        await gateway.RecordAsync(TestAgencies.Notice());
        await broker.StartAgainAsync();

        await gateway.Messages.DoneAsync();
        Assert.NotNull((await gateway.OnlyNoticeAsync()).DeliveredAt);
    }

    [Fact]
    public async Task Broker_carries_the_id_and_nothing_about_the_child()
    {
        var broker = one.Broker;
        using var store = await TestStore.NewAsync("Sqlite");
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council, broker.Address);
        await gateway.RecordAsync(TestAgencies.Notice("ENC-1"));
        await gateway.Messages.DoneAsync();
        await using var connection = await new ConnectionFactory { Uri = broker.Address }.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: TestContext.Current.CancellationToken);
        var tap = await channel.QueueDeclareAsync(cancellationToken: TestContext.Current.CancellationToken);
        await channel.QueueBindAsync(tap.QueueName, "attendance-notice-waiting.v1", "", cancellationToken: TestContext.Current.CancellationToken);

        await gateway.RecordAsync(TestAgencies.Notice("ENC-2"));
        await gateway.Messages.DoneAsync();

        var message = await channel.BasicGetAsync(tap.QueueName, autoAck: true, TestContext.Current.CancellationToken);
        var notice = await gateway.ReadAsync(db => db.Set<NoticeOfAttendance>().SingleAsync(n => n.Reference == "ENC-2"));
        Assert.NotNull(message);
        Assert.Equal($$"""{"noticeId":"{{notice.Id}}"}""", Encoding.UTF8.GetString(message.Body.Span).ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal));
        Assert.True(message.BasicProperties.Persistent);
        Assert.Empty((message.BasicProperties.Headers ?? new Dictionary<string, object?>()).Keys.Except(["x-dotnet-pub-seq-no", "traceparent"]));
    }

    /// <summary>One for all of them, alive before and after each.</summary>
    public sealed class OneBroker : IAsyncLifetime
    {
        internal RabbitMqBroker Broker { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartAsync();

        public ValueTask DisposeAsync() => Broker.DisposeAsync();
    }
}
