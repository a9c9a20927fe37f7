using MassTransit;

namespace Gateway.Notifications;

/// <summary>The transports: in the process, or RabbitMQ with durable quorum queues and publisher confirms.</summary>
internal static class Messaging
{
    private const string Queue = "gateway-attendance-notices";
    private const int AtOnce = 16;

    internal static void UseTransport(this IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        switch (configuration["Messaging:Transport"] ?? "InMemory")
        {
            case "InMemory":
                bus.UsingInMemory((context, transport) =>
                {
                    PlainBodies(transport);
                    transport.ReceiveEndpoint(Queue, endpoint => Deliveries(endpoint, context));
                });
                break;
            case "RabbitMq":
                bus.UseRabbitMq(new Uri(configuration["Messaging:RabbitMq"] ?? throw new InvalidOperationException("Set Messaging:RabbitMq.")));
                break;
            default:
                throw new InvalidOperationException("Set Messaging:Transport to InMemory or RabbitMq.");
        }
    }

    private static void UseRabbitMq(this IBusRegistrationConfigurator bus, Uri broker) => bus.UsingRabbitMq((context, transport) =>
    {
        transport.Host(broker, host => host.PublisherConfirmation = true);
        PlainBodies(transport);
        transport.ReceiveEndpoint(Queue, endpoint =>
        {
            endpoint.SetQuorumQueue();
            Deliveries(endpoint, context);
        });
    });

    // The body is exactly the published schema, without an envelope that names the machine.
    private static void PlainBodies(IBusFactoryConfigurator transport) => transport.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType);

    // The notice's own row says when it is tried again: a message that failed is of no further use to anybody.
    private static void Deliveries(IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        endpoint.PrefetchCount = AtOnce;
        endpoint.ConcurrentMessageLimit = AtOnce;
        endpoint.PublishFaults = false;
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
        endpoint.ConfigureConsumer<DeliverAttendanceNotice>(context);
    }
}
