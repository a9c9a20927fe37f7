using MassTransit;

namespace Gateway.Notifications;

/// <summary>What another capability reads from the broker, and what it does with a message of ours that could not be dealt with.</summary>
internal sealed record MoreOfTheBus(Action<IRabbitMqBusFactoryConfigurator> Endpoints, Action<IReceiveEndpointConfigurator> LayAside);
