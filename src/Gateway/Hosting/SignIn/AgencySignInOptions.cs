using Microsoft.AspNetCore.Authentication.OAuth;

namespace Gateway.Hosting.SignIn;

/// <summary>One way in for every agency: which issuer is meant stands in the protected state, its addresses in what it publishes.</summary>
internal sealed class AgencySignInOptions : OAuthOptions
{
    public const string Return = "/sign-in/return";
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToSignIn = TimeSpan.FromMinutes(10);

    public AgencySignInOptions()
    {
        CallbackPath = Return;
        SignInScheme = SignInCapability.Scheme;
        UsePkce = true;
        SaveTokens = false;
        RemoteAuthenticationTimeout = ToSignIn;
        Backchannel = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        Events.OnRemoteFailure = SayWhyNot.OfFailureAsync;
        Events.OnAccessDenied = SayWhyNot.OfDenialAsync;
    }

    /// <summary>The framework's own check asks for the addresses of one fixed issuer.</summary>
    public override void Validate() { }

    /// <summary>Which organisation signed somebody in at this browser, for the next time.</summary>
    public CookieOptions ForgottenLate(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = CorrelationCookie.SecurePolicy == CookieSecurePolicy.Always || request.IsHttps,
        MaxAge = Remembered,
        Path = "/",
        IsEssential = true,
    };

    /// <summary>Lax, since the way back from an issuer comes from another site; the session's own is strict.</summary>
    public void KeepCookies(bool development)
    {
        CorrelationCookie.Name = development ? "gateway-signing-in-" : "__Host-gateway-signing-in-";
        CorrelationCookie.Path = "/";
        CorrelationCookie.SameSite = SameSiteMode.Lax;
        CorrelationCookie.HttpOnly = true;
        CorrelationCookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
    }
}
