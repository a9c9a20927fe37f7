using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Refusals;

/// <summary>One kept-alive connection on which a thread asks, waits, and reads the clock as near to both as it can.</summary>
internal sealed class RefusalConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 30_000 };
    private readonly byte[] _received = new byte[64 * 1024];

    public RefusalConnection(int port) => _socket.Connect(new IPEndPoint(IPAddress.Loopback, port));

    /// <returns>Stopwatch ticks from before the first byte went until the last one came, and all that came.</returns>
    public (long Ticks, string Answer) Ask(byte[] question)
    {
        var began = Stopwatch.GetTimestamp();
        _socket.Send(question);
        var (length, whole) = (0, 0);
        while (whole == 0 || length < whole)
        {
            var read = _socket.Receive(_received.AsSpan(length));
            if (read == 0) throw new MeasureException("The gateway closed the connection.");
            length += read;
            if (whole == 0) whole = WholeLength(_received.AsSpan(0, length));
        }

        return (Stopwatch.GetTimestamp() - began, Encoding.UTF8.GetString(_received, 0, whole));
    }

    public void Dispose() => _socket.Dispose();

    private static int WholeLength(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0) return 0;
        var at = received[..head].IndexOf("Content-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(received[(at + 16)..], out int body, out _)
            ? head + 4 + body
            : throw new MeasureException("An answer without a length.");
    }
}
