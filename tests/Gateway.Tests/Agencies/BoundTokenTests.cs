using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Gateway.Agencies.Tokens;

namespace Gateway.Tests.Agencies;

/// <summary>A token opens nothing for whoever does not hold the certificate that it names (RFC 8705).</summary>
public sealed class BoundTokenTests : IAsyncLifetime
{
    private readonly TestIssuer _issuer = new();
    private readonly X509Certificate2 _server = Certificate("CN=gateway.example");
    private readonly X509Certificate2 _ours = Certificate("CN=records.alder-valley.example");
    private readonly X509Certificate2 _other = Certificate("CN=somebody.example");
    private TestGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await StartAsync("true");

    [Fact]
    public async Task Holder_of_the_certificate_is_let_in_again_and_again()
    {
        using var system = _gateway.Showing(_ours, _server);
        var token = Bound(_ours);

        for (var n = 0; n < 3; n++) Assert.StartsWith("alder-valley-nhs-trust nurse-okafor", await SaidAsync(system, token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_that_was_read_somewhere_opens_nothing_even_right_after_its_holder_used_it()
    {
        var token = Bound(_ours);
        using (var system = _gateway.Showing(_ours, _server)) await SaidAsync(system, token);

        foreach (var certificate in (X509Certificate2?[])[_other, null])
        {
            using var thief = _gateway.Showing(certificate, _server);
            Assert.Contains("urn:gateway:problem:token-certificate-wrong", await SaidAsync(thief, token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Token_that_names_no_certificate_is_refused_whoever_shows_it()
    {
        using var system = _gateway.Showing(_ours, _server);
        Assert.Contains("urn:gateway:problem:token-not-bound", await SaidAsync(system, _issuer.Token()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}")]
    [InlineData("{\"x5t#S256\":\"short\"}")]
    [InlineData("{\"x5t#S256\":7}")]
    [InlineData("{\"x5t#S256\":\"****************************************** \"}")]
    public async Task Binding_that_we_cannot_prove_is_refused(string confirmation)
    {
        using var system = _gateway.Showing(_ours, _server);
        Assert.Contains("urn:gateway:problem:token-confirmation-unknown", await SaidAsync(system, _issuer.Token(claims => claims["cnf"] = JsonNode.Parse(confirmation))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_beside_another_binding_is_not_enough()
    {
        using var system = _gateway.Showing(_ours, _server);
        var token = _issuer.Token(claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = Print(_ours), ["jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" });
        Assert.Contains("urn:gateway:problem:token-confirmation-unknown", await SaidAsync(system, token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_development_a_token_need_not_be_bound_and_one_that_is_holds_all_the_same()
    {
        await using var gateway = await StartAsync(null);
        using var system = gateway.Showing(_other, _server);
        Assert.StartsWith("alder-valley-nhs-trust", await SaidAsync(system, _issuer.Token()), StringComparison.Ordinal);
        Assert.Contains("token-certificate-wrong", await SaidAsync(system, Bound(_ours)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", null, true)]
    [InlineData("Staging", null, true)]
    [InlineData("Production", "false", false)]
    [InlineData("Development", null, false)]
    public void Bound_is_what_a_token_is_unless_somebody_says_otherwise(string environment, string? setting, bool required) =>
        Assert.Equal(required, BoundTokens.IsRequired(setting, environment == "Development"));

    private Task<TestGateway> StartAsync(string? bound) =>
        TestGateway.StartAsync(new JsonObject { ["jwks"] = _issuer.Jwks }, settings: bound is null ? null : new() { [BoundTokens.Setting] = bound }, tls: _server);

    private string Bound(X509Certificate2 certificate) => _issuer.Token(claims => claims["cnf"] = new JsonObject { ["x5t#S256"] = Print(certificate) });

    private static string Print(X509Certificate2 certificate) => Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static async Task<string> SaidAsync(HttpClient system, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await system.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        foreach (var disposed in (IDisposable[])[_issuer, _server, _ours, _other]) disposed.Dispose();
    }
}
