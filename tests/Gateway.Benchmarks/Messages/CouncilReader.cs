using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Gateway.Benchmarks.Messages;

/// <summary>The council's own system: it notes when it first sees each referral, and comes back when its connection dies.</summary>
internal sealed class CouncilReader : IAsyncDisposable
{
    public const string Queue = "agency.aldersham-council";

    private readonly CancellationTokenSource _over = new();
    private readonly Task _reading;

    public CouncilReader(Uri broker) => _reading = Task.Run(() => ReadAsync(broker));

    /// <summary>Timestamps by the referral's id.</summary>
    public ConcurrentDictionary<Guid, long> Seen { get; } = new();

    public async Task<bool> HasAsync(IReadOnlyCollection<Guid> referrals, TimeSpan patience)
    {
        for (var started = Stopwatch.GetTimestamp(); !referrals.All(Seen.ContainsKey); await Task.Delay(50))
            if (Stopwatch.GetElapsedTime(started) > patience) return false;
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading;
        _over.Dispose();
    }

    private async Task ReadAsync(Uri broker)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                await using var connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync(_over.Token);
                await using var channel = await connection.CreateChannelAsync(cancellationToken: _over.Token);
                await channel.BasicQosAsync(0, 500, global: false, _over.Token);
                var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                channel.ChannelShutdownAsync += (_, _) => Task.FromResult(ended.TrySetResult());
                var consumer = new AsyncEventingBasicConsumer(channel);
                consumer.ReceivedAsync += async (_, came) =>
                {
                    Seen.TryAdd(JsonDocument.Parse(came.Body).RootElement.GetProperty("referral").GetGuid(), Stopwatch.GetTimestamp());
                    await channel.BasicAckAsync(came.DeliveryTag, multiple: false);
                };
                await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, _over.Token);
                await ended.Task.WaitAsync(_over.Token);
            }
            catch (Exception) when (!_over.IsCancellationRequested)
            {
                await Task.Delay(100);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
