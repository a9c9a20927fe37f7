using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Deploy;

namespace Gateway.Tests.Referrals.Attachments;

/// <summary>A scanner of our own that speaks INSTREAM over TCP as clamd does, and knows one virus.</summary>
internal sealed class TestScanner : IAsyncDisposable
{
    /// <summary>The test file of the European Institute for Computer Antivirus Research, in two halves so that this source is no such file.</summary>
    public static readonly string Virus = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly CancellationTokenSource _end = new();
    private TcpListener? _listener;
    private Task _serving = Task.CompletedTask;

    public int Port { get; } = Ports.Free();

    public string Setting => $"127.0.0.1:{Port}";

    /// <summary>How many files it was sent whole.</summary>
    public int Seen { get; private set; }

    public byte[] Last { get; private set; } = [];

    /// <summary>Hangs up after as many bytes of a file; none does not.</summary>
    public int? CutAfter { get; set; }

    /// <summary>What it says of a file instead of its verdict, without the null at its end.</summary>
    public string? Says { get; set; }

    /// <summary>What happens elsewhere between the file's last byte and its verdict.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>Takes no file of more, as clamd's StreamMaxLength.</summary>
    public int Largest { get; set; } = int.MaxValue;

    public static TestScanner Start()
    {
        var scanner = new TestScanner();
        scanner.ComeBack();
        return scanner;
    }

    public void ComeBack()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _serving = ServeAsync(_listener);
    }

    public async Task GoAwayAsync()
    {
        _listener?.Stop();
        _listener = null;
        await _serving;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await GoAwayAsync();
        _end.Dispose();
    }

    private async Task ServeAsync(TcpListener listener)
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(client.GetStream());
            }
            catch (Exception fault) when (fault is IOException)
            {
                // Whoever asked has gone.
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var command = new byte[10];
        await stream.ReadExactlyAsync(command, _end.Token);
        if (!command.AsSpan().SequenceEqual("zINSTREAM\0"u8)) return;
        using var file = new MemoryStream();
        var length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _end.Token);
            if (BinaryPrimitives.ReadUInt32BigEndian(length) is var some && some == 0) break;
            var piece = new byte[some];
            await stream.ReadExactlyAsync(piece, _end.Token);
            file.Write(piece);
            if (file.Length > CutAfter) return;
            if (file.Length <= Largest) continue;
            await stream.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), _end.Token);
            return;
        }

        (Seen, Last) = (Seen + 1, file.ToArray());
        if (Meanwhile is not null) await Meanwhile();
        var verdict = Encoding.Latin1.GetString(Last).Contains(Virus, StringComparison.Ordinal) ? "stream: Eicar-Signature FOUND" : "stream: OK";
        await stream.WriteAsync(Encoding.ASCII.GetBytes((Says ?? verdict) + (Says?.EndsWith('~') == true ? "" : "\0")), _end.Token);
    }
}
