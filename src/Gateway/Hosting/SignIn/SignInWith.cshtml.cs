using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Hosting.SignIn;

/// <summary>Sends the browser to an organisation's issuer, and keeps in mind which it was.</summary>
[AllowAnonymous]
public sealed class SignInWithModel(Register register, IServiceProvider services, IHostEnvironment environment) : PageModel
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public async Task<IActionResult> OnGetAsync(string agency)
    {
        if (register.Agencies.GetValueOrDefault(agency)?.Issuer is not { ClientId: not null } issuer) return NotFound();
        var known = services.GetRequiredService<Issuers>().Find(issuer.Name)!;
        known.Keys.KeepFresh();
        if (known.Addresses is null) await known.Keys.LookAgainAsync(known.Keys.Current, HttpContext.RequestAborted);
        if (known.Addresses is null) return Redirect($"{SignInCapability.Path}?why={SignInFault.Unreachable.Word()}");
        Response.Cookies.Append(SignInModel.Remembered, agency, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = !environment.IsDevelopment() || Request.IsHttps,
            MaxAge = Kept,
            Path = "/",
            IsEssential = true,
        });
        return Challenge(AgencySignInHandler.To(known), AgencySignInHandler.SchemeName);
    }
}
