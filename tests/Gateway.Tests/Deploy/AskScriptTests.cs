using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Deploy;

/// <summary>The health checks of the images, which have no curl.</summary>
public sealed class AskScriptTests
{
    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("204 No Content", 0)]
    [InlineData("301 Moved Permanently", 1)]
    [InlineData("503 Service Unavailable", 1)]
    public async Task Only_a_good_status_is_healthy(string status, int code)
    {
        var (exit, output, request) = await AskAsync($"HTTP/1.1 {status}\r\nConnection: close\r\n\r\nbody", "GET", "/health/ready");
        Assert.Equal(code, exit);
        Assert.Equal("body", output);
        Assert.StartsWith("GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_is_sent_with_its_length()
    {
        var (_, _, request) = await AskAsync("HTTP/1.1 204 No Content\r\n\r\n", "PUT", "/control/agencies/x", "{\"fault\":\"silent\"}");
        Assert.Contains("Content-Length: 18\r\n\r\n{\"fault\":\"silent\"}", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_not_healthy()
    {
        using var process = Run("GET", $"{Ports.Free()}", "/health/ready");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
    }

    private static async Task<(int Exit, string Output, string Request)> AskAsync(string response, string method, string path, params string[] body)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var process = Run([method, $"{((IPEndPoint)listener.LocalEndpoint).Port}", path, .. body]);
        using var caller = await listener.AcceptTcpClientAsync(cancel);
        var request = await ReadRequestAsync(caller.GetStream(), body.Sum(part => part.Length), cancel);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(response), cancel);
        caller.Close();
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output, request);
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream, int bodyLength, CancellationToken cancel)
    {
        var request = "";
        var buffer = new byte[4096];
        while (request.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end && (end < 0 || request.Length < end + 4 + bodyLength))
        {
            request += Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, cancel));
        }

        return request;
    }

    private static Process Run(params string[] arguments) => Process.Start(
        new ProcessStartInfo("bash", [Repository.At("deploy", "images", "ask.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
