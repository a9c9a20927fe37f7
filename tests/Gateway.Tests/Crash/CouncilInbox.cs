using System.Collections.Concurrent;
using System.Text.Json;
using Gateway.Messages;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Gateway.Tests.Crash;

/// <summary>
/// A council's own system as <c>contracts/messages/README.md</c> describes it: it keeps the last number of each child, shows what is above it and passes over what is not. Its
/// connection dies with the broker, and it comes back for the rest.
/// </summary>
internal sealed class CouncilInbox : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly ConcurrentDictionary<Guid, List<(int Number, string Kind, Guid Referral)>> _shown = new();
    private readonly SemaphoreSlim _came = new(0);
    private readonly Task _reading;
    private int _count;

    private CouncilInbox(RabbitMqBroker broker, string agency) => _reading = Task.Run(() => ReadAsync(broker, agency));

    /// <summary>By child, in the order in which it was shown.</summary>
    public IReadOnlyDictionary<Guid, List<(int Number, string Kind, Guid Referral)>> Shown => _shown;

    /// <summary>What came once more and was passed over.</summary>
    public int Repeated { get; private set; }

    public int Count => Volatile.Read(ref _count);

    public static CouncilInbox Open(RabbitMqBroker broker, string agency) => new(broker, agency);

    public async Task HasAsync(int count, TimeSpan patience)
    {
        while (Count < count) Assert.True(await _came.WaitAsync(patience), $"{Count} of {count} came, {Repeated} again.");
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        _over.Dispose();
    }

    private async Task ReadAsync(RabbitMqBroker broker, string agency)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                await broker.UpAsync(_over.Token);
                await using var connection = await new ConnectionFactory { Uri = broker.Address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(_over.Token);
                await using var channel = await connection.CreateChannelAsync(cancellationToken: _over.Token);
                await channel.BasicQosAsync(0, 200, global: false, _over.Token);
                var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                channel.ChannelShutdownAsync += (_, _) => Task.FromResult(ended.TrySetResult());
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += (_, came) => TakeAsync(channel, came);
                await channel.BasicConsumeAsync(AgencyQueues.Of(agency), autoAck: false, consumer, _over.Token);
                await ended.Task.WaitAsync(_over.Token);
            }
            catch (OperationInterruptedException none) when (none.ShutdownReason?.ReplyCode == 404 && !_over.IsCancellationRequested)
            {
                // The gateway declares the queue, in a process of its own that says so to nobody. Whoever waits for what comes has the deadline.
                await Task.Delay(50);
            }
            catch (Exception gone) when (gone is RabbitMQClientException or IOException or TimeoutException or OperationCanceledException)
            {
                // It died with the broker: the next is waited for.
            }
        }
    }

    // One consumer, one message at a time: shown and its number kept in one step, and only then acknowledged.
    private async Task TakeAsync(IChannel channel, BasicDeliverEventArgs came)
    {
        var body = JsonDocument.Parse(came.Body).RootElement;
        var (number, line) = (body.GetProperty("number").GetInt32(), _shown.GetOrAdd(body.GetProperty("child").GetGuid(), _ => []));
        if (line.Count > 0 && line[^1].Number >= number) Repeated++;
        else
        {
            line.Add((number, body.GetProperty("kind").GetString()!, body.GetProperty("referral").GetGuid()));
            Interlocked.Increment(ref _count);
            _came.Release();
        }

        await channel.BasicAckAsync(came.DeliveryTag, multiple: false);
    }
}
