using System.Text.Json.Nodes;
using Gateway.Tests.Agencies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Hosting.SignIn;

/// <summary>An agency's sign-in service that says whatever a test wants it to. A certified one is met in the browser's tests.</summary>
internal sealed class SignInIssuer : IAsyncDisposable
{
    private readonly TestIssuer _keys = new();
    private readonly WebApplication _app;

    private SignInIssuer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    /// <summary>What came with the code that is changed into tokens, form and header.</summary>
    public (IFormCollection Form, string? Authorization) Asked { get; private set; }

    /// <summary>The nonce that the browser was sent with.</summary>
    public string Nonce { get; set; } = "";

    /// <summary>Changes what is said of who signed in.</summary>
    public Action<JsonObject>? Claims { get; set; }

    /// <summary>Changes the token that says so.</summary>
    public Func<string, string> Token { get; set; } = token => token;

    /// <summary>Answers the code in another way.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public static async Task<SignInIssuer> StartAsync(Action<JsonObject>? metadata = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new SignInIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", http => http.Response.WriteAsync(issuer.Metadata(metadata)));
        issuer._app.MapGet("/jwks", http => http.Response.WriteAsync(issuer._keys.Jwks.ToJsonString()));
        issuer._app.MapPost("/token", issuer.TokenAsync);
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>Another issuer's token of the same claims.</summary>
    public string Forged() => new TestIssuer().TokenOf(Said().ToJsonString(), header => header["kid"] = _keys.KeyId);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _keys.Dispose();
    }

    private string Metadata(Action<JsonObject>? change)
    {
        var metadata = new JsonObject
        {
            ["issuer"] = Address,
            ["jwks_uri"] = $"{Address}/jwks",
            ["authorization_endpoint"] = $"{Address}/authorize",
            ["token_endpoint"] = $"{Address}/token",
            ["end_session_endpoint"] = $"{Address}/end",
        };
        change?.Invoke(metadata);
        return metadata.ToJsonString();
    }

    private JsonObject Said()
    {
        var now = GatewayHost.Night.ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Address,
            ["aud"] = "gateway-pages",
            ["sub"] = "nurse-blake",
            ["name"] = "Askermark Blake",
            ["role"] = "triage-nurse",
            ["nonce"] = Nonce,
            ["iat"] = now,
            ["auth_time"] = now,
            ["exp"] = now + 300,
        };
        Claims?.Invoke(claims);
        return claims;
    }

    private async Task TokenAsync(HttpContext http)
    {
        Asked = (await http.Request.ReadFormAsync(), http.Request.Headers.Authorization);
        if (Instead is not null)
        {
            await Instead(http);
            return;
        }

        var token = Token(_keys.TokenOf(Said().ToJsonString(), header => header["typ"] = "JWT"));
        await http.Response.WriteAsync(new JsonObject { ["access_token"] = "of no use", ["token_type"] = "Bearer", ["id_token"] = token }.ToJsonString());
    }
}
