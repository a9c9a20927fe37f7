using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>Every agency's own sign-in service: one person may come in two roles, which the demonstration's sign-in does not let them.</summary>
internal sealed class AgencyIssuers(TimeProvider clock) : IDisposable
{
    private const string KeyId = "replay";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string NameOf(string agency) => "urn:gateway:replay:" + agency;

    public JsonObject Keys()
    {
        var point = _key.ExportParameters(false).Q;
        return new JsonObject
        {
            ["jwks"] = new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = KeyId, ["use"] = "sig", ["x"] = Encoded(point.X!), ["y"] = Encoded(point.Y!) }) },
        };
    }

    public string TokenOf(string agency, string role, string subject)
    {
        var head = new JsonObject { ["alg"] = "ES256", ["typ"] = "at+jwt", ["kid"] = KeyId };
        var claims = new JsonObject
        {
            ["iss"] = NameOf(agency),
            ["aud"] = "urn:gateway",
            ["sub"] = subject,
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(),
            ["role"] = role,
            ["name"] = subject,
        };
        var text = $"{Encoded(Encoding.UTF8.GetBytes(head.ToJsonString()))}.{Encoded(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{text}.{Encoded(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    public void Dispose() => _key.Dispose();

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
