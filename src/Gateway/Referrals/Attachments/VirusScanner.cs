using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gateway.Agencies;

namespace Gateway.Referrals.Attachments;

/// <summary>
/// Asks clamd, or what speaks like it, whether there is a virus in a file: <c>INSTREAM</c> over TCP. Only its own word that there is none counts as none; whatever else it
/// says, and silence, leaves the file as not looked through.
/// </summary>
internal sealed class VirusScanner(IConfiguration configuration, TimeProvider time)
{
    /// <summary>Where it is, as <c>host:port</c>.</summary>
    public const string Setting = "Attachments:Scanner";

    private const int LongestReply = 1024;

    // What clamd calls a virus where it only could not look: too large inside, packed too deep, or locked with a password.
    private static readonly string[] CouldNotLook = ["Heuristics.Limits.Exceeded", "Heuristics.Encrypted"];

    private readonly (string Host, int Port)? _at = Read(configuration[Setting]);

    /// <summary>Somebody set one up.</summary>
    public bool IsThere => _at is not null;

    /// <param name="limit">For all of it, from the first try to reach the scanner on.</param>
    public async Task<Scanned> RunAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> content, TimeSpan limit, CancellationToken stopping)
    {
        if (_at is not { } at) return new Scanned.NoScanner();
        using var end = new CancellationTokenSource(limit, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(end.Token, stopping);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(at.Host, at.Port, any.Token);
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            return new Scanned.NoScanner();
        }

        try
        {
            return Verdict(await AskAsync(client.GetStream(), content, any.Token));
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            return new Scanned.NotLooked();
        }
    }

    // A length before each piece, and none at the end.
    private static async Task<string> AskAsync(NetworkStream stream, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken stopping)
    {
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), stopping);
        var length = new byte[sizeof(uint)];
        await foreach (var piece in content.WithCancellation(stopping))
        {
            BinaryPrimitives.WriteUInt32BigEndian(length, (uint)piece.Length);
            await stream.WriteAsync(length, stopping);
            await stream.WriteAsync(piece, stopping);
        }

        BinaryPrimitives.WriteUInt32BigEndian(length, 0);
        await stream.WriteAsync(length, stopping);
        return await ReplyAsync(stream, stopping);
    }

    // It ends with a null; what breaks off before is no reply.
    private static async Task<string> ReplyAsync(NetworkStream stream, CancellationToken stopping)
    {
        var reply = new byte[LongestReply];
        for (var length = 0; length < reply.Length;)
        {
            var some = await stream.ReadAsync(reply.AsMemory(length), stopping);
            if (some == 0) break;
            length += some;
            if (reply.AsSpan(0, length).IndexOf((byte)0) is >= 0 and var whole) return Encoding.ASCII.GetString(reply, 0, whole);
        }

        return "";
    }

    private static Scanned Verdict(string reply) => reply switch
    {
        "stream: OK" => new Scanned.Clean(),
        _ when reply.StartsWith("stream: ", StringComparison.Ordinal) && reply.EndsWith(" FOUND", StringComparison.Ordinal) => Found(reply["stream: ".Length..^" FOUND".Length]),
        _ => new Scanned.NotLooked(),
    };

    // The name goes into the ledger, so nothing but what names of viruses are made of.
    private static Scanned Found(string name) => CouldNotLook.Any(word => name.StartsWith(word, StringComparison.Ordinal)) ? new Scanned.NotLooked()
        : new Scanned.Found(name.Length is > 0 and <= 100 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '/' or ':') ? name : "unnamed");

    private static (string Host, int Port)? Read(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting)) return null;
        var colon = setting.LastIndexOf(':');
        return colon > 0 && Uri.CheckHostName(setting[..colon].Trim('[', ']')) != UriHostNameType.Unknown
            && int.TryParse(setting[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? (setting[..colon].Trim('[', ']'), port) : throw new StartRefusedException([$"{Setting} must be a host and a port, such as 127.0.0.1:3310."]);
    }
}

/// <summary>What came of looking through a file.</summary>
internal abstract record Scanned
{
    private Scanned() { }

    public sealed record Clean : Scanned;

    /// <param name="Name">What the scanner calls it.</param>
    public sealed record Found(string Name) : Scanned;

    /// <summary>The scanner was there, and did not say either: it broke off, took too long, takes nothing so large, or could not look inside.</summary>
    public sealed record NotLooked : Scanned;

    /// <summary>None is set up, or it is not there now.</summary>
    public sealed record NoScanner : Scanned;
}
