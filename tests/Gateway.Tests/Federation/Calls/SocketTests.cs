using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Federation.Verified;
using Gateway.Rules.Federation;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Tests.Federation.Calls;

/// <summary>What a network and a peer can do to a question, over real sockets.</summary>
[Collection(nameof(TimedAlone))]
public sealed class SocketTests
{
    private static readonly VerifiedBy Signed = VerifiedBy.DevelopmentSignature.Instance;

    [Fact]
    public async Task B1_ConnectionRefused_IsUnreachableAtOnce()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/v1/answers");
        taken.Stop();
        using var calls = Calls();
        await AskAsync(calls, address);
        var clock = Stopwatch.StartNew();

        Assert.Equal((Because.Unreachable, Reached.Nobody), Why(await AskAsync(calls, address)));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 50);
    }

    [Fact]
    public async Task B2_BlackHole_IsUnreachableWhenTheTimeToConnectIsOver()
    {
        using var hole = new BlackHole();
        using var calls = Calls();
        var clock = Stopwatch.StartNew();

        Assert.Equal((Because.Unreachable, Reached.Nobody), Why(await AskAsync(calls, new Uri($"http://127.0.0.1:{hole.Address.Port}/v1/answers"))));
        Assert.InRange(clock.ElapsedMilliseconds, 250, 1000);
    }

    [Fact]
    public async Task B2_BlackHoleBesideAnotherAddress_CostsNoTime()
    {
        using var hole = new BlackHole();
        await using var server = new RawServer((_, stream, _) => stream.ReadAsync(new byte[1], TestContext.Current.CancellationToken).AsTask());
        var clock = Stopwatch.StartNew();

        using var socket = await OpenConnection.FirstAsync([hole.Address, new IPEndPoint(IPAddress.Loopback, server.Port)], TestContext.Current.CancellationToken);

        Assert.Equal(server.Port, ((IPEndPoint)socket.RemoteEndPoint!).Port);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 200);
    }

    [Fact]
    public async Task B3_ResetInTheMiddleOfTheBody_IsSentOnceMoreAndNoPartIsUsed()
    {
        RawServer server = null!;
        await using var own = server = new RawServer(async (socket, stream, _) =>
        {
            await server.ReadAsync(stream);
            await server.WriteAsync(stream, RawServer.Ok(new string(' ', 5000))[..2000]);
            RawServer.Reset(socket);
        });
        using var calls = Calls();

        Assert.Equal((Because.NoReply, Reached.CutOff), Why(await AskAsync(calls, own.Address)));
        Assert.Equal(2, own.Questions);
    }

    [Fact]
    public async Task B3_PooledConnectionThatHasDied_IsReplacedByOneSafeSending()
    {
        RawServer server = null!;
        await using var own = server = new RawServer(async (socket, stream, connection) =>
        {
            await server.ReadAsync(stream);
            await server.WriteAsync(stream, RawServer.Ok());
            if (connection == 0 && await server.ReadAsync(stream)) RawServer.Reset(socket);
            else await server.ReadAsync(stream);
        });
        using var calls = Calls(new VerifiedBy.Tls([]));
        Assert.IsType<Reply.Body>(await AskAsync(calls, own.Address, new VerifiedBy.Tls([])));

        Assert.IsType<Reply.Body>(await AskAsync(calls, own.Address, new VerifiedBy.Tls([])));
        Assert.Equal(3, own.Questions);
    }

    [Fact]
    public async Task B4_AnswerThatDrips_IsCutAtTheTimeOfAnAttempt()
    {
        RawServer server = null!;
        await using var own = server = new RawServer(async (_, stream, _) =>
        {
            await server.ReadAsync(stream);
            await server.WriteAsync(stream, RawServer.Ok(new string(' ', 5000))[..100]);
            while (true)
            {
                await server.WriteAsync(stream, " ");
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        });
        using var calls = Calls();
        var clock = Stopwatch.StartNew();

        Assert.Equal((Because.TimedOut, Reached.Silence), Why(await AskAsync(calls, own.Address)));
        Assert.InRange(clock.ElapsedMilliseconds, 1100, 1400);
        Assert.Equal(1, own.Questions);
    }

    [Fact]
    public async Task B5_HeadersWithoutEnd_AreCutOff()
    {
        RawServer server = null!;
        await using var own = server = new RawServer(async (_, stream, _) =>
        {
            await server.ReadAsync(stream);
            await server.WriteAsync(stream, "HTTP/1.1 200 OK\r\n");
            for (var line = 0; ; line++) await server.WriteAsync(stream, $"X-{line}: {new string('x', 500)}\r\n");
        });
        using var calls = Calls();

        Assert.Equal(Because.RejectedUnverified, Why(await AskAsync(calls, own.Address)).Because);
    }

    [Theory]
    [InlineData("10.0.0.7", true)]
    [InlineData("192.168.1.7", true)]
    [InlineData("203.0.113.7", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    public void B7_NameThatHasComeToMeanAnotherPlace_IsNotFollowedThere(string address, bool called)
    {
        Assert.Equal(called, Networks.MayBeCalled("agency.example", IPAddress.Parse(address)));
        Assert.True(Networks.MayBeCalled("localhost", IPAddress.Loopback));
        Assert.True(Networks.MayBeCalled("127.0.0.1", IPAddress.Loopback));
    }

    [Fact]
    public async Task C2_KeyThatTheRegisterDoesNotName_IsRejectedUnverifiedAndTheQuestionIsNotSent()
    {
        using var certificate = Certificate(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(70));
        RawServer server = null!;
        await using var own = server = new RawServer(async (_, stream, _) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await server.ReadAsync(tls);
            await server.WriteAsync(tls, RawServer.Ok());
            await server.ReadAsync(tls);
        });
        var address = new UriBuilder(own.Address) { Scheme = "https", Host = "localhost" }.Uri;
        var right = new VerifiedBy.Tls([Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()))]);
        var other = new VerifiedBy.Tls([Convert.ToBase64String(SHA256.HashData("another"u8))]);

        foreach (var wrong in (VerifiedBy[])[other, Signed])
        {
            using var calls = Calls(wrong);
            Assert.Equal((Because.RejectedUnverified, Reached.Answered), Why(await AskAsync(calls, address, wrong)));
        }

        Assert.Equal(0, own.Questions);
        using var pinned = Calls(right);
        Assert.IsType<Reply.Body>(await AskAsync(pinned, address, right));
    }

    [Theory]
    [InlineData(0, 1, "CN=localhost")]
    [InlineData(80, 90, "CN=localhost")]
    [InlineData(50, 70, "CN=another.example")]
    public async Task C1_CertificateOutOfItsDatesOrOfAnotherName_IsRejectedThoughItsKeyIsNamed(int from, int to, string name)
    {
        using var certificate = Certificate(DateTimeOffset.UnixEpoch.AddYears(from), DateTimeOffset.UnixEpoch.AddYears(to), name);
        await using var own = new RawServer(async (_, stream, _) =>
        {
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(certificate);
            await tls.ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);
        });
        var pinned = new VerifiedBy.Tls([Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()))]);
        using var calls = Calls(pinned);

        Assert.Equal(Because.RejectedUnverified, Why(await AskAsync(calls, new UriBuilder(own.Address) { Scheme = "https", Host = "localhost" }.Uri, pinned)).Because);
    }

    private static CustodianCalls Calls(VerifiedBy? by = null) => by is VerifiedBy.Tls { PublicKeys.IsEmpty: true }
        ? new CustodianCalls(CustodianHttp.Over(new CallLimits()), new CallLimits(), TimeProvider.System)
        : new CustodianCalls(Options.Create(new CallLimits()), Options.Create(new FederationTls()), TimeProvider.System);

    private static Task<Reply> AskAsync(CustodianCalls calls, Uri address, VerifiedBy? by = null) =>
        calls.AskAsync(new Holder("one-csc", [address], by ?? Signed), new Posting("{}"u8.ToArray()), TimeSpan.FromMilliseconds(2850), TestContext.Current.CancellationToken);

    private static (Because Because, Reached Reached) Why(Reply reply) => Assert.IsType<Reply.Nothing>(reply) is var nothing ? (nothing.Because, nothing.Reached) : default;

    private static X509Certificate2 Certificate(DateTimeOffset from, DateTimeOffset to, string name = "CN=localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name[3..]);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(from, to);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    /// <summary>A listener whose queue of connections is full: on loopback, the way that packets are swallowed.</summary>
    private sealed class BlackHole : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _waiting = [];

        public BlackHole()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(0);
            for (var n = 0; n < 3; n++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                _waiting.Add(socket);
                try { socket.Connect(Address); }
                catch (SocketException) { }
            }
        }

        public IPEndPoint Address => (IPEndPoint)_listener.LocalEndPoint!;

        public void Dispose()
        {
            foreach (var socket in _waiting) socket.Dispose();
            _listener.Dispose();
        }
    }
}
