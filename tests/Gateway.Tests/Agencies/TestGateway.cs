using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Agencies;

/// <summary>This capability alone, on a real port, with one endpoint that tells who asks.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private TestGateway(WebApplication app, string folder) => (this.app, this.folder) = (app, folder);

    public HttpClient Http { get; private set; } = null!;

    public MovableTime Time => (MovableTime)app.Services.GetRequiredService<TimeProvider>();

    public AuthenticatePractitioner Authenticate => app.Services.GetRequiredService<AuthenticatePractitioner>();

    public RememberedTokens Remembered => app.Services.GetRequiredService<RememberedTokens>();

    public IServiceProvider Services => app.Services;

    /// <param name="keys">What the register says of the keys of Alder Valley's issuer; none leaves the demonstration as it is.</param>
    public static async Task<TestGateway> StartAsync(
        JsonNode? keys, string issuer = TestIssuer.Name, string environment = "Development", DateTimeOffset? now = null, Dictionary<string, string?>? settings = null, X509Certificate2? tls = null)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-agencies-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        if (tls is null) builder.WebHost.UseUrls("http://127.0.0.1:0");
        else builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseHttps(tls, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
        builder.Configuration.AddInMemoryCollection(Settings(folder, keys, issuer));
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton<TimeProvider>(new MovableTime(now ?? TestIssuer.Now));
        builder.AddAgencies(_ => Demonstration.Roles);
        var app = builder.Build();
        app.MapAgencies();
        app.MapGet("/who", (HttpContext context) => SignedInPractitioner.Of(context) is { } p ? $"{p.Agency.Id} {p.Subject} {p.Role} {context.User.Identity!.Name}" : "nobody").RequireAgencyToken();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new TestGateway(app, folder) { Http = new HttpClient { BaseAddress = new Uri(address) } };
    }

    /// <summary>A system that shows a certificate of its own.</summary>
    public HttpClient Showing(X509Certificate2? certificate, X509Certificate2 server)
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => server.Equals(shown) } };
        if (certificate is not null) handler.SslOptions.ClientCertificates = [certificate];
        return new HttpClient(handler) { BaseAddress = Http.BaseAddress };
    }

    public async Task<HttpResponseMessage> AskAsync(params string[] authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        foreach (var value in authorization) request.Headers.TryAddWithoutValidation("Authorization", value);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task AcceptsAsync(string token, string who = "alder-valley-nhs-trust nurse-okafor ed-triage-clinician Amara Okafor")
    {
        using var response = await AskAsync($"Bearer {token}");
        Assert.Equal(who, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task RefusesAsync(TokenFault fault, params string[] authorization)
    {
        using var response = await AskAsync(authorization);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal($"urn:gateway:problem:{fault.Code()}", (string?)JsonNode.Parse(text)!["type"]);
        Assert.Equal(fault == TokenFault.KeysUnavailable ? 503 : 401, (int)response.StatusCode);
        Assert.Equal(fault == TokenFault.KeysUnavailable ? "issuer" : "asker", (string?)JsonNode.Parse(text)!["origin"]);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        if (response.StatusCode == System.Net.HttpStatusCode.Unauthorized) Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        foreach (var secret in authorization.SelectMany(value => value.Split(' ', '.')).Where(part => part.Length > 12)) Assert.DoesNotContain(secret, text);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static Dictionary<string, string?> Settings(string folder, JsonNode? keys, string issuer)
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        var trust = register["agencies"]!.AsArray().Single(agency => (string?)agency!["id"] == "alder-valley-nhs-trust")!;
        if (keys is not null)
        {
            trust["issuer"]!["issuer"] = issuer;
            trust["issuer"]!["keys"] = keys;
        }

        var file = Path.Combine(folder, "register.json");
        File.WriteAllText(file, register.ToJsonString());
        return new Dictionary<string, string?>
        {
            ["Gateway:Register"] = file,
            ["Gateway:Postcodes"] = Demonstration.PostcodesFile,
            ["Gateway:Calendar"] = Demonstration.CalendarFile,
        };
    }
}
