using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using MassTransit;

namespace Gateway.Tests.Notifications;

/// <summary>Sees every message that arrives, as bytes and headers, and says when one has been dealt with.</summary>
internal sealed class MessageWatch : IReceiveObserver
{
    private readonly Channel<Guid> _done = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentQueue<string> _seen = new();

    /// <summary>Bodies and headers together, as text.</summary>
    public IReadOnlyList<string> Seen => [.. _seen];

    public async Task<Guid> DoneAsync() =>
        await _done.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public Task PreReceive(ReceiveContext context)
    {
        var headers = string.Join('\n', context.TransportHeaders.GetAll().Select(header => $"{header.Key}: {header.Value}"));
        _seen.Enqueue(headers + "\n\n" + Encoding.UTF8.GetString(context.Body.GetBytes()));
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class
    {
        _done.Writer.TryWrite(context.MessageId ?? Guid.Empty);
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
}
