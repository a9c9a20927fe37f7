namespace Gateway.Matching.Registrations;

/// <summary>Somebody who waits until there is something to do, or until it is time to look. Woken while nobody waits, it goes off at once.</summary>
internal sealed class Alarm(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _awake = new(0, 1);

    public void Wake()
    {
        lock (_awake)
            if (_awake.CurrentCount == 0) _awake.Release();
    }

    public async Task WaitAsync(TimeSpan most, CancellationToken stopping)
    {
        using var over = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, stopping);
        try
        {
            await _awake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // It is time.
        }
    }

    public void Dispose() => _awake.Dispose();
}
