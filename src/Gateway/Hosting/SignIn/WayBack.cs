using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Hosting.SignIn;

/// <summary>
/// The page on which somebody's session ended without use, sealed and left with their browser: they come back to it when they sign in again, and nobody else does. It is the
/// path alone, which never carries what was typed. Whoever sent something at that moment is told first that it was not received.
/// </summary>
internal static class WayBack
{
    private const string Plain = "gateway-way-back";
    private const string Secure = "__Host-" + Plain;
    private const string Sent = "sent";

    public static void Leave(HttpContext http, CookieAuthenticationOptions session)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is null || !IsSomebodysOwn(http) || Who(http, session) is not var (agency, subject)) return;
        Leave(http, new Left(agency, subject, HttpMethods.IsGet(http.Request.Method) ? "" : Sent, http.Request.Path));
    }

    /// <summary>Where whoever signed in was; none where it was somebody else, or nowhere.</summary>
    public static string? Take(HttpContext http, Practitioner who)
    {
        if (http.Request.Cookies[Name(http)] is not { Length: > 0 and <= 2048 } sealedPath) return null;
        http.Response.Cookies.Delete(Name(http), Options(http));
        if (Open(http, sealedPath) is not { } left || left.Agency != who.Agency.Id || left.Subject != who.Subject) return null;
        if (left.Was != Sent) return left.Path;
        Leave(http, left with { Was = "" });
        return NotReceivedModel.Path;
    }

    private static void Leave(HttpContext http, Left left) => http.Response.Cookies.Append(
        Name(http), WebEncoders.Base64UrlEncode(Protector(http).Protect(Encoding.UTF8.GetBytes($"{left.Agency}\n{left.Subject}\n{left.Was}\n{left.Path}"))), Options(http));

    private static Left? Open(HttpContext http, string left)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Protector(http).Unprotect(WebEncoders.Base64UrlDecode(left))).Split('\n');
            return parts is [var agency, var subject, "" or Sent, ['/', not '/', ..]] ? new Left(agency, subject, parts[2], parts[3]) : null;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    // A page that looks for news or keeps a draft by itself is not where somebody was.
    private static bool IsSomebodysOwn(HttpContext http) => http.Request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate";

    // The session is over, and says still whose it was.
    private static (string Agency, string Subject)? Who(HttpContext http, CookieAuthenticationOptions session) =>
        session.CookieManager.GetRequestCookie(http, session.Cookie.Name!) is { } cookie && session.TicketDataFormat.Unprotect(cookie)?.Principal is { } ended
            && (ended.FindFirst("agency")?.Value, ended.FindFirst("sub")?.Value) is ({ } agency, { } subject) ? (agency, subject) : null;

    private static IDataProtector Protector(HttpContext http) => http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("way-back");

    private static string Name(HttpContext http) => http.Request.IsHttps ? Secure : Plain;

    private static CookieOptions Options(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/", IsEssential = true };

    /// <param name="Was">Whether something was sent at the moment.</param>
    private sealed record Left(string Agency, string Subject, string Was, string Path);
}
