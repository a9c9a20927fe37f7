namespace Gateway.CrashHost;

/// <summary>Goes as the system's does, and jumps ahead when told: hours pass in a second.</summary>
internal sealed class HurriedClock(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private long _jumped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _jumped, by.Ticks);

    public override DateTimeOffset GetUtcNow() => start + Passed;

    public override long GetTimestamp() => Passed.Ticks;

    private TimeSpan Passed => System.GetUtcNow() - _began + TimeSpan.FromTicks(Interlocked.Read(ref _jumped));
}
