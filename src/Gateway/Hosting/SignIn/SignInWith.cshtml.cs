using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Hosting.SignIn;

/// <summary>Sends the browser to an organisation's issuer.</summary>
[AllowAnonymous]
public sealed class SignInWithModel(Register register, IServiceProvider services) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string agency)
    {
        if (register.Agencies.GetValueOrDefault(agency)?.Issuer is not { ClientId: not null } issuer) return NotFound();
        var known = services.GetRequiredService<Issuers>().Find(issuer.Name)!;
        known.Keys.KeepFresh();
        if (known.Addresses is null) await known.Keys.LookAgainAsync(known.Keys.Current, HttpContext.RequestAborted);
        if (known.Addresses is null) return Redirect($"{SignInCapability.Path}?why={SignInFault.Unreachable.Word()}");
        return Challenge(AgencySignInHandler.To(known), AgencySignInHandler.SchemeName);
    }
}
