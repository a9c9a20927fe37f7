using System.Buffers.Text;

namespace Gateway.Agencies.Tokens;

/// <summary>A token that held: who it names, for how long, and the keys that vouched for it.</summary>
internal sealed record ValidToken(Practitioner Practitioner, DateTimeOffset? NotBefore, DateTimeOffset Expires, KeyRing Ring, KeySet Keys)
{
    /// <summary>The SHA-256 of the certificate that it is bound to, in base64url; none where it is bound to none.</summary>
    public string? Certificate { get; init; }
}

/// <summary>Checks one token in full. The library proves the signature, issuer and audience; the clock and the claims are ours.</summary>
internal sealed class ValidateToken(Issuers issuers, VouchForToken vouch, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public async Task<(TokenFault? Fault, ValidToken? Valid)> CheckAsync(string text, CancellationToken cancellation)
    {
        if (UncheckedToken.Read(text, out var read) is { } fault) return (fault, null);
        using var token = read!;
        if (token.Claims.Text("iss") is not { } name || issuers.Find(name) is not { } issuer) return (TokenFault.IssuerUnknown, null);

        if (Shape(token.Claims, issuer.Issuer) is { } missing) return (missing, null);

        var (signatureFault, keys) = await vouch.CheckAsync(token, issuer, issuer.Issuer.Audience, cancellation);
        return signatureFault is null ? Believed(token.Claims, issuer, keys) : (signatureFault, null);
    }

    // Before the signature, since the library says no more than "malformed" of a claim of another type.
    private static TokenFault? Shape(TokenClaims claims, Issuer issuer)
    {
        if (claims.Instant("exp") is null) return TokenFault.ExpiryMissing;
        if (claims.Has("nbf") && claims.Instant("nbf") is null) return TokenFault.NotYetValid;
        if (claims.Text("sub") is null) return TokenFault.SubjectMissing;
        if (claims.Text("jti") is null) return TokenFault.IdMissing;
        if (claims.Has("cnf") && Certificate(claims) is null) return TokenFault.ConfirmationUnknown;
        return claims.One(issuer.RoleClaim) is null ? TokenFault.RoleMissing : null;
    }

    // A way of being bound that we would have to prove and cannot is refused.
    private static string? Certificate(TokenClaims claims) =>
        claims.Object("cnf") is { Count: 1 } confirmation && confirmation.Text("x5t#S256") is { Length: BoundTokens.Print } print && Base64Url.IsValid(print) ? print : null;

    private (TokenFault? Fault, ValidToken? Valid) Believed(TokenClaims claims, KnownIssuer issuer, KeySet keys)
    {
        var now = time.GetUtcNow();
        var (notBefore, expires) = (claims.Instant("nbf"), claims.Instant("exp")!.Value);
        if (now >= expires + ClockSkew) return (TokenFault.Expired, null);
        if (now < notBefore - ClockSkew) return (TokenFault.NotYetValid, null);
        if (!issuer.Issuer.Roles.TryGetValue(claims.One(issuer.Issuer.RoleClaim)!, out var role)) return (TokenFault.RoleUnknown, null);
        var practitioner = new Practitioner(issuer.Agency, claims.Text("sub")!, role, claims.Text("name"));
        return (null, new ValidToken(practitioner, notBefore, expires, issuer.Keys, keys) { Certificate = Certificate(claims) });
    }
}
