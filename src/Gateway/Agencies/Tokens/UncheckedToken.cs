using System.Buffers.Text;
using System.Text.Json;
using Gateway.Federation;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Agencies.Tokens;

/// <summary>A token taken apart and not yet believed: strict JSON, one of our algorithms, nothing in it that we would have to understand and do not.</summary>
internal sealed class UncheckedToken : IDisposable
{
    private readonly JsonDocument claims;

    private UncheckedToken(string text, string? keyId, JsonDocument claims) => (Text, KeyId, this.claims) = (text, keyId, claims);

    public string Text { get; }

    public string? KeyId { get; }

    public TokenClaims Claims => new(claims.RootElement);

    public static TokenFault? Read(string text, out UncheckedToken? token)
    {
        token = null;
        var parts = text.Split('.');
        if (parts.Length != 3) return TokenFault.Malformed;
        using var header = Part(parts[0]);
        if (header is null) return TokenFault.Malformed;
        var (fault, keyId) = Header(new TokenClaims(header.RootElement));
        if (fault is not null) return fault;
        if (Part(parts[1]) is not { } claims) return TokenFault.Malformed;
        token = new UncheckedToken(text, keyId, claims);
        return null;
    }

    public void Dispose() => claims.Dispose();

    private static (TokenFault? Fault, string? KeyId) Header(TokenClaims header)
    {
        if (header.Text("alg") is not (SecurityAlgorithms.EcdsaSha256 or SecurityAlgorithms.RsaSha256)) return (TokenFault.AlgorithmNotAllowed, null);
        var type = header.Text("typ")?.ToLowerInvariant();
        if (header.Has("crit") || (header.Has("typ") && type is not ("jwt" or "at+jwt" or "application/at+jwt"))) return (TokenFault.Malformed, null);
        var keyId = header.Text("kid");
        return header.Has("kid") && keyId is null ? (TokenFault.Malformed, null) : (null, keyId);
    }

    private static JsonDocument? Part(string encoded)
    {
        try
        {
            var document = JsonDocument.Parse(Base64Url.DecodeFromChars(encoded), StrictJson.Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            return null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            return null;
        }
    }
}
