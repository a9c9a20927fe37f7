using System.Collections.Immutable;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Agencies.Tokens;

/// <summary>Whether an issuer's keys vouch for a token, and for whom it was made.</summary>
internal sealed class VouchForToken
{
    private static readonly ImmutableArray<string> Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256];
    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = AuthenticatePractitioner.LongestToken };

    // Keys that cannot vouch for a token may be old: look once for newer ones.
    public async ValueTask<(TokenFault? Fault, KeySet Keys)> CheckAsync(UncheckedToken token, KnownIssuer issuer, string audience, CancellationToken cancellation)
    {
        issuer.Keys.KeepFresh();
        var keys = issuer.Keys.Current;
        var fault = await VouchAsync(token, issuer.Issuer, audience, keys);
        if (fault is not (TokenFault.KeysUnavailable or TokenFault.KeyUnknown) && (fault is not TokenFault.SignatureWrong || token.KeyId is not null)) return (fault, keys);

        var newer = await issuer.Keys.LookAgainAsync(keys, cancellation);
        return ReferenceEquals(newer, keys) ? (fault, keys) : (await VouchAsync(token, issuer.Issuer, audience, newer), newer);
    }

    private async Task<TokenFault?> VouchAsync(UncheckedToken token, Issuer issuer, string audience, KeySet keys)
    {
        if (keys.IsEmpty) return TokenFault.KeysUnavailable;
        var candidates = keys.Named(token.KeyId);
        if (candidates.IsEmpty) return TokenFault.KeyUnknown;
        var result = await handler.ValidateTokenAsync(token.Text, new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = candidates,
            ValidIssuer = issuer.Name,
            ValidAudience = audience,
            ValidateLifetime = false,
        });
        return result.IsValid ? null : FaultOf(result.Exception);
    }

    private static TokenFault FaultOf(Exception exception) => exception switch
    {
        SecurityTokenInvalidAudienceException => TokenFault.AudienceWrong,
        SecurityTokenInvalidIssuerException => TokenFault.IssuerUnknown,
        SecurityTokenInvalidAlgorithmException => TokenFault.AlgorithmNotAllowed,
        SecurityTokenMalformedException or ArgumentException => TokenFault.Malformed,
        _ => TokenFault.SignatureWrong,
    };
}
