using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Messages;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Gateway.Tests.Messages;

/// <summary>A message as an agency's system sees it: body and everything beside it.</summary>
internal sealed record Heard(string Text, IReadOnlyBasicProperties Properties, string RoutingKey, string Exchange)
{
    public JsonElement Body { get; } = JsonDocument.Parse(Text).RootElement;

    public string Kind => Body.GetProperty("kind").GetString()!;

    public Guid Child => Body.GetProperty("child").GetGuid();

    public int Number => Body.GetProperty("number").GetInt32();
}

/// <summary>An agency's own system. What was in its queue before it came is of another test.</summary>
internal sealed class AgencySystem : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly ConcurrentQueue<Heard> _heard = new();
    private readonly SemaphoreSlim _came = new(0);

    private AgencySystem(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public IReadOnlyList<Heard> All => [.. _heard];

    /// <summary>What it cannot take.</summary>
    public Func<Heard, bool> Refuses { get; set; } = _ => false;

    public static async Task<AgencySystem> ListenAsync(Uri broker, string agency)
    {
        var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        var system = new AgencySystem(connection, await connection.CreateChannelAsync());
        // As the gateway declares it, whoever of the two comes first.
        await AgencyQueues.DeclareAsync(system._channel, CancellationToken.None);
        await AgencyQueues.DeclareAsync(system._channel, agency, CancellationToken.None);
        await system._channel.QueuePurgeAsync(AgencyQueues.Of(agency));
        var consumer = new AsyncEventingBasicConsumer(system._channel);
        consumer.ReceivedAsync += (_, came) => system.TakeAsync(came);
        await system._channel.BasicConsumeAsync(AgencyQueues.Of(agency), autoAck: false, consumer);
        return system;
    }

    /// <summary>Returns when it has as many as that.</summary>
    public async Task<IReadOnlyList<Heard>> HasAsync(int count)
    {
        while (_heard.Count < count) Assert.True(await _came.WaitAsync(TimeSpan.FromSeconds(30)), $"{_heard.Count} messages came: {string.Join(' ', _heard.Select(one => one.Kind))}");
        return All;
    }

    private async Task TakeAsync(BasicDeliverEventArgs came)
    {
        var heard = new Heard(System.Text.Encoding.UTF8.GetString(came.Body.Span), new BasicProperties(came.BasicProperties), came.RoutingKey, came.Exchange);
        if (Refuses(heard)) await _channel.BasicRejectAsync(came.DeliveryTag, requeue: false);
        else
        {
            _heard.Enqueue(heard);
            await _channel.BasicAckAsync(came.DeliveryTag, multiple: false);
        }

        _came.Release();
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
