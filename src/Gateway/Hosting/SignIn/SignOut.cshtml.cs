using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Hosting.SignIn;

/// <summary>Ends the session. Only a form may: a link could be followed for somebody.</summary>
public sealed class SignOutModel(IServiceProvider services) : PageModel
{
    public Agency? Agency { get; private set; }

    /// <summary>Where the organisation's own session is ended. It names the pages and nobody.</summary>
    public string? EndSession { get; private set; }

    public IActionResult OnGet() => Redirect("/check");

    public async Task<IActionResult> OnPostAsync()
    {
        var who = SignedInPractitioner.Of(HttpContext);
        await services.GetRequiredService<EndSession>().RunAsync(User, CancellationToken.None);
        await HttpContext.SignOutAsync(SignInCapability.Scheme);
        if (who?.Agency.Issuer is not { ClientId: { } client } issuer || services.GetRequiredService<Issuers>().Find(issuer.Name)?.Addresses?.EndSession is not { } end)
            return Redirect(SignInCapability.Path);
        HttpContext.Features.Set<SignedInPractitioner>(null);
        (Agency, EndSession) = (who.Agency, QueryHelpers.AddQueryString(end.AbsoluteUri, new Dictionary<string, string?>
        {
            ["client_id"] = client,
            ["post_logout_redirect_uri"] = $"{Request.Scheme}://{Request.Host}{SignInCapability.Path}",
        }));
        return Page();
    }
}
