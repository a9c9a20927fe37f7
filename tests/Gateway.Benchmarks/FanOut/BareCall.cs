using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Gateway.Benchmarks.FanOut;

/// <summary>The same POST by the framework's client alone: nothing guards it, and what comes back is read and thrown away.</summary>
internal sealed class BareCall(int port, string source) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpMessageInvoker _http = new(FanOutBed.Handler());
    private readonly Uri _address = new($"http://127.0.0.1:{port}/{source}/v1/answers");

    /// <summary>What it took beyond the source's own time, in milliseconds.</summary>
    public async Task<double> BeyondSourceAsync()
    {
        var (calls, began) = (TimedCalls.Begin(), Stopwatch.GetTimestamp());
        await SendAsync();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds - calls.Source;
    }

    public async Task SendAsync()
    {
        var body = $$"""{"requestId":"{{Guid.NewGuid()}}","purpose":"unscheduled-care","child":{"nhsNumber":"9990000018","dateOfBirth":"2023-03-04"},"items":["plan-flag","plan-dates","looked-after"],"since":"2025-11-22"}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = Json } } };
        using var response = await _http.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
    }

    public void Dispose() => _http.Dispose();
}
