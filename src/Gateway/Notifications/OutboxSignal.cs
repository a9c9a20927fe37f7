using System.Threading.Channels;

namespace Gateway.Notifications;

/// <summary>Wakes the dispatcher. Many calls while it works are one.</summary>
public sealed class OutboxSignal
{
    private readonly Channel<bool> _raised =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>A round whenever it is raised and, for what nobody raised it for, at every sweep.</summary>
    internal async Task TendAsync(Func<CancellationToken, Task> round, TimeProvider time, TimeSpan first, TimeSpan sweep, CancellationToken stopping)
    {
        await using var timer = time.CreateTimer(_ => Raise(), null, first, sweep);
        while (!stopping.IsCancellationRequested)
        {
            await WaitAsync(stopping);
            await round(stopping);
        }
    }

    internal ValueTask<bool> WaitAsync(CancellationToken cancellation) => _raised.Reader.ReadAsync(cancellation);
}
