using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Federation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Gateway.Hosting.SignIn;

/// <summary>
/// Sign-in at an agency's own issuer by the code flow with PKCE. The framework keeps the state and the browser to it; what the issuer says of
/// the person is checked by <see cref="ValidateSignIn"/>, and no token is kept.
/// </summary>
internal sealed class AgencySignInHandler(
    IOptionsMonitor<AgencySignInOptions> options, ILoggerFactory logs, UrlEncoder encoder, Issuers issuers, ValidateSignIn validate, SignInSecrets secrets)
    : OAuthHandler<AgencySignInOptions>(options, logs, encoder)
{
    public const string SchemeName = "agency-sign-in";

    private const string IssuerItem = "issuer";
    private const string NonceItem = "nonce";

    /// <summary>Each issuer has a way back of its own, so that a code of one is never brought to another.</summary>
    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(Request.Path.StartsWithSegments(Options.CallbackPath, StringComparison.Ordinal));

    /// <summary>Where somebody is sent who chose an organisation.</summary>
    public static AuthenticationProperties To(KnownIssuer issuer) => new() { Items = { [IssuerItem] = issuer.Issuer.Name } };

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var (issuer, addresses) = Known(properties);
        var (verifier, nonce) = (Random(), Random());
        properties.Items[OAuthConstants.CodeVerifierKey] = verifier;
        properties.Items[NonceItem] = nonce;
        properties.IssuedUtc = TimeProvider.GetUtcNow();
        // Asked anew each time, even of somebody who is signed in there: the computer may be shared.
        return QueryHelpers.AddQueryString(addresses.Authorize.AbsoluteUri, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = issuer.Issuer.ClientId,
            ["redirect_uri"] = WayBack(issuer),
            ["scope"] = "openid profile",
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
            ["nonce"] = nonce,
            ["prompt"] = "login",
            ["max_age"] = "0",
            ["state"] = Options.StateDataFormat.Protect(properties),
        });
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        var (issuer, addresses) = Known(context.Properties);
        // A browser forgets the way back by itself; whoever copied it does not.
        if (!(TimeProvider.GetUtcNow() - context.Properties.IssuedUtc <= Options.RemoteAuthenticationTimeout)) throw new SignInFailedException(SignInFault.NotBegun);
        if (!IsOf(issuer, addresses)) throw new SignInFailedException(SignInFault.NotBelieved);
        using var request = CodeFor(issuer, addresses, context);
        try
        {
            using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
            var bytes = await response.Content.ReadAsByteArrayAsync(Context.RequestAborted);
            return (int)response.StatusCode switch
            {
                200 => OAuthTokenResponse.Success(Read(bytes)),
                >= 500 => throw new SignInFailedException(SignInFault.Unreachable),
                _ => throw new SignInFailedException(SignInFault.Declined),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !Context.RequestAborted.IsCancellationRequested)
        {
            throw new SignInFailedException(SignInFault.Unreachable);
        }
    }

    // Another issuer's answer for this one's question: by the way it came, and by its name where it says one (RFC 9207).
    private bool IsOf(KnownIssuer issuer, SignInAddresses addresses)
    {
        if (Request.Path != new PathString($"{Options.CallbackPath}/{issuer.Agency.Id}")) return false;
        return Request.Query["iss"] is { Count: > 0 } said ? said.ToString() == issuer.Issuer.Name : !addresses.NamesItself;
    }

    private string WayBack(KnownIssuer issuer) => BuildRedirectUri($"{Options.CallbackPath}/{issuer.Agency.Id}");

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var (issuer, _) = Known(properties);
        return await validate.CheckAsync(issuer, Text(tokens.Response!, "id_token")!, properties.Items[NonceItem] ?? "", properties.IssuedUtc ?? DateTimeOffset.MaxValue, Context.RequestAborted) switch
        {
            SignInOutcome.Of(var who, var word) => Ticket(who, word),
            SignInOutcome.Refused(var fault) => throw new SignInFailedException(fault),
            _ => throw new InvalidOperationException("unknown outcome"),
        };
    }

    private static JsonDocument Read(byte[] bytes)
    {
        try
        {
            var said = JsonDocument.Parse(bytes, StrictJson.Options);
            return Text(said, "access_token") is not null && Text(said, "id_token") is not null ? said : throw new SignInFailedException(SignInFault.NotBelieved);
        }
        catch (JsonException)
        {
            throw new SignInFailedException(SignInFault.NotBelieved);
        }
    }

    private static string? Text(JsonDocument said, string name) =>
        said.RootElement.ValueKind == JsonValueKind.Object && said.RootElement.TryGetProperty(name, out var one) && one.ValueKind == JsonValueKind.String ? one.GetString() : null;

    private AuthenticationTicket Ticket(Practitioner who, string word)
    {
        Response.Cookies.Append(SignInModel.Remembered, who.Agency.Id, Options.ForgottenLate(Request));
        return new AuthenticationTicket(SignInCapability.Principal(who, word, TimeProvider.GetUtcNow()), new() { RedirectUri = SignedInModel.Path }, Scheme.Name);
    }

    // The register may have changed since the browser was sent away.
    private (KnownIssuer Issuer, SignInAddresses Addresses) Known(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(IssuerItem, out var name) && name is not null && issuers.Find(name) is { Addresses: { } addresses } issuer
            ? (issuer, addresses)
            : throw new SignInFailedException(SignInFault.Unreachable);

    private HttpRequestMessage CodeFor(KnownIssuer issuer, SignInAddresses addresses, OAuthCodeExchangeContext context)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = context.Code,
            ["redirect_uri"] = WayBack(issuer),
            ["client_id"] = issuer.Issuer.ClientId!,
            ["code_verifier"] = context.Properties.Items[OAuthConstants.CodeVerifierKey] ?? "",
        };
        var request = new HttpRequestMessage(HttpMethod.Post, addresses.Token) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (secrets.Of(issuer.Agency.Id) is { } secret)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(issuer.Issuer.ClientId!)}:{Uri.EscapeDataString(secret)}")));
        return request;
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
