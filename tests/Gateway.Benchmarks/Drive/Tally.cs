using System.Diagnostics;

namespace Gateway.Benchmarks.Drive;

/// <summary>What came of the questions of one order.</summary>
internal sealed class Tally(DriveOrder order)
{
    private readonly Lock _gate = new();
    private readonly List<double> _whole = new(100_000);
    private readonly List<double> _own = new(100_000);
    private long _begun = Stopwatch.GetTimestamp();
    private long _ended;
    private long _inTime;
    private long _completed;
    private long _failed;
    private string? _why;

    public void Begin() => _begun = Stopwatch.GetTimestamp();

    /// <summary>True while another question should follow.</summary>
    public bool GoesOn => order.Count > 0 ? Volatile.Read(ref _completed) + Volatile.Read(ref _failed) < order.Count : !TimeIsUp;

    private bool TimeIsUp => Stopwatch.GetElapsedTime(_begun).TotalSeconds >= order.Seconds;

    /// <param name="due">When the question should have left.</param>
    public void Add(Reply reply, long due)
    {
        if (reply.WhyBad is { } why)
        {
            Fail(why);
            return;
        }

        var whole = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
        lock (_gate)
        {
            _completed++;
            _ended = Stopwatch.GetTimestamp();
            if (order.Count == 0 && order.Rate == 0 && TimeIsUp) return;
            _inTime++;
            _whole.Add(whole);
            _own.Add(whole - reply.Others);
        }
    }

    public void Fail(string why)
    {
        lock (_gate)
        {
            _failed++;
            _why ??= why;
        }
    }

    public DriveResult Result()
    {
        lock (_gate)
        {
            var seconds = order.Count > 0 ? Stopwatch.GetElapsedTime(_begun, _ended).TotalSeconds : order.Seconds;
            return new DriveResult(_inTime, _completed, _failed, _why, seconds, Spread.Of(_whole), Spread.Of(_own));
        }
    }
}
