using Microsoft.Extensions.Primitives;

namespace Gateway.Agencies.Tokens;

/// <summary>Tells who asks, from a bearer token of their own agency's issuer and from nothing else. Whether they hold it rightly is for <see cref="BoundTokens"/>.</summary>
public sealed class AuthenticatePractitioner
{
    /// <summary>In characters, which are bytes in a token.</summary>
    public const int LongestToken = 8 * 1024;

    private const string Scheme = "Bearer ";
    private readonly ValidateToken validate;
    private readonly RememberedTokens remembered;

    internal AuthenticatePractitioner(ValidateToken validate, RememberedTokens remembered) => (this.validate, this.remembered) = (validate, remembered);

    /// <summary>Reads the Authorization header, every value of it. A token seen a moment ago costs one hash and allocates nothing.</summary>
    public ValueTask<SignIn> AuthenticateAsync(StringValues authorization, CancellationToken cancellation)
    {
        if (authorization.Count > 1) return Refused(TokenFault.SeveralHeaders);
        var header = authorization.ToString();
        if (string.IsNullOrWhiteSpace(header)) return Refused(TokenFault.Missing);
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return Refused(TokenFault.NotBearer);

        var token = header.AsSpan(Scheme.Length).Trim(' ');
        if (token.IsEmpty) return Refused(TokenFault.NotBearer);
        if (token.Length > LongestToken) return Refused(TokenFault.TooLong);
        if (!TokenHash.TryOf(token, out var hash)) return Refused(TokenFault.Malformed);
        return remembered.Find(hash) is { } known ? new ValueTask<SignIn>(known) : new ValueTask<SignIn>(CheckAsync(token.ToString(), hash, cancellation));
    }

    private async Task<SignIn> CheckAsync(string token, TokenHash hash, CancellationToken cancellation)
    {
        var (fault, valid) = await validate.CheckAsync(token, cancellation);
        if (fault is { } why) return new SignIn.NotAuthenticated(why);
        var outcome = new SignIn.Authenticated(valid!.Practitioner, valid.Certificate);
        remembered.Remember(hash, valid, outcome);
        return outcome;
    }

    private static ValueTask<SignIn> Refused(TokenFault fault) => new(new SignIn.NotAuthenticated(fault));
}
