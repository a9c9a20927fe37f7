using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Hosting.SignIn;

/// <summary>Says that what somebody sent after their session had ended was not received, before they go back to where they were: an empty form alone would look as if it was.</summary>
public sealed class NotReceivedModel : PageModel
{
    public const string Path = "/sign-in/not-received";

    public const string Title = "What you sent was not received";

    public string Back { get; private set; } = "/";

    public IActionResult OnGet()
    {
        if (SignedInPractitioner.Of(HttpContext) is { } who) Back = WayBack.Take(HttpContext, who) ?? Landing.Of(who);
        return Page();
    }
}
