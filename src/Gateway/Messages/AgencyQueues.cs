using RabbitMQ.Client;

namespace Gateway.Messages;

/// <summary>
/// The broker as agencies see it: a queue of its own for each that has one, and one of ours for what they refuse. All are quorum queues; what is refused, or was delivered
/// too often, goes over at least once and is not dropped on the way.
/// </summary>
internal static class AgencyQueues
{
    public const string Exchange = "gateway-messages";
    public const string Refused = "gateway-messages-refused";
    private const string Before = "agency.";
    private const int Deliveries = 20;

    public static string Of(string agency) => Before + agency;

    /// <summary>Whose queue it is; nobody's where it is one of the gateway's own.</summary>
    public static string AgencyOf(string queue) => queue.StartsWith(Before, StringComparison.Ordinal) ? queue[Before.Length..] : "";

    /// <summary>What all of them share.</summary>
    public static async Task DeclareAsync(IChannel channel, CancellationToken stopping)
    {
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Direct, durable: true, cancellationToken: stopping);
        await channel.ExchangeDeclareAsync(Refused, ExchangeType.Fanout, durable: true, cancellationToken: stopping);
        await channel.QueueDeclareAsync(Refused, durable: true, exclusive: false, autoDelete: false, Quorum(), cancellationToken: stopping);
        await channel.QueueBindAsync(Refused, Refused, "", cancellationToken: stopping);
    }

    /// <summary>The queue of one agency.</summary>
    public static async Task DeclareAsync(IChannel channel, string agency, CancellationToken stopping)
    {
        await channel.QueueDeclareAsync(Of(agency), durable: true, exclusive: false, autoDelete: false, OfAgency(), cancellationToken: stopping);
        await channel.QueueBindAsync(Of(agency), Exchange, agency, cancellationToken: stopping);
    }

    private static Dictionary<string, object?> Quorum() => new() { ["x-queue-type"] = "quorum" };

    private static Dictionary<string, object?> OfAgency() => new(Quorum())
    {
        ["x-dead-letter-exchange"] = Refused,
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
        ["x-delivery-limit"] = Deliveries,
    };
}
