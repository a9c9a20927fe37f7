using System.Collections.Concurrent;
using System.Diagnostics;
using Gateway.Benchmarks.Drive;

namespace Gateway.Benchmarks.FanOut;

/// <summary>Two ways to ask again and again.</summary>
internal static class Loops
{
    /// <summary>At a fixed rate, whatever the answers take.</summary>
    public static async Task<List<T>> OpenAsync<T>(double rate, double seconds, Func<Task<T>> ask)
    {
        var asked = new ConcurrentBag<Task<T>>();
        var starter = new Thread(() =>
        {
            PreciseSleep.BeginOnThisThread();
            var (began, each) = (Stopwatch.GetTimestamp(), Stopwatch.Frequency / rate);
            for (var at = 0; at < rate * seconds; at++)
            {
                PreciseSleep.Until(began + (long)(at * each));
                asked.Add(Task.Run(ask));
            }
        });
        starter.Start();
        await Task.Run(starter.Join);
        return [.. await Task.WhenAll(asked)];
    }

    /// <summary>One after the other, so many at once; gives how many were answered.</summary>
    public static async Task<long> ClosedAsync(int atOnce, double seconds, Func<Task> ask)
    {
        var (began, answered) = (Stopwatch.GetTimestamp(), 0L);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < seconds)
            {
                await ask();
                Interlocked.Increment(ref answered);
            }
        })));
        return answered;
    }
}
