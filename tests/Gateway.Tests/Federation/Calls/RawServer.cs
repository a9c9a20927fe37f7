using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Tests.Federation.Calls;

/// <summary>An agency's server down at its socket, which does to a connection what no server should.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<Socket, Stream, int, Task> _serve;
    private readonly Task _accepting;
    private int _questions;

    public RawServer(Func<Socket, Stream, int, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}/v1/answers");

    /// <summary>How many questions were read whole.</summary>
    public int Questions => Volatile.Read(ref _questions);

    public static string Ok(string body = "{}") => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Reads one question with its body; false when the caller has gone.</summary>
    public async Task<bool> ReadAsync(Stream stream) => await ReadTextAsync(stream) is not null;

    /// <summary>As <see cref="ReadAsync"/>, and gives what was read; null when the caller has gone.</summary>
    public async Task<string?> ReadTextAsync(Stream stream)
    {
        var text = new StringBuilder();
        var bytes = new byte[4096];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(bytes, _ended.Token);
            if (read == 0) return null;
            text.Append(Encoding.ASCII.GetString(bytes, 0, read));
        }

        Interlocked.Increment(ref _questions);
        return text.ToString();
    }

    public Task WriteAsync(Stream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), _ended.Token).AsTask();

    /// <summary>Breaks the connection, so that the caller sees a reset.</summary>
    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptSocketAsync(_ended.Token), serving.Count));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket socket, int connection)
    {
        using (socket)
        await using (var stream = new NetworkStream(socket))
            try
            {
                await _serve(socket, stream, connection);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
            {
                // The caller hung up, which is what is tested.
            }
    }

    private static bool IsWhole(string text)
    {
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (head < 0) return false;
        var length = text.Split("\r\n").Select(line => line.Split(": ")).FirstOrDefault(line => line[0].Equals("content-length", StringComparison.OrdinalIgnoreCase));
        return text.Length - head - 4 >= int.Parse(length?[1] ?? "0");
    }
}
