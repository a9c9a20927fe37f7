using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gateway.Benchmarks.Drive;

/// <summary>One kept-alive HTTP/1.1 connection over a bare socket: one question at a time, no pipelining, no more parsing than must be.</summary>
internal sealed class HttpConnection(DriveOrder order, AskedChildren children, int place) : IDisposable
{
    private const int LargestAnswer = 64 * 1024;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Question _question = new(order, children, place);
    private readonly byte[] _expected = Encoding.ASCII.GetBytes(order.Expected);
    private readonly byte[] _received = new byte[LargestAnswer];

    public ValueTask OpenAsync() => _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, order.Port), CancellationToken.None);

    /// <summary>A question is far smaller than the socket's buffer, so that this does not wait.</summary>
    public void Send() => _socket.Send(_question.Next().Span);

    public async ValueTask<Reply> ReceiveAsync()
    {
        var (length, whole) = (0, 0);
        while (whole == 0 || length < whole)
        {
            var read = await _socket.ReceiveAsync(_received.AsMemory(length), SocketFlags.None);
            if (read == 0) return Reply.Bad("the connection was closed");
            length += read;
            if (whole == 0) whole = WholeLength(_received.AsSpan(0, length));
            if (whole < 0 || whole > LargestAnswer) return Reply.Bad("an answer without a length");
        }

        return Judge(_received.AsSpan(0, whole));
    }

    public void Dispose() => _socket.Dispose();

    private static int WholeLength(ReadOnlySpan<byte> received)
    {
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0) return 0;
        var at = received[..head].IndexOf("Content-Length: "u8);
        return at >= 0 && Utf8Parser.TryParse(received[(at + 16)..], out int body, out _) ? head + 4 + body : -1;
    }

    private Reply Judge(ReadOnlySpan<byte> answer)
    {
        var head = answer[..answer.IndexOf("\r\n\r\n"u8)];
        if (!head[9..].StartsWith("200"u8)) return Reply.Bad("status " + Encoding.ASCII.GetString(head.Slice(9, 3)));
        if (head.IndexOf(_expected) < 0) return Reply.Bad("not the answer that was expected");
        if (order.NamesChild && answer[head.Length..].IndexOf(_question.SpacedNumber) < 0) return Reply.Bad("about another child");
        return new Reply(null, Duration(head, "relationship;dur="u8) + Duration(head, "custodian;dur="u8));
    }

    private static double Duration(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out double milliseconds, out _) ? milliseconds : 0;
    }
}

/// <param name="WhyBad">Null where the answer is good.</param>
/// <param name="Others">Milliseconds that the agencies took, as the answer says.</param>
internal readonly record struct Reply(string? WhyBad, double Others)
{
    public static Reply Bad(string why) => new(why, 0);
}
