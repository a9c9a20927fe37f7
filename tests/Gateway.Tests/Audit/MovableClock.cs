namespace Gateway.Tests.Audit;

/// <summary>Time that stands still until it is moved. Its timers are the system's.</summary>
internal sealed class MovableClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 11, 22, 2, 9, 0, TimeSpan.Zero).UtcTicks;
    private long _steps;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    /// <summary>Sets the wall clock, and leaves the monotonic one.</summary>
    public void StepWall(TimeSpan by) => Interlocked.Add(ref _steps, by.Ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks) + Interlocked.Read(ref _steps), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);
}
