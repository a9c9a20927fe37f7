using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.Agencies.Tokens;

/// <summary>Where an issuer's practitioners sign in, by OpenID Connect Discovery 1.0 section 3.</summary>
/// <param name="Authorize">Where a browser is sent to.</param>
/// <param name="Token">Where a code is changed into tokens.</param>
/// <param name="EndSession">Where one signs out of the issuer too; null where it offers none.</param>
/// <param name="NamesItself">Each way back names the issuer (RFC 9207): one that does not is another's.</param>
internal sealed record SignInAddresses(Uri Authorize, Uri Token, Uri? EndSession, bool NamesItself)
{
    public static SignInAddresses? Of(OpenIdConnectConfiguration published, IssuerDocuments documents) =>
        documents.Callable(published.AuthorizationEndpoint) is { } authorize && documents.Callable(published.TokenEndpoint) is { } token
            ? new SignInAddresses(authorize, token, documents.Callable(published.EndSessionEndpoint), published.AuthorizationResponseIssParameterSupported)
            : null;
}
