using System.Diagnostics;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>A policy of so many rows read and put in force while another thread decides without a stop.</summary>
internal sealed class Reloading
{
    // The first to pass 10,000 rows.
    private const int Times = 13;

    private readonly Grown _grown = Grown.Times(1);
    private PolicyBundle _current;
    private long _longest;
    private bool _stopped;

    private Reloading() => _current = _grown.Policy;

    public static ReloadTimes Run() => new Reloading().Measure();

    private ReloadTimes Measure()
    {
        var files = Bundles.Times(Times);
        Bundles.Read(files);
        var asking = new Thread(Ask) { IsBackground = true, Name = "Questions" };
        asking.Start();
        Volatile.Write(ref _longest, 0);
        var began = Stopwatch.GetTimestamp();
        Volatile.Write(ref _current, Bundles.Read(files));
        var took = Stopwatch.GetElapsedTime(began);
        var pause = Interlocked.Exchange(ref _longest, 0);
        asking.Join(took);
        var atRest = Interlocked.Read(ref _longest);
        Volatile.Write(ref _stopped, true);
        asking.Join();
        return new ReloadTimes(took.TotalMilliseconds, InMilliseconds(pause), InMilliseconds(atRest));
    }

    private void Ask()
    {
        var before = Stopwatch.GetTimestamp();
        for (var at = 0; !Volatile.Read(ref _stopped); at++)
        {
            Decide.Request(Volatile.Read(ref _current), _grown.Requests[at % _grown.Requests.Length]);
            var now = Stopwatch.GetTimestamp();
            if (now - before > Interlocked.Read(ref _longest)) Interlocked.Exchange(ref _longest, now - before);
            before = now;
        }
    }

    private static double InMilliseconds(long ticks) => ticks * 1000.0 / Stopwatch.Frequency;
}
