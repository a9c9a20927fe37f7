namespace Gateway.Tests.Hosting;

/// <summary>Runs from a chosen instant as the real clock does, and can be set forward.</summary>
internal sealed class TestClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_began) + TimeSpan.FromTicks(Volatile.Read(ref _ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
