using System.Net;
using Gateway.Agencies.Tokens;
using Gateway.Tests.Agencies;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Hosting.SignIn;

/// <summary>The gateway, a sign-in service and somebody between them who keeps cookies as a browser does.</summary>
internal sealed class SignInBed : IAsyncDisposable
{
    public const string Agency = "dunmere-and-eastholt-nhs-trust";
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, string> _cookies = [];

    private SignInBed(SignInIssuer issuer, GatewayHost gateway) => (Issuer, Gateway) = (issuer, gateway);

    public SignInIssuer Issuer { get; }

    public GatewayHost Gateway { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SignInBed> StartAsync(SignInIssuer? issuer = null, string? secret = null)
    {
        issuer ??= await SignInIssuer.StartAsync();
        var more = secret is null ? new Dictionary<string, string>() : new() { [$"Gateway:SignIn:Secrets:{Agency}"] = secret };
        var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting { SigningIn = (Agency, issuer.Address), More = more });
        var known = gateway.Services.GetRequiredService<Issuers>().Find(issuer.Address)!;
        await known.Keys.LookAgainAsync(KeySet.Empty, Cancellation);
        return new SignInBed(issuer, gateway);
    }

    /// <summary>Chooses the organisation.</summary>
    /// <returns>What the browser is sent to the issuer with.</returns>
    public async Task<Dictionary<string, string>> BeginAsync()
    {
        var (status, to) = await GetAsync($"/sign-in/with/{Agency}");
        Assert.Equal(302, status);
        Assert.StartsWith(Issuer.Address + "/authorize?", to, StringComparison.Ordinal);
        var asked = QueryHelpers.ParseQuery(new Uri(to!).Query).ToDictionary(one => one.Key, one => one.Value.ToString());
        Issuer.Nonce = asked["nonce"];
        return asked;
    }

    /// <summary>Comes back from the issuer.</summary>
    /// <returns>Where the browser is sent next.</returns>
    public async Task<string> ReturnAsync(string query, string agency = Agency)
    {
        var (status, to) = await GetAsync($"/sign-in/return/{agency}?{query}");
        Assert.Equal(302, status);
        return to!;
    }

    public async Task<string> SignInAsync()
    {
        var asked = await BeginAsync();
        return await ReturnAsync($"code=a-code&state={Uri.EscapeDataString(asked["state"])}&iss={Uri.EscapeDataString(Issuer.Address)}");
    }

    public async Task<bool> IsInAsync() => await GetAsync("/check") is (200, _);

    public async Task<(int Status, string? Location)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Gateway.Address, path));
        if (_cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await _http.SendAsync(request, Cancellation);
        foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var all) ? all : []) Keep(set);
        return ((int)response.StatusCode, response.Headers.Location?.OriginalString);
    }

    public void ForgetCookies() => _cookies.Clear();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Gateway.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    // The gateway's clock stands in the past, so dates in a cookie mean nothing here; an empty one is one that was taken away.
    private void Keep(string set)
    {
        var (name, value) = (set[..set.IndexOf('=')], set[(set.IndexOf('=') + 1)..set.IndexOf(';')]);
        if (value.Length == 0) _cookies.Remove(name);
        else _cookies[name] = value;
    }
}
