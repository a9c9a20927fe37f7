using Microsoft.AspNetCore.Authentication;

namespace Gateway.Agencies.Tokens;

/// <summary>What a token came to.</summary>
public abstract record SignIn
{
    private SignIn() { }

    /// <param name="Certificate">The certificate that the token is bound to: whoever shows it must hold that.</param>
    public sealed record Authenticated(Practitioner Practitioner, string? Certificate) : SignIn
    {
        /// <summary>What the framework is told, made once for a token that is remembered.</summary>
        internal AuthenticateResult Result { get; } = AuthenticateResult.Success(new AuthenticationTicket(
            SignedInPractitioner.Principal(Practitioner, AgenciesCapability.AgencyTokenScheme), AgenciesCapability.AgencyTokenScheme));
    }

    public sealed record NotAuthenticated(TokenFault Fault) : SignIn;
}
