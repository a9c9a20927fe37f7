using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Benchmarks.Processes;

/// <summary>The measured trust's own issuer: a P-256 key made for this run, and an ES256 token for each of its nurses.</summary>
internal sealed class Callers : IDisposable
{
    private const string Issuer = "https://sign-in.measured-trust.example";
    private const string Audience = "urn:gateway";
    private const int Nurses = 16;
    private static readonly TimeSpan Life = TimeSpan.FromHours(6);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _keyId = Guid.NewGuid().ToString("N");

    public string[] Tokens => [.. Enumerable.Range(1, Nurses).Select(Token)];

    /// <summary>The issuer as the register has it, with the public key in it.</summary>
    public JsonObject Registered => new()
    {
        ["issuer"] = Issuer,
        ["audience"] = Audience,
        ["roleClaim"] = "role",
        ["roles"] = new JsonObject { ["triage-nurse"] = "ed-triage-clinician" },
        ["keys"] = new JsonObject { ["jwks"] = new JsonObject { ["keys"] = new JsonArray(PublicKey()) } },
    };

    public void Dispose() => _key.Dispose();

    private JsonObject PublicKey()
    {
        var point = _key.ExportParameters(false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["kid"] = _keyId, ["x"] = Text(point.X!), ["y"] = Text(point.Y!) };
    }

    private string Token(int nurse)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = _keyId };
        var claims = new JsonObject
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["sub"] = $"measured-nurse-{nurse}",
            ["name"] = $"Measured Nurse {nurse}",
            ["role"] = "triage-nurse",
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = (TimeProvider.System.GetUtcNow() + Life).ToUnixTimeSeconds(),
        };
        var signed = $"{Text(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Text(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Text(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
