using System.Collections.Immutable;
using Gateway.Agencies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Hosting.Pages;

/// <summary>Sign in as somebody invented. Outside Development there is no such page.</summary>
[AllowAnonymous]
public sealed class SignInModel(DemonstrationPractitioners practitioners, IHostEnvironment environment, TimeProvider time) : PageModel
{
    public ImmutableArray<DemonstrationPractitioner> Listed => practitioners.All;

    public string? Fault { get; private set; }

    public string Describe(DemonstrationPractitioner listed) =>
        listed.Practitioner.Agency.Name is var agency && listed.Title.Contains(agency, StringComparison.Ordinal) ? listed.Title : $"{listed.Title} ({agency})";

    public IActionResult OnGet() => environment.IsDevelopment() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? practitioner)
    {
        if (!environment.IsDevelopment()) return NotFound();
        if (Listed.FirstOrDefault(listed => listed.Practitioner.Subject == practitioner)?.Practitioner is { } who)
        {
            await HttpContext.SignInAsync(SignInCapability.Scheme, SignInCapability.Principal(who, time.GetUtcNow()));
            return Redirect(Landing.Of(who));
        }

        Fault = "Select who to sign in as";
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
