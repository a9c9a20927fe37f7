using Gateway.Agencies;
using Gateway.Notifications;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Gateway.Messages;

/// <summary>
/// Hands messages to the broker and returns when it has confirmed each. The broker's own client, for a confirm of its own for each message while others are under way; a
/// broker that was away gets a new connection, with its queues declared anew.
/// </summary>
internal sealed class PublishToAgencies(IConfiguration configuration, Register register, ILogger<PublishToAgencies> log) : IAsyncDisposable
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
        await DeclareAsync(_connection, stopping);
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
        await GoneAsync(channel);
        await GoneAsync(connection);
    }

    public ValueTask DisposeAsync() => new(CloseAsync());

    // A queue that somebody declared otherwise keeps no other agency's messages waiting.
    private async Task DeclareAsync(IConnection connection, CancellationToken stopping)
    {
        await using (var shared = await connection.CreateChannelAsync(cancellationToken: stopping)) await AgencyQueues.DeclareAsync(shared, stopping);
        foreach (var agency in Agencies)
        {
            // The broker closes the channel over it, so that each has its own.
            await using var channel = await connection.CreateChannelAsync(cancellationToken: stopping);
            try
            {
                await AgencyQueues.DeclareAsync(channel, agency, stopping);
            }
            catch (OperationInterruptedException refused) when (connection.IsOpen)
            {
                log.LogWarning("The queue of {Agency} is not as the gateway declares it: {Code}", agency, refused.ShutdownReason?.ReplyCode);
            }
        }
    }

    // A connection that broke may break once more as it is closed. It is gone either way, and whoever closes it goes on.
    private async Task GoneAsync(IAsyncDisposable? broken)
    {
        try
        {
            if (broken is not null) await broken.DisposeAsync();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            log.LogDebug("A connection to the broker was let go of: {Fault}", fault.GetType().Name);
        }
    }
}
