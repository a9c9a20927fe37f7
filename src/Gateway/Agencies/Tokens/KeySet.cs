using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Agencies.Tokens;

/// <summary>The public keys of an issuer at one time. Keys that changed are another object, so that what the old ones vouched for can be told.</summary>
internal sealed class KeySet
{
    private const int SmallestRsa = 2048;
    private readonly ImmutableArray<SecurityKey> keys;
    private readonly string fingerprint;

    private KeySet(ImmutableArray<SecurityKey> keys, string fingerprint) => (this.keys, this.fingerprint) = (keys, fingerprint);

    public static KeySet Empty { get; } = new([], "");

    public bool IsEmpty => keys.IsEmpty;

    public static KeySet Of(SecurityKey key) => new([key], key.KeyId);

    /// <summary>Takes the keys that we accept and leaves out the others: an issuer may publish keys for other uses.</summary>
    public static KeySet From(JsonWebKeySet set)
    {
        var usable = set.Keys.Where(key => FaultOf(key) is null).ToImmutableArray();
        var prints = usable.Select(key => $"{key.Kid} {Base64UrlEncoder.Encode(key.ComputeJwkThumbprint())}").Order(StringComparer.Ordinal);
        return new KeySet([.. usable.Cast<SecurityKey>()], string.Join('\n', prints));
    }

    /// <summary>What is wrong with a key set that we were given by hand, where every key is meant for us.</summary>
    public static IEnumerable<string> FaultsOf(string jwks)
    {
        if (Parse(jwks) is not { Keys.Count: > 0 } set) return ["must be a JSON Web Key Set with at least one key"];
        return set.Keys.Select((key, index) => (Index: index, Fault: FaultOf(key)))
            .Where(key => key.Fault is not null)
            .Select(key => $"keys[{key.Index}] {key.Fault}");
    }

    /// <summary>The keys that may have signed: those of that id or, where the token names none, all.</summary>
    public ImmutableArray<SecurityKey> Named(string? keyId) =>
        keyId is null ? keys : [.. keys.Where(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal))];

    public bool SameAs(KeySet other) => fingerprint == other.fingerprint;

    private static JsonWebKeySet? Parse(string jwks)
    {
        try
        {
            return JsonWebKeySet.Create(jwks);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? FaultOf(JsonWebKey key) => key switch
    {
        { HasPrivateKey: true } or { K: not null } => "holds a secret: only public keys belong here",
        { Use: not (null or "" or "sig") } => "is not for signatures",
        { Kty: "EC", Crv: "P-256", Alg: null or "" or SecurityAlgorithms.EcdsaSha256 } => Readable(key),
        { Kty: "RSA", KeySize: >= SmallestRsa, Alg: null or "" or SecurityAlgorithms.RsaSha256 } => Readable(key),
        _ => "must be EC P-256 for ES256, or RSA of at least 2048 bits for RS256",
    };

    private static string? Readable(JsonWebKey key)
    {
        try
        {
            return JsonWebKeyConverter.TryConvertToSecurityKey(key, out _) ? null : "cannot be read as a key";
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or FormatException)
        {
            return "cannot be read as a key";
        }
    }
}
