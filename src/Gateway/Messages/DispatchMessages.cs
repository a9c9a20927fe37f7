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
    private const int Batch = 4096;
    private const int UnderWay = 512;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(30);

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
            // The queues are there before the first message is, for whoever wants to read them.
            if (publish.Agencies.Count > 0) await publish.ChannelAsync(stopping);
            if ((await rows.NextAsync(1, [], [], stopping)).Count == 0) return;
            await using var turn = await store.TakeTurnAsync(Turn, stopping);
            await DrainAsync(stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            log.LogWarning("Messages to agencies wait: {Fault}", fault.GetType().Name);
            await publish.CloseAsync();
        }
    }

    /// <summary>Until nothing waits. While one batch goes, the next is read and the one before is let go.</summary>
    internal async Task DrainAsync(CancellationToken stopping)
    {
        var refused = new ConcurrentDictionary<string, bool>();
        var (next, gone) = (rows.NextAsync(Batch, [], [], stopping), Task.CompletedTask);
        IReadOnlyCollection<long> going = [];
        try
        {
            while (await next is [_, ..] waiting)
            {
                next = rows.NextAsync(Batch, [.. waiting.Select(message => message.Sequence), .. going], [.. refused.Keys], stopping);
                var sent = await RoundAsync(waiting, refused, stopping);
                await gone;
                (going, gone) = (sent, rows.GoneAsync(sent, CancellationToken.None));
            }
        }
        finally
        {
            await Task.WhenAll(gone, next.ContinueWith(_ => { }, TaskScheduler.Default));
        }

        // A queue that is not there, or takes nothing: its agency's wait, the others' went. It is declared anew.
        if (!refused.IsEmpty) throw new InvalidOperationException("A queue does not take what is in it.");
    }

    // What was confirmed, also where the rest was not.
    private async Task<IReadOnlyCollection<long>> RoundAsync(List<Waiting> waiting, ConcurrentDictionary<string, bool> refused, CancellationToken stopping)
    {
        foreach (var nobodys in waiting.Where(message => !publish.Agencies.Contains(message.Agency))) await aside.OwnAsync(nobodys, stopping);
        var channel = await publish.ChannelAsync(stopping);
        var sent = new ConcurrentBag<long>();
        var lines = new ConcurrentQueue<IEnumerable<Waiting>>(waiting.Where(message => publish.Agencies.Contains(message.Agency)).GroupBy(message => (message.Agency, message.Child)));
        try
        {
            await Task.WhenAll(Enumerable.Range(0, Math.Min(UnderWay, lines.Count)).Select(_ => LinesAsync(channel, lines, sent, refused))).WaitAsync(ConfirmWithin, clock, stopping);
            return sent;
        }
        catch (Exception)
        {
            await rows.GoneAsync([.. sent], CancellationToken.None);
            throw;
        }
    }

    private static async Task LinesAsync(IChannel channel, ConcurrentQueue<IEnumerable<Waiting>> lines, ConcurrentBag<long> sent, ConcurrentDictionary<string, bool> refused)
    {
        while (lines.TryDequeue(out var line))
            foreach (var message in line)
            {
                if (refused.ContainsKey(message.Agency)) break;
                try
                {
                    await PublishToAgencies.SendAsync(channel, message);
                    sent.Add(message.Sequence);
                }
                catch (PublishException)
                {
                    refused[message.Agency] = true;
                }
            }
    }
}
