using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Agencies;

/// <summary>An issuer's published documents on a real port. What it answers can be changed while it runs.</summary>
internal sealed class TestDiscovery : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private TestDiscovery(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public int Asked => Volatile.Read(ref asked);

    /// <summary>The key set that is published now.</summary>
    public JsonObject Jwks { get; set; } = [];

    public string Issuer { get; set; } = TestIssuer.Name;

    /// <summary>Answers the request for the metadata in another way.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public JsonObject Keys => new() { ["discovery"] = $"{Address}/.well-known/openid-configuration" };

    public static async Task<TestDiscovery> StartAsync(JsonObject jwks)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var discovery = new TestDiscovery(builder.Build()) { Jwks = jwks };
        discovery.app.MapGet("/.well-known/openid-configuration", discovery.AnswerAsync);
        discovery.app.MapGet("/jwks", context => context.Response.WriteAsync(discovery.Jwks.ToJsonString()));
        await discovery.app.StartAsync();
        return discovery;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref asked);
        return Instead?.Invoke(context) ?? context.Response.WriteAsync(
            new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = $"{Address}/jwks" }.ToJsonString());
    }
}
