namespace Gateway.Tests.Messages;

/// <summary>One broker for the tests of a class.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    internal RabbitMqBroker Broker { get; private set; } = null!;

    internal Hosting.Setting Setting(params IReadOnlyList<string> queues) => new()
    {
        Queues = queues,
        Operators = ["aldersham-council", "alder-valley-nhs-trust", "st-oswins-primary"],
        More = new Dictionary<string, string> { ["Messaging:Transport"] = "RabbitMq", ["Messaging:RabbitMq"] = Broker.Address.OriginalString, ["Notices:Operations"] = "alder-valley-nhs-trust" },
    };

    public async ValueTask InitializeAsync() => Broker = await RabbitMqBroker.StartAsync();

    public ValueTask DisposeAsync() => Broker.DisposeAsync();
}
