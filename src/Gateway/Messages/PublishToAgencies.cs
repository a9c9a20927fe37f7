using Gateway.Agencies;
using Gateway.Notifications;
using RabbitMQ.Client;

namespace Gateway.Messages;

/// <summary>
/// Hands messages to the broker and returns when it has confirmed each. The broker's own client, for a confirm of its own for each message while others are under way; a
/// broker that was away gets a new connection, with its queues declared anew.
/// </summary>
internal sealed class PublishToAgencies(IConfiguration configuration, Register register) : IAsyncDisposable
{
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, outstandingPublisherConfirmationsRateLimiter: null);
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>The agencies that have a queue.</summary>
    public IReadOnlySet<string> Agencies { get; } = register.Agencies.Values.Where(agency => agency.Queue).Select(agency => agency.Id).ToHashSet(StringComparer.Ordinal);

    public async Task<IChannel> ChannelAsync(CancellationToken stopping)
    {
        if (_channel is { IsOpen: true } open) return open;
        await CloseAsync();
        var factory = new ConnectionFactory { Uri = MessageBus.Broker(configuration)!, AutomaticRecoveryEnabled = false, ClientProvidedName = "gateway-messages", RequestedHeartbeat = TimeSpan.FromSeconds(10) };
        _connection = await factory.CreateConnectionAsync(stopping);
        await using (var declaring = await _connection.CreateChannelAsync(cancellationToken: stopping)) await AgencyQueues.DeclareAsync(declaring, Agencies, stopping);
        return _channel = await _connection.CreateChannelAsync(Confirmed, stopping);
    }

    // Mandatory: a broker that has no queue for it gives it back, rather than confirming what it dropped.
    public static ValueTask SendAsync(IChannel channel, Waiting message) => channel.BasicPublishAsync(
        AgencyQueues.Exchange, message.Agency, mandatory: true,
        new BasicProperties { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent, MessageId = message.Id.ToString(), Type = message.Kind }, message.Body);

    public async Task CloseAsync()
    {
        var (channel, connection) = (_channel, _connection);
        (_channel, _connection) = (null, null);
        if (channel is not null) await channel.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
    }

    public ValueTask DisposeAsync() => new(CloseAsync());
}
