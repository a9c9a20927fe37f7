using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Agencies;

/// <summary>An agency's issuer whose tokens can be made wrong in any way: everything is put together by hand.</summary>
internal sealed class TestIssuer : IDisposable
{
    public const string Name = "https://sign-in.alder-valley.example";
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 14, 0, TimeSpan.Zero);
    private readonly ECDsa curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA rsa = RSA.Create(2048);

    public string KeyId { get; } = Guid.NewGuid().ToString("N");

    public JsonObject Jwks => new() { ["keys"] = new JsonArray(CurveKey(), RsaKey()) };

    public static JsonObject Claims(Action<JsonObject>? change = null)
    {
        var claims = new JsonObject
        {
            ["iss"] = Name,
            ["aud"] = "urn:gateway",
            ["sub"] = "nurse-okafor",
            ["jti"] = Guid.NewGuid().ToString(),
            ["exp"] = Now.AddMinutes(15).ToUnixTimeSeconds(),
            ["role"] = "triage-nurse",
            ["name"] = "Amara Okafor",
        };
        change?.Invoke(claims);
        return claims;
    }

    public string Token(Action<JsonObject>? change = null, Action<JsonObject>? changeHeader = null) => TokenOf(Claims(change).ToJsonString(), changeHeader);

    public string TokenOf(string claims, Action<JsonObject>? changeHeader = null) =>
        Signed(Header("ES256", KeyId, changeHeader), claims, data => curve.SignData(data, HashAlgorithmName.SHA256));

    public string RsaToken() =>
        Signed(Header("RS256", KeyId + "-rsa", null), Claims().ToJsonString(), data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public string PaddedRsaToken() =>
        Signed(Header("PS256", KeyId + "-rsa", null), Claims().ToJsonString(), data => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    /// <summary>The old trick: the public key, which everybody has, as the secret of a symmetric algorithm.</summary>
    public IEnumerable<string> TokensSignedWithThePublicKey() =>
        new[] { CurveKey().ToJsonString(), Jwks.ToJsonString(), curve.ExportSubjectPublicKeyInfoPem(), rsa.ExportRSAPublicKeyPem(), rsa.ExportSubjectPublicKeyInfoPem() }
            .Select(Encoding.UTF8.GetBytes).Append(curve.ExportSubjectPublicKeyInfo())
            .Select(secret => Signed(Header("HS256", KeyId, null), Claims().ToJsonString(), data => HMACSHA256.HashData(secret, data)));

    public static string Unsigned(string algorithm) => Signed(Header(algorithm, null, null), Claims().ToJsonString(), _ => []);

    public void Dispose()
    {
        curve.Dispose();
        rsa.Dispose();
    }

    private static string Header(string algorithm, string? keyId, Action<JsonObject>? change)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "at+jwt" };
        if (keyId is not null) header["kid"] = keyId;
        change?.Invoke(header);
        return header.ToJsonString();
    }

    private static string Signed(string header, string claims, Func<byte[], byte[]> sign)
    {
        var text = $"{Encoded(Encoding.UTF8.GetBytes(header))}.{Encoded(Encoding.UTF8.GetBytes(claims))}";
        return $"{text}.{Encoded(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private JsonObject CurveKey()
    {
        var point = curve.ExportParameters(false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = KeyId, ["use"] = "sig", ["x"] = Encoded(point.X!), ["y"] = Encoded(point.Y!) };
    }

    private JsonObject RsaKey()
    {
        var key = rsa.ExportParameters(false);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = KeyId + "-rsa", ["n"] = Encoded(key.Modulus!), ["e"] = Encoded(key.Exponent!) };
    }

    private static string Encoded(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
