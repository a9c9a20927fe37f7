using System.Diagnostics;
using System.Globalization;

namespace Gateway.Benchmarks.FanOut;

/// <summary>Times each call of a question from outside of everything that guards it, and keeps the slowest of them with the question.</summary>
internal sealed class TimedCalls(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly AsyncLocal<CallsOfOne?> Current = new();

    /// <summary>Begins a question: the calls that are made under it from here on are its own.</summary>
    public static CallsOfOne Begin() => Current.Value = new CallsOfOne();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (mine, began) = (Current.Value, Stopwatch.GetTimestamp());
        var response = await base.SendAsync(request, cancellationToken);
        mine?.Add(request.RequestUri!.Segments[1], Stopwatch.GetElapsedTime(began).TotalMilliseconds, TookOf(response));
        return response;
    }

    private static double TookOf(HttpResponseMessage response) => response.Headers.TryGetValues(Sources.Took, out var told)
        ? double.Parse(told.Single(), CultureInfo.InvariantCulture) / 1000
        : 0;
}

/// <summary>The calls of one question, in milliseconds.</summary>
internal sealed class CallsOfOne
{
    private readonly Lock _turn = new();

    public double Slowest { get; private set; }

    /// <summary>How long the slowest source itself took.</summary>
    public double Source { get; private set; }

    public List<(string Source, double Milliseconds)> All { get; } = [];

    public void Add(string source, double milliseconds, double itself)
    {
        lock (_turn)
        {
            Slowest = Math.Max(Slowest, milliseconds);
            Source = Math.Max(Source, itself);
            All.Add((source.TrimEnd('/'), milliseconds));
        }
    }
}
