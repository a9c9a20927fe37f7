namespace Gateway.Acceptance.Replay.Playing;

/// <summary>The time of a timeline. It goes on as the real one does, so that whatever waits a second does, and the replay sets it forward.</summary>
internal sealed class ReplayClock(DateTimeOffset start) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private long _ahead;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(_began) + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    // What was measured before the clock was set forward is as long ago as the timeline says.
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <summary>Sets it forward, and never back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        var by = instant - GetUtcNow();
        if (by > TimeSpan.Zero) Interlocked.Add(ref _ahead, by.Ticks);
    }
}
