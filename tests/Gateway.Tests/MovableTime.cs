namespace Gateway.Tests;

/// <summary>A clock that stands still until a test moves it; timers fire on the way, in order.</summary>
public sealed class MovableTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() { lock (gate) return now; }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => MoveTo(GetUtcNow() + by);

    public void MoveTo(DateTimeOffset instant)
    {
        while (NextDue(instant) is { } timer) timer.Fire();
        lock (gate) now = instant;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        lock (gate) timers.Add(timer);
        return timer;
    }

    private Timer? NextDue(DateTimeOffset limit)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= limit).MinBy(timer => timer.Due);
            if (next is not null && next.Due > now) now = next.Due.Value;
            next?.Reschedule(now);
            return next;
        }
    }

    private sealed class Timer(MovableTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;

        public DateTimeOffset? Due { get; private set; }

        public void Fire() => callback(state);

        public void Reschedule(DateTimeOffset now) => Due = period > TimeSpan.Zero ? now + period : null;

        public bool Change(TimeSpan dueTime, TimeSpan every)
        {
            lock (time.gate)
            {
                period = every;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime;
            }

            return true;
        }

        public void Dispose() { lock (time.gate) time.timers.Remove(this); }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
