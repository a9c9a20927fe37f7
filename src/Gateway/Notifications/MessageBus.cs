using Gateway.Agencies;
using MassTransit;

namespace Gateway.Notifications;

/// <summary>
/// The bus, on a transport in the process or on RabbitMQ with durable quorum queues and publisher confirms. It is built when
/// it is first asked for, and without the library's registration: both would cost the start of the process dearly, and the
/// library's health check would make readiness hang on a broker that no check needs.
/// </summary>
internal sealed class MessageBus(IConfiguration configuration, DeliverAttendanceNotice deliver, IEnumerable<MoreOfTheBus> more, ILoggerFactory logs)
{
    private const string Queue = "gateway-attendance-notices";
    private const int AtOnce = 16;
    private readonly Lazy<IBusControl> _control = new(() => Build(configuration, deliver, [.. more], logs));

    internal IBusControl Control => _control.Value;

    /// <summary>Every setting that is wrong, at the start rather than at the first message.</summary>
    internal static void Validate(IConfiguration configuration) => Broker(configuration);

    private static IBusControl Build(IConfiguration configuration, DeliverAttendanceNotice deliver, MoreOfTheBus[] more, ILoggerFactory logs)
    {
        LogContext.ConfigureCurrentLogContext(logs);
        return Broker(configuration) is { } broker ? OnRabbitMq(broker, deliver, more) : InProcess(deliver);
    }

    /// <summary>Where the broker is; none where messages stay in the process.</summary>
    internal static Uri? Broker(IConfiguration configuration) => (configuration["Messaging:Transport"] ?? "InMemory") switch
    {
        "InMemory" => null,
        "RabbitMq" => Uri.TryCreate(configuration["Messaging:RabbitMq"], UriKind.Absolute, out var broker) && broker.Scheme is "amqp" or "amqps"
            ? broker
            : throw new StartRefusedException(["Set Messaging:RabbitMq to an amqp or amqps address."]),
        _ => throw new StartRefusedException(["Set Messaging:Transport to InMemory or RabbitMq."]),
    };

    private static IBusControl InProcess(DeliverAttendanceNotice deliver) => Bus.Factory.CreateUsingInMemory(transport =>
    {
        PlainBodies(transport);
        transport.ReceiveEndpoint(Queue, endpoint => Deliveries(endpoint, deliver));
    });

    private static IBusControl OnRabbitMq(Uri broker, DeliverAttendanceNotice deliver, MoreOfTheBus[] more) => Bus.Factory.CreateUsingRabbitMq(transport =>
    {
        transport.Host(broker, host => host.PublisherConfirmation = true);
        PlainBodies(transport);
        transport.ReceiveEndpoint(Queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            Deliveries(endpoint, deliver);
            foreach (var one in more) one.LayAside(endpoint);
        });
        foreach (var one in more) one.Endpoints(transport);
    });

    // The body is exactly the published schema, without an envelope that names the machine.
    private static void PlainBodies(IBusFactoryConfigurator transport) => transport.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType);

    // The notice's own row says when it is tried again: a message that failed is of no further use to anybody.
    private static void Deliveries(IReceiveEndpointConfigurator endpoint, DeliverAttendanceNotice deliver)
    {
        endpoint.PrefetchCount = AtOnce;
        endpoint.ConcurrentMessageLimit = AtOnce;
        endpoint.PublishFaults = false;
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
        endpoint.Consumer(() => deliver);
    }
}
