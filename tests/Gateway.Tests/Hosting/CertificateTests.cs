using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Agencies;
using Gateway.Hosting.Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Hosting;

/// <summary>The certificate that callers are shown: replaced while the process runs, and somebody is called before it ends.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly TestChild Child = TestChild.Of(91);
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-tls-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Pem => Path.Combine(_folder, "certificate.pem");

    private string Key => Path.Combine(_folder, "key.pem");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task C5_NewCertificate_IsShownWithoutARestartAndWhatIsUnderWayGoesOn()
    {
        var first = Write(days: 40);
        await using var gateway = await StartAsync();
        gateway.Attends(Child);
        var (release, asked) = (new TaskCompletionSource(), new TaskCompletionSource());
        gateway.Relay!.Between = path =>
        {
            if (!path.EndsWith("/v1/answers", StringComparison.Ordinal)) return Task.CompletedTask;
            asked.TrySetResult();
            return release.Task;
        };
        var check = gateway.CheckAsync(Child, "plan-flag");
        await asked.Task.WaitAsync(Cancellation);
        Assert.Equal((first, 2), await ShownAsync(gateway));

        var second = Write(days: 400);
        gateway.Services.GetRequiredService<OurCertificate>().Look();

        Assert.Equal((second, 2), await ShownAsync(gateway));
        release.SetResult();
        (await check).Is(200);
    }

    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----")]
    [InlineData("")]
    [InlineData(null)]
    public async Task C5_FileThatDoesNotRead_IsNotTakenUpAndSaysSo(string? written)
    {
        var first = Write(days: 40);
        await using var gateway = await StartAsync();

        if (written is null) File.Delete(Pem);
        else await File.WriteAllTextAsync(Pem, written, Cancellation);
        gateway.Services.GetRequiredService<OurCertificate>().Look();

        Assert.Equal((first, 2), await ShownAsync(gateway));
        Assert.Contains(gateway.Logs.Lines, line => line.Level == LogLevel.Error && line.Text.Contains("does not read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task C5_KeyOfAnother_IsNotTakenUp()
    {
        var first = Write(days: 40);
        await using var gateway = await StartAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Key, other.ExportPkcs8PrivateKeyPem(), Cancellation);

        gateway.Services.GetRequiredService<OurCertificate>().Look();

        Assert.Equal((first, 2), await ShownAsync(gateway));
    }

    [Fact]
    public async Task C5_CertificateThatEndsSoon_CallsSomebodyOnceAtThirtyDaysSevenOneAndItsEnd()
    {
        Write(days: 31);
        await using var gateway = await StartAsync();
        var ours = gateway.Services.GetRequiredService<OurCertificate>();
        LogLevel[] Calls() => [.. gateway.Logs.Lines.Where(line => line.Text.Contains("that callers are shown", StringComparison.Ordinal)).Select(line => line.Level)];
        Assert.Empty(Calls());

        var heard = new List<int>();
        // A day at a time, and twice a day: 31 to a day after its end.
        for (var half = 0; half < 64; half++)
        {
            gateway.Clock.Advance(TimeSpan.FromHours(12));
            ours.Look();
            heard.Add(Calls().Length);
        }

        Assert.Equal([LogLevel.Warning, LogLevel.Error, LogLevel.Critical, LogLevel.Critical], Calls());
        Assert.Equal([2, 48, 60, 62], heard.Select((count, at) => (count, at: at + 1)).GroupBy(one => one.count).Where(some => some.Key > 0).Select(some => some.First().at));
        Write(days: 400);
        ours.Look();
        Assert.Equal(4, Calls().Length);
    }

    [Fact]
    public async Task System_may_show_a_certificate_of_its_own_where_it_is_asked_for_one()
    {
        var first = Write(days: 40);
        await using var gateway = await StartAsync(("Kestrel:EndpointDefaults:ClientCertificateMode", "RequireCertificate"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=records.example", key, HashAlgorithmName.SHA256).CreateSelfSigned(GatewayHost.Night.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        using var own = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);

        Assert.Equal(System.Net.HttpStatusCode.OK, await LiveAsync(gateway, first, own));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => LiveAsync(gateway, first, null));
    }

    private static async Task<HttpStatusCode> LiveAsync(GatewayHost gateway, string server, X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == server, ClientCertificates = certificate is null ? null : [certificate] } };
        using var http = new HttpClient(handler);
        using var answer = await http.GetAsync(new Uri(gateway.Address, "/health/live"), Cancellation);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Certificate_that_is_not_there_refuses_the_start() =>
        Assert.Contains("Gateway:Tls:Certificate", Assert.Single((await Assert.ThrowsAsync<StartRefusedException>(StartAsync)).Reasons), StringComparison.Ordinal);

    private Task<GatewayHost> StartAsync() => StartAsync([]);

    private Task<GatewayHost> StartAsync(params (string Name, string Value)[] more) => GatewayHost.StartAsync(null, "Sqlite", new Setting(Child)
    {
        Https = true,
        Recorded = true,
        More = new Dictionary<string, string>([new("Gateway:Tls:Certificate", Pem), new("Gateway:Tls:Key", Key), .. more.Select(one => KeyValuePair.Create(one.Name, one.Value))]),
    });

    // The thumbprint, and how many certificates came with it.
    private static async Task<(string Thumbprint, int Chain)> ShownAsync(GatewayHost gateway)
    {
        (string Thumbprint, int Chain) shown = default;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, gateway.Address.Port), Cancellation);
        await using var tls = new SslStream(new NetworkStream(socket), leaveInnerStreamOpen: false, (_, certificate, chain, _) =>
        {
            shown = (certificate!.GetCertHashString(), chain!.ChainPolicy.ExtraStore.Count);
            return shown.Chain > 0;
        });
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return shown;
    }

    // Signed by an authority between: it has to come with it, or nobody could follow.
    private string Write(int days)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Authority("CN=A root", rootKey).CreateSelfSigned(GatewayHost.Night.AddYears(-2), GatewayHost.Night.AddYears(10));
        using var betweenKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = Authority("CN=Between", betweenKey).Create(root, GatewayHost.Night.AddYears(-1), GatewayHost.Night.AddYears(9), RandomNumberGenerator.GetBytes(8));
        using var between = made.CopyWithPrivateKey(betweenKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=gateway.example", key, HashAlgorithmName.SHA256).Create(between, GatewayHost.Night.AddDays(-1), GatewayHost.Night.AddDays(days), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Pem, own.ExportCertificatePem() + "\n" + between.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
        return own.GetCertHashString();
    }

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
