using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Gateway.Hosting;

/// <summary>Sign-in as a demonstration practitioner: a session cookie that holds who it is, and since when. Development only.</summary>
internal static class SignInCapability
{
    public const string Scheme = "demonstration";
    public const string Path = "/sign-in";
    private const string Since = "since";

    // Sent by a page that looks for news by itself: that is nobody at the screen.
    private const string Unattended = "X-Unattended";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static void AddDemonstrationSignIn(this IServiceCollection services, bool development) =>
        services.AddAuthentication().AddCookie(Scheme, cookie =>
        {
            cookie.CookieManager = new SignInCookies();
            cookie.Cookie.Name = SignInCookies.Secure;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = development ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = Idle;
            cookie.SlidingExpiration = true;
            cookie.Events.OnRedirectToLogin = context => Redirect(context.Response);
            cookie.Events.OnRedirectToAccessDenied = context => Redirect(context.Response);
            cookie.Events.OnValidatePrincipal = ValidateAsync;
            cookie.Events.OnCheckSlidingExpiration = RenewAsync;
        });

    public static System.Security.Claims.ClaimsPrincipal Principal(Practitioner practitioner, DateTimeOffset now)
    {
        var principal = SignedInPractitioner.Principal(practitioner, Scheme);
        principal.Identities.First().AddClaim(new(Since, now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return principal;
    }

    private static Task RenewAsync(CookieSlidingExpirationContext context)
    {
        if (context.Request.Headers.ContainsKey(Unattended)) context.ShouldRenew = false;
        return Task.CompletedTask;
    }

    // Role and agency are read from the register each time: the cookie is only believed about who.
    private static Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var who = services.GetRequiredService<DemonstrationPractitioners>().Find(context.Principal?.FindFirst("sub")?.Value ?? "");
        if (who is null || !Fresh(context.Principal!, now)) context.RejectPrincipal();
        else context.HttpContext.Features.Set(new SignedInPractitioner(who));
        return Task.CompletedTask;
    }

    private static bool Fresh(System.Security.Claims.ClaimsPrincipal principal, DateTimeOffset now) =>
        long.TryParse(principal.FindFirst(Since)?.Value, out var since) && now - DateTimeOffset.FromUnixTimeSeconds(since) < Longest;

    // No way back in the address: it could carry what was typed.
    private static Task Redirect(HttpResponse response)
    {
        response.Redirect(Path);
        return Task.CompletedTask;
    }
}
