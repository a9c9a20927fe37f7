namespace Gateway.Simulator;

/// <summary>Lets a test await that something has been counted; costs one read where nobody waits.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource? waiting;

    public void Beat()
    {
        if (Volatile.Read(ref waiting) is null) return;
        Interlocked.Exchange(ref waiting, null)?.TrySetResult();
    }

    public async Task UntilAsync(Func<bool> reached, CancellationToken cancellation)
    {
        while (true)
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var next = Interlocked.CompareExchange(ref waiting, fresh, null) ?? fresh;
            if (reached()) return;
            await next.Task.WaitAsync(cancellation);
        }
    }
}
