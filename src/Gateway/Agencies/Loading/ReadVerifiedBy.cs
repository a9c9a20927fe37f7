using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Agencies.Loading;

/// <summary>Reads by what the answers of a holder are verified: exactly one way, for everybody who is asked.</summary>
internal static class ReadVerifiedBy
{
    public static VerifiedBy From(Entry owner, RegisterTerms terms)
    {
        if (owner.Object("verifiedBy", ["signature", "tls"]) is not { } by) return VerifiedBy.Nobody.Instance;
        if (by.Has("signature") != by.Has("tls")) return by.Has("signature") ? Signature(by, terms) : Tls(by, owner);
        by.Fault("must have either signature or tls");
        return VerifiedBy.Nobody.Instance;
    }

    private static VerifiedBy Signature(Entry by, RegisterTerms terms)
    {
        var given = by.Raw("signature")!.Value;
        if (given.ValueKind == JsonValueKind.Object) return Keys(by.Object("signature", ["jwks"])!);
        if (given.ValueKind != JsonValueKind.String || given.GetString() != "development") by.Fault("signature", "must be \"development\", or an object with jwks");
        else if (!terms.Development) by.Fault("signature", "development keys are for the Development environment only");
        return VerifiedBy.DevelopmentSignature.Instance;
    }

    private static VerifiedBy.Signature Keys(Entry signature)
    {
        var jwks = signature.Raw("jwks")?.GetRawText() ?? "";
        var faults = jwks.Length > 0 ? KeySet.FaultsOf(jwks).ToImmutableArray() : [];
        foreach (var fault in faults) signature.Fault("jwks", fault);
        if (jwks.Length > 0 && faults.IsEmpty && JsonWebKeySet.Create(jwks).Keys.Any(key => string.IsNullOrEmpty(key.KeyId)))
            signature.Fault("jwks", "needs a kid for each key, since an answer names the one that it is signed with");
        return new VerifiedBy.Signature(jwks);
    }

    private static VerifiedBy.Tls Tls(Entry by, Entry owner)
    {
        string[] addresses = [owner.Text("endpoint"), .. owner.Has("replicas") ? owner.Words("replicas") : []];
        if (addresses.Any(address => !address.StartsWith("https://", StringComparison.Ordinal))) by.Fault("tls", "needs every address of this holder to be https");
        var keys = by.Object("tls", ["publicKeys"])?.Words("publicKeys") ?? [];
        foreach (var key in keys.Where(key => !IsDigest(key))) by.Fault("tls publicKeys", $"'{key}' must be the SHA-256 of a SubjectPublicKeyInfo in base64");
        return new VerifiedBy.Tls(keys);
    }

    private static bool IsDigest(string text)
    {
        Span<byte> bytes = stackalloc byte[33];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == 32;
    }
}
