using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Benchmarks.Processes;

internal static class Loopback
{
    /// <summary>Waits until the address answers with success; fails when the process ends first.</summary>
    public static async Task UntilReadyAsync(this Child child, int port, string path, TimeSpan patience)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < patience; await Task.Delay(20))
        {
            if (child.HasEnded) throw new InvalidOperationException($"{child.Name} ended. {child.LastWords}");
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}{path}"));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
            }
        }

        throw new TimeoutException($"{child.Name} was not ready in {patience.TotalSeconds:0} s. {child.LastWords}");
    }
}
