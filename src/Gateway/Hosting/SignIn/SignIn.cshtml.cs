using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Hosting.SignIn;

/// <summary>Where people say which organisation they are of; it signs them in. In Development one may also sign in as somebody invented.</summary>
[AllowAnonymous]
public sealed class SignInModel(DemonstrationPractitioners practitioners, Register register, IHostEnvironment environment, TimeProvider time) : PageModel
{
    public const string Remembered = "gateway-organisation";
    private const int MostListed = 20;
    private const int LongestSought = 100;

    public ImmutableArray<DemonstrationPractitioner> Listed => practitioners.All;

    public bool Invented => environment.IsDevelopment() && !Listed.IsEmpty;

    public string? Fault { get; private set; }

    /// <summary>Why the last sign-in came to nothing.</summary>
    public string? WhyNot { get; private set; }

    public ImmutableArray<Agency> Organisations { get; private set; } = [];

    /// <summary>The one that signed somebody in at this browser before.</summary>
    public Agency? Before { get; private set; }

    public string Sought { get; private set; } = "";

    /// <summary>More than a page can list: one seeks by name.</summary>
    public bool Seeks { get; private set; }

    public bool ThereAreMore { get; private set; }

    public string Describe(DemonstrationPractitioner listed) =>
        listed.Practitioner.Agency.Name is var agency && listed.Title.Contains(agency, StringComparison.Ordinal) ? listed.Title : $"{listed.Title} ({agency})";

    public IActionResult OnGet(string? why, string? organisation)
    {
        WhyNot = SignInFaultWords.Sentence(why);
        if (WhyNot is not null) Response.StatusCode = StatusCodes.Status403Forbidden;
        return Shown(organisation);
    }

    public async Task<IActionResult> OnPostAsync(string? practitioner)
    {
        if (!environment.IsDevelopment()) return NotFound();
        if (practitioners.Listed(practitioner ?? "") is { Practitioner: var who, RoleWord: var word })
        {
            await HttpContext.SignInAsync(SignInCapability.Scheme, SignInCapability.Principal(who, word, time.GetUtcNow()));
            return Redirect(WayBack.Take(HttpContext, who) ?? Landing.Of(who));
        }

        Fault = "Select who to sign in as";
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Shown(null);
    }

    private PageResult Shown(string? organisation)
    {
        var all = register.Agencies.Values.Where(agency => agency.Issuer?.ClientId is not null).OrderBy(agency => agency.Name, StringComparer.OrdinalIgnoreCase).ToList();
        Sought = organisation is { Length: <= LongestSought } ? organisation.Trim() : "";
        Seeks = all.Count > MostListed;
        Before = all.Find(agency => agency.Id == Request.Cookies[Remembered]);
        var found = Sought.Length > 0 ? all.FindAll(agency => agency.Name.Contains(Sought, StringComparison.OrdinalIgnoreCase)) : Seeks ? [] : all;
        ThereAreMore = found.Count > MostListed;
        Organisations = [.. found.Take(MostListed)];
        return Page();
    }
}
