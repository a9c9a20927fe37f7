using System.Globalization;
using System.Security.Claims;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway.Hosting.SignIn;

/// <summary>The session of a person at a browser: a cookie that holds who signed in at which issuer, and since when. It ends after 15 minutes without use.</summary>
internal static class SignInCapability
{
    public const string Scheme = "session";
    public const string Path = "/sign-in";

    private const string IssuerName = "issuer";
    private const string RoleWord = "word";
    private const string Since = "since";

    /// <summary>Stands in the address of a page that loads itself again.</summary>
    public const string LookAgain = "again=1";

    // Sent by a page that looks for news by itself: that is nobody at the screen.
    private const string Unattended = "X-Unattended";

    /// <summary>Without use.</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan LeastRenewed = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static void AddSignIn(this IServiceCollection services, IConfiguration configuration, bool development)
    {
        services.AddSingleton(SignInSecrets.Read(configuration));
        services.AddSingleton<EndSession>();
        services.AddAuthentication()
            .AddCookie(Scheme, cookie => Configure(cookie, development))
            .AddOAuth<AgencySignInOptions, AgencySignInHandler>(AgencySignInHandler.SchemeName, options => options.KeepCookies(development));
    }

    public static ClaimsPrincipal Principal(Practitioner practitioner, string roleWord, DateTimeOffset now)
    {
        var principal = SignedInPractitioner.Principal(practitioner, Scheme);
        principal.Identities.First().AddClaims(
        [
            new(IssuerName, practitioner.Agency.Issuer!.Name), new(RoleWord, roleWord), new(Since, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), EndSession.NewId(),
        ]);
        return principal;
    }

    private static void Configure(CookieAuthenticationOptions cookie, bool development)
    {
        cookie.CookieManager = new SignInCookies();
        cookie.Cookie.Name = SignInCookies.Secure;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.ExpireTimeSpan = Idle;
        cookie.SlidingExpiration = true;
        cookie.Events.OnRedirectToLogin = Redirect;
        cookie.Events.OnRedirectToAccessDenied = Redirect;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnCheckSlidingExpiration = RenewAsync;
    }

    private static Task RenewAsync(CookieSlidingExpirationContext context)
    {
        // Counted from when they last did something, and not from half the time before.
        context.ShouldRenew = !context.Request.Headers.ContainsKey(Unattended) && !context.Request.Query.ContainsKey("again") && context.ElapsedTime >= LeastRenewed;
        return Task.CompletedTask;
    }

    // Agency and role are read from the register each time: the cookie is only believed about who, and about the issuer's word.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (Who(context.Principal!, services.GetRequiredService<Register>()) is { } who && Fresh(context.Principal!, now)
            && !await services.GetRequiredService<EndSession>().IsOverAsync(context.Principal!, context.HttpContext.RequestAborted)) context.HttpContext.Features.Set(new SignedInPractitioner(who));
        else context.RejectPrincipal();
    }

    private static Practitioner? Who(ClaimsPrincipal principal, Register register)
    {
        var (subject, agency) = (principal.FindFirst("sub")?.Value, register.Agencies.GetValueOrDefault(principal.FindFirst("agency")?.Value ?? ""));
        if (subject is null || agency?.Issuer is not { } issuer || issuer.Name != principal.FindFirst(IssuerName)?.Value) return null;
        return issuer.Roles.TryGetValue(principal.FindFirst(RoleWord)?.Value ?? "", out var role) ? new Practitioner(agency, subject, role, principal.FindFirst("name")?.Value) : null;
    }

    private static bool Fresh(ClaimsPrincipal principal, DateTimeOffset now) =>
        long.TryParse(principal.FindFirst(Since)?.Value, out var since) && now - DateTimeOffset.FromUnixTimeSeconds(since) < Longest;

    // No way back in the address: it is left sealed with the browser, and for the same person alone.
    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        WayBack.Leave(context.HttpContext, context.Options);
        context.Response.Redirect(Path);
        return Task.CompletedTask;
    }
}
