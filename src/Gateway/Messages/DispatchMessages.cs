using System.Collections.Concurrent;
using Gateway.Data;
using Gateway.Notifications;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Gateway.Messages;

/// <summary>
/// Hands to the broker what agencies' systems are owed: on a signal, and every second for what a crash or a fault left behind. Of several processes one has the turn. Lines go
/// beside one another and the messages of a line one after the other, each when the one before is confirmed. A message may go twice, and by its number everybody sees that.
/// </summary>
internal sealed class DispatchMessages(
    OutboxRows rows, PublishToAgencies publish, LayAside aside, Data.Store store, IConfiguration configuration, [FromKeyedServices(DispatchMessages.Name)] OutboxSignal signal, TimeProvider clock, ILogger<DispatchMessages> log)
    : BackgroundService
{
    public const string Name = "messages";

    private const int Turn = 1_000_071;
    private const int Batch = 512;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);
    private DateTimeOffset _forgotten;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (MessageBus.Broker(configuration) is null) return;
        await using var sweep = clock.CreateTimer(_ => signal.Raise(), null, 2 * Sweep, Sweep);
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            await TryAsync(stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await publish.CloseAsync();
    }

    // The text of a fault may quote a row, so that only its kind is logged. The sweep tries again.
    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await ForgetAsync(stopping);
            // The queues are there before the first message is, for whoever wants to read them.
            if (publish.Agencies.Count > 0) await publish.ChannelAsync(stopping);
            if ((await rows.NextAsync(1, [], stopping)).Count == 0) return;
            await using var turn = await store.TakeTurnAsync(Turn, stopping);
            await DrainAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("Messages to agencies wait: {Fault}", fault.GetType().Name);
            await publish.CloseAsync();
        }
    }

    private async Task DrainAsync(CancellationToken stopping)
    {
        var refused = new ConcurrentDictionary<string, bool>();
        while (await rows.NextAsync(Batch, [.. refused.Keys], stopping) is [_, ..] waiting)
        {
            foreach (var nobodys in waiting.Where(message => !publish.Agencies.Contains(message.Agency))) await aside.OwnAsync(nobodys, stopping);
            await RoundAsync(await publish.ChannelAsync(stopping), waiting, refused, stopping);
        }

        // A queue that is not there, or takes nothing: its agency's wait, the others' went. It is declared anew.
        if (!refused.IsEmpty) throw new InvalidOperationException("A queue does not take what is in it.");
    }

    private async Task RoundAsync(IChannel channel, List<Waiting> waiting, ConcurrentDictionary<string, bool> refused, CancellationToken stopping)
    {
        var sent = new ConcurrentBag<long>();
        using var limit = new CancellationTokenSource(ConfirmWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        try
        {
            await Task.WhenAll(waiting.Where(message => publish.Agencies.Contains(message.Agency))
                .GroupBy(message => (message.Agency, message.Child)).Select(line => LineAsync(channel, line, sent, refused, either.Token)));
        }
        finally
        {
            await rows.SentAsync(sent, clock.GetUtcNow(), CancellationToken.None);
        }
    }

    private static async Task LineAsync(IChannel channel, IEnumerable<Waiting> line, ConcurrentBag<long> sent, ConcurrentDictionary<string, bool> refused, CancellationToken stopping)
    {
        foreach (var message in line)
        {
            try
            {
                await PublishToAgencies.SendAsync(channel, message, stopping);
                sent.Add(message.Sequence);
            }
            catch (PublishException)
            {
                refused[message.Agency] = true;
                return;
            }
        }
    }

    private async Task ForgetAsync(CancellationToken stopping)
    {
        if (clock.GetUtcNow() is var now && now - _forgotten < Between) return;
        _forgotten = now;
        await rows.ForgetAsync(now - Kept, stopping);
    }
}
