using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Benchmarks.Processes;

/// <summary>An agency's own issuer: a P-256 key made for this run, and an ES256 token for each of the measured trust's nurses, or for anybody.</summary>
internal sealed class Callers(string issuer = "https://sign-in.measured-trust.example") : IDisposable
{
    private const string Audience = "urn:gateway";
    // One for each connection, so that none asks about more children in an hour than a nurse may.
    private const int Nurses = 128;
    private static readonly TimeSpan Life = TimeSpan.FromHours(6);

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string _keyId = Guid.NewGuid().ToString("N");

    public string[] Tokens => [.. Enumerable.Range(1, Nurses).Select(nurse => Token($"measured-nurse-{nurse}", "triage-nurse"))];

    /// <summary>The issuer as the register has it, with the public key in it.</summary>
    public JsonObject Registered => RegisteredFor(("triage-nurse", "ed-triage-clinician"));

    /// <param name="roles">What a token calls a role, and the role.</param>
    public JsonObject RegisteredFor(params (string Word, string Role)[] roles) => new()
    {
        ["issuer"] = issuer,
        ["audience"] = Audience,
        ["roleClaim"] = "role",
        ["roles"] = new JsonObject(roles.Select(role => KeyValuePair.Create(role.Word, (JsonNode?)role.Role))),
        ["keys"] = new JsonObject { ["jwks"] = new JsonObject { ["keys"] = new JsonArray(PublicKey()) } },
    };

    public void Dispose() => _key.Dispose();

    private JsonObject PublicKey()
    {
        var point = _key.ExportParameters(false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["kid"] = _keyId, ["x"] = Text(point.X!), ["y"] = Text(point.Y!) };
    }

    public string Token(string subject, string role)
    {
        var header = new JsonObject { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = _keyId };
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["name"] = $"Measured {role}",
            ["role"] = role,
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = (TimeProvider.System.GetUtcNow() + Life).ToUnixTimeSeconds(),
        };
        var signed = $"{Text(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Text(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Text(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
