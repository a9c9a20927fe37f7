using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Hosting;

/// <summary>What a caller may send at most, and how slowly, down at the socket. One gateway for all of it.</summary>
[Collection(nameof(TimedAlone))]
public sealed class EdgeTests : IAsyncLifetime
{
    private GatewayHost _gateway = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await GatewayHost.StartAsync(TestChild.Of(70));

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task G5_BodyThatDripsJustOverTheUsualRate_IsCut()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await WriteAsync(stream, $"POST /v1/checks HTTP/1.1\r\nHost: {_gateway.Address.Authority}\r\nAuthorization: Bearer {await _gateway.TokenAsync("nurse")}\r\n"
            + $"X-Request-ID: {Guid.NewGuid()}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n");
        var clock = Stopwatch.StartNew();
        var answer = new StreamReader(stream).ReadToEndAsync(Cancellation);
        try
        {
            while (!answer.IsCompleted && clock.ElapsedMilliseconds < 20_000)
            {
                await WriteAsync(stream, new string(' ', 24));
                await Task.WhenAny(answer, Task.Delay(100, Cancellation));
            }
        }
        catch (IOException)
        {
            // Cut while it dripped.
        }

        Assert.InRange(clock.ElapsedMilliseconds, 1000, 10_000);
        Assert.Equal(0, _gateway.AskedOfAnybody);
    }

    [Theory]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nX-Large: {33000}\r\n\r\n", 431)]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\n{101 headers}\r\n", 431)]
    [InlineData("GET /health/live?{9000} HTTP/1.1\r\nHost: a\r\n\r\n", 414)]
    [InlineData("POST /v1/checks HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 104857600\r\n{token}\r\n", 413)]
    public async Task G6_MoreThanAnyQuestionNeeds_IsRefusedBeforeItIsRead(string request, int status)
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await WriteAsync(stream, request
            .Replace("{33000}", new string('x', 33_000)).Replace("{9000}", new string('x', 9_000))
            .Replace("{101 headers}", string.Concat(Enumerable.Range(0, 101).Select(n => $"X-{n}: 1\r\n")))
            .Replace("{token}", $"Authorization: Bearer {await _gateway.TokenAsync("nurse")}\r\nX-Request-ID: {Guid.NewGuid()}\r\nConnection: close\r\n"));

        Assert.StartsWith($"HTTP/1.1 {status}", await new StreamReader(stream).ReadLineAsync(Cancellation));
    }

    [Theory]
    [InlineData("{\"child\":", 10_000)]
    [InlineData("[", 60_000)]
    public async Task G7_DeepNesting_IsRefusedAtOnce(string open, int times)
    {
        var body = string.Concat(Enumerable.Repeat(open, Math.Min(times, 60_000 / open.Length)));
        await _gateway.SendAsync(body);
        var clock = Stopwatch.StartNew();

        (await _gateway.SendAsync(body)).Is(400);

        Assert.InRange(clock.ElapsedMilliseconds, 0, 100);
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(_gateway.Address.Host, _gateway.Address.Port, Cancellation);
        return client;
    }

    private static Task WriteAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), Cancellation).AsTask();
}
