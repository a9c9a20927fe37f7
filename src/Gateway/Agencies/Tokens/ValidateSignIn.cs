using System.Security.Cryptography;
using System.Text;

namespace Gateway.Agencies.Tokens;

/// <summary>
/// Checks what an issuer says of who has just signed in there (OpenID Connect Core 1.0, 3.1.3.7): made by this issuer, for these pages, for
/// this one sign-in and a moment ago, about somebody whose role the register knows.
/// </summary>
internal sealed class ValidateSignIn(VouchForToken vouch, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(10);

    public async Task<SignInOutcome> CheckAsync(KnownIssuer issuer, string text, string nonce, DateTimeOffset begun, CancellationToken cancellation)
    {
        if (text.Length > AuthenticatePractitioner.LongestToken || UncheckedToken.Read(text, out var read) is not null) return new SignInOutcome.Refused(SignInFault.NotBelieved);
        using var token = read!;
        if (!IsOfThisSignIn(token.Claims, issuer, nonce)) return new SignInOutcome.Refused(SignInFault.NotBelieved);
        var (fault, _) = await vouch.CheckAsync(token, issuer, issuer.Issuer.ClientId!, cancellation);
        if (fault is not null) return new SignInOutcome.Refused(fault is TokenFault.KeysUnavailable ? SignInFault.Unreachable : SignInFault.NotBelieved);
        return IsOfNow(token.Claims, begun) ? Who(token.Claims, issuer) : new SignInOutcome.Refused(SignInFault.TooLate);
    }

    private static bool IsOfThisSignIn(TokenClaims claims, KnownIssuer issuer, string nonce) =>
        claims.Text("iss") == issuer.Issuer.Name && claims.Text("nonce") is { } said
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(said), Encoding.UTF8.GetBytes(nonce))
        && claims.One("aud") == issuer.Issuer.ClientId && (!claims.Has("azp") || claims.Text("azp") == issuer.Issuer.ClientId);

    // Who sits at a shared computer has to say who they are, however lately somebody else did, and even where the issuer would not have asked.
    private bool IsOfNow(TokenClaims claims, DateTimeOffset begun)
    {
        var now = time.GetUtcNow();
        return claims.Instant("exp") is { } expires && now < expires + ClockSkew
            && claims.Instant("iat") is { } issued && IsJust(issued, now) && claims.Instant("auth_time") is { } signedIn && signedIn <= now + ClockSkew && signedIn >= begun - ClockSkew;
    }

    private static bool IsJust(DateTimeOffset then, DateTimeOffset now) => then <= now + ClockSkew && now - then <= JustNow;

    private static SignInOutcome Who(TokenClaims claims, KnownIssuer issuer)
    {
        if (claims.Text("sub") is not { } subject) return new SignInOutcome.Refused(SignInFault.NotBelieved);
        if (claims.One(issuer.Issuer.RoleClaim) is not { } word || !issuer.Issuer.Roles.TryGetValue(word, out var role)) return new SignInOutcome.Refused(SignInFault.NoRole);
        return new SignInOutcome.Of(new Practitioner(issuer.Agency, subject, role, claims.Text("name")), word);
    }
}

/// <summary>What a sign-in came to.</summary>
internal abstract record SignInOutcome
{
    private SignInOutcome() { }

    /// <param name="RoleWord">The issuer's own word for the role: what it means is looked up each time.</param>
    public sealed record Of(Practitioner Practitioner, string RoleWord) : SignInOutcome;

    public sealed record Refused(SignInFault Fault) : SignInOutcome;
}

/// <summary>Why nobody was signed in.</summary>
internal enum SignInFault
{
    /// <summary>The state or the browser's cookie does not fit: an old page, another browser, or somebody else's link.</summary>
    NotBegun,

    /// <summary>The person, or their organisation, said no.</summary>
    Declined,

    Unreachable,
    NotBelieved,
    TooLate,
    NoRole,
}
