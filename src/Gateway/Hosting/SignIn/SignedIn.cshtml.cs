using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Hosting.SignIn;

/// <summary>
/// Where an issuer's way back ends. The session's cookie is strict, so a browser that comes from another site does not show it yet: this
/// page is of our own site, and goes on by itself.
/// </summary>
[AllowAnonymous]
public sealed class SignedInModel : PageModel
{
    public const string Path = "/sign-in/done";
}
