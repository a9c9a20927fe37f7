namespace Gateway.Audit.Writing;

/// <summary>Holds the wall clock against the monotonic one. Owned by the writer's thread.</summary>
internal sealed class ClockWatch(TimeProvider time)
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slewed = TimeSpan.FromMinutes(10);

    private DateTimeOffset _wall = time.GetUtcNow();
    private long _steady = time.GetTimestamp();

    /// <summary>How far the wall clock stepped back; zero where it did not, or by two seconds at most.</summary>
    public TimeSpan Look()
    {
        var (wall, steady) = (time.GetUtcNow(), time.GetTimestamp());
        var passed = time.GetElapsedTime(_steady, steady);
        var back = _wall + passed - wall;
        // A small lag is kept in mind, so that many small steps show as the one that they add up to.
        if (back > TimeSpan.Zero && back <= Tolerated && passed < Slewed) return TimeSpan.Zero;
        (_wall, _steady) = (wall, steady);
        return back > Tolerated ? back : TimeSpan.Zero;
    }
}
