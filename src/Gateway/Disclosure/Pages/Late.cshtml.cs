using Gateway.Agencies.Tokens;
using Gateway.Federation.Late;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Disclosure.Pages;

/// <summary>What came after an answer, for whoever asked. The answer's own page fills itself in from here; without script it is a link.</summary>
public sealed class LateModel : PageModel
{
    private const int Most = 1000;

    public LateStatus? Status { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid check, int after = 0)
    {
        var who = SignedInPractitioner.Of(HttpContext) ?? throw new InvalidOperationException("The page is for signed-in practitioners.");
        var services = HttpContext.RequestServices;
        var reading = await services.GetRequiredService<ReadLate>().OfAsync(who, check, Math.Clamp(after, 0, Most), HttpContext.RequestAborted);
        Status = reading switch
        {
            LateReading.Something(var status, _) => status,
            LateReading.Nothing(var status) => status,
            _ => null,
        };
        if (Status is not null) return Page();
        return reading is LateReading.Closed
            ? this.Show("/Disclosure/Pages/LedgerClosed.cshtml", services.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas), StatusCodes.Status503ServiceUnavailable)
            : NotFound();
    }
}
