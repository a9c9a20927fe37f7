using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Gateway.Tests;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Gateway.Benchmarks.Messages;

/// <summary>The council's own system: it notes when it first sees each referral, and comes back when its connection dies.</summary>
internal sealed class CouncilReader : IAsyncDisposable
{
    public const string Queue = "agency.aldersham-council";

    private readonly CancellationTokenSource _over = new();
    private readonly SemaphoreSlim _came = new(0);
    private readonly Task _reading;

    public CouncilReader(RabbitMqBroker broker) => _reading = Task.Run(() => ReadAsync(broker));

    /// <summary>Timestamps by the referral's id.</summary>
    public ConcurrentDictionary<Guid, long> Seen { get; } = new();

    /// <summary>False where some did not come in that time. For one who waits at a time.</summary>
    public async Task<bool> HasAsync(IEnumerable<Guid> referrals, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (var referral in referrals)
            while (!Seen.ContainsKey(referral))
            {
                var left = patience - Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero || !await _came.WaitAsync(left)) return Seen.ContainsKey(referral);
            }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        _over.Dispose();
        _came.Dispose();
    }

    private async Task ReadAsync(RabbitMqBroker broker)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                await broker.UpAsync(_over.Token);
                await UntilItEndsAsync(broker.Address);
            }
            catch (OperationInterruptedException none) when (none.ShutdownReason?.ReplyCode == 404 && !_over.IsCancellationRequested)
            {
                // The gateway declares the queue, and says so to nobody.
                await Task.Delay(20);
            }
            catch (Exception gone) when (gone is RabbitMQClientException or IOException or TimeoutException or OperationCanceledException)
            {
                // It died with the broker: the next is waited for.
            }
        }
    }

    private async Task UntilItEndsAsync(Uri broker)
    {
        await using var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(_over.Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: _over.Token);
        await channel.BasicQosAsync(0, 500, global: false, _over.Token);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => Task.FromResult(ended.TrySetResult());
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, came) => TakeAsync(channel, came);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, _over.Token);
        await ended.Task.WaitAsync(_over.Token);
    }

    private async Task TakeAsync(IChannel channel, BasicDeliverEventArgs came)
    {
        Seen.TryAdd(JsonDocument.Parse(came.Body).RootElement.GetProperty("referral").GetGuid(), Stopwatch.GetTimestamp());
        _came.Release();
        await channel.BasicAckAsync(came.DeliveryTag, multiple: false);
    }
}
