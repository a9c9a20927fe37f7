using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Hosting;

namespace Gateway.Matching.Trace;

/// <summary>
/// Signs the application in: an assertion that it signs itself, for some minutes, against a token for as long as that one holds. The
/// key and the token are written nowhere.
/// </summary>
internal sealed class SignIn(Uri address, string application, string keyId, RSA key, TimeProvider time) : AccessToken, IDisposable
{
    private const int LargestAnswer = 16 * 1024;
    private static readonly TimeSpan AssertionLives = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker _http = BoundedHttp.Make();
    private readonly SemaphoreSlim _turn = new(1);
    private volatile Held? _held;

    /// <summary>From the configuration: a token as it is, or the key with which one is signed for.</summary>
    public static AccessToken From(IConfigurationSection pds, TimeProvider time)
    {
        if (pds["Token"] is { Length: > 0 } token) return new ConfiguredToken(token);
        var (application, keyId) = (pds["Application"] ?? "", pds["KeyId"] ?? "");
        if (application.Length == 0 || keyId.Length == 0) throw TraceSettings.Refused("Application and KeyId", "are set where there is no Token");
        return new SignIn(TraceSettings.Https(pds["SignIn"], "SignIn"), application, keyId, Key(pds["Key"]), time);
    }

    public override async ValueTask<string?> CurrentAsync(CancellationToken stopping)
    {
        if (_held is { } held && held.Until > time.GetUtcNow()) return held.Token;
        await _turn.WaitAsync(stopping);
        try
        {
            if (_held is { } fresh && fresh.Until > time.GetUtcNow()) return fresh.Token;
            _held = await FetchAsync(stopping);
            return _held?.Token;
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Forget(string refused)
    {
        if (_held is { } held && held.Token == refused) _held = null;
    }

    public void Dispose()
    {
        _http.Dispose();
        _turn.Dispose();
        key.Dispose();
    }

    private async Task<Held?> FetchAsync(CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "client_credentials"),
                new("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                new("client_assertion", Assertion()),
            ]),
        };
        using var response = await _http.SendAsync(request, stopping);
        if (!response.IsSuccessStatusCode || await BoundedHttp.BodyAsync(response.Content, LargestAnswer, stopping) is not { } body) return null;
        return Read(body);
    }

    private Held? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson.Options);
            var token = document.RootElement.GetProperty("access_token").GetString();
            var lives = document.RootElement.GetProperty("expires_in");
            // Some send the seconds as a text.
            var seconds = lives.ValueKind == JsonValueKind.String ? int.Parse(lives.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : lives.GetInt32();
            return string.IsNullOrEmpty(token) || seconds <= 0 ? null : new Held(token, time.GetUtcNow() + TimeSpan.FromSeconds(seconds) - RenewBefore);
        }
        catch (Exception fault) when (StrictJson.IsFault(fault))
        {
            return null;
        }
    }

    private string Assertion()
    {
        var head = JsonBytes.Of(json =>
        {
            json.WriteString("alg"u8, "RS512");
            json.WriteString("typ"u8, "JWT");
            json.WriteString("kid"u8, keyId);
        });
        var claims = JsonBytes.Of(json =>
        {
            json.WriteString("iss"u8, application);
            json.WriteString("sub"u8, application);
            json.WriteString("aud"u8, address.AbsoluteUri);
            json.WriteString("jti"u8, Guid.NewGuid());
            json.WriteNumber("exp"u8, (time.GetUtcNow() + AssertionLives).ToUnixTimeSeconds());
        });
        var signed = $"{Base64Url.EncodeToString(head)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))}";
    }

    private static RSA Key(string? pem)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            key.Dispose();
            // Nothing of the text is told: it may be half a key.
            throw TraceSettings.Refused("Key", "is a private RSA key in PEM");
        }
    }

    private sealed record Held(string Token, DateTimeOffset Until)
    {
        public override string ToString() => "(a token)";
    }
}
