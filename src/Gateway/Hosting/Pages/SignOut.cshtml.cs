using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Hosting.Pages;

/// <summary>Ends the session. Only a form may: a link could be followed for somebody.</summary>
public sealed class SignOutModel : PageModel
{
    public IActionResult OnGet() => Redirect("/check");

    public async Task<IActionResult> OnPostAsync()
    {
        await HttpContext.SignOutAsync(SignInCapability.Scheme);
        return Redirect(SignInCapability.Path);
    }
}
