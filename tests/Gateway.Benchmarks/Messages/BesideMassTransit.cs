using System.Diagnostics;
using Gateway.Agencies;
using Gateway.Benchmarks.Measures;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Gateway.Tests;
using MassTransit;
using RabbitMQ.Client;

namespace Gateway.Benchmarks.Messages;

/// <summary>As many messages of a kilobyte, each confirmed by a quorum queue: out of the outbox, by MassTransit's own send, and by the bare client, turn by turn.</summary>
internal static class BesideMassTransit
{
    private const string Peer = "measure-masstransit", Bare = "measure-bare";

    public static async Task RunAsync(MessagesOptions options, Bed bed, RabbitMqBroker broker, LoadReport report)
    {
        await Console.Error.WriteLineAsync($"Measuring: the outbox beside MassTransit and the bare client (load average {Machine.Load()})");
        await using var connection = await new ConnectionFactory { Uri = broker.Address }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true, null));
        foreach (var name in (string[])[Peer, Bare]) await DeclareAsync(channel, name);
        var bus = Bus.Factory.CreateUsingRabbitMq(transport =>
        {
            transport.Host(broker.Address, host => host.PublisherConfirmation = true);
            transport.UseRawJsonSerializer(RawSerializerOptions.AnyMessageType);
        });
        await bus.StartAsync();
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{Peer}?type=fanout"));
        var body = new Kilobyte(new string('x', OwnOutbox.Bytes - 20));
        var bytes = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body);
        await using var own = await OwnOutbox.MakeAsync(await bed.Postgres.CreateDatabaseAsync(), broker);
        var (ours, theirs, bare) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= options.Rounds; round++)
        {
            await own.FillAsync(options.Messages);
            var taken = (Own: await RateAsync(options.Messages, own.DrainAsync),
                Peer: await RateAsync(options.Messages, () => WindowAsync(options.Messages, () => endpoint.Send(body))),
                Bare: await RateAsync(options.Messages, () => WindowAsync(options.Messages, () => PublishAsync(channel, bytes))));
            await own.CheckAsync(options.Messages);
            if (await channel.QueuePurgeAsync(Peer) != options.Messages || await channel.QueuePurgeAsync(Bare) != options.Messages) throw new MeasureException("Not everything that was confirmed is in its queue.");
            if (round == 0) continue;
            ours.Add(taken.Own);
            theirs.Add(taken.Peer);
            bare.Add(taken.Bare);
        }

        await bus.StopAsync();
        report.Figures.Add(Figure.FromRounds("P26", "outbox to confirmed publish, beside MassTransit's own confirmed send", Ratio(ours, theirs), "x", 1, 2.5, true) with { Of = $"{Median(ours)} of {Median(theirs)} messages a second" });
        report.Figures.Add(Figure.FromRounds("P25", "the same beside the bare client", Ratio(ours, bare), "x", 0.5, 0.8, true) with { Of = $"{Median(ours)} of {Median(bare)} messages a second" });
    }

    private static async Task DeclareAsync(IChannel channel, string name)
    {
        await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(name, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });
        await channel.QueueBindAsync(name, name, "");
    }

    private static async Task PublishAsync(IChannel channel, byte[] body) => await channel.BasicPublishAsync(
        Bare, "", mandatory: true, new BasicProperties { ContentType = "application/json", DeliveryMode = DeliveryModes.Persistent, MessageId = Guid.NewGuid().ToString() }, body);

    private static async Task WindowAsync(int messages, Func<Task> send)
    {
        var left = messages;
        await Task.WhenAll(Enumerable.Range(0, MessagesOptions.UnderWay).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await send();
        }));
    }

    private static async Task<double> RateAsync(int messages, Func<Task> send)
    {
        var started = Stopwatch.GetTimestamp();
        await send();
        return messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static List<double> Ratio(List<double> own, List<double> peer) => [.. own.Zip(peer, (one, other) => one / other)];

    private static string Median(List<double> rates) => rates.Median().ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    internal sealed record Kilobyte(string Text);
}
