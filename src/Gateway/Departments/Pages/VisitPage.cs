using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Departments.Pages;

/// <summary>What the pages of a department have in common: who reads, one visit, and one page where the ledger is closed.</summary>
public abstract class VisitPage : PageModel
{
    public ImmutableArray<FieldFault> Faults { get; private protected set; } = [];

    internal Practitioner Who => WorkAnswers.Who(HttpContext);

    internal VisitSeen Seen { get; private set; } = null!;

    public string Titled(string title) => Faults.IsEmpty ? title : "Error: " + title;

    internal T Use<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    internal ImmutableArray<RingAnswer> RingNow => Use<WhomToRing>().ForAreas(Who.Agency.Areas);

    /// <summary>The visit, once the reading is recorded; else what is shown in its place.</summary>
    private protected async Task<IActionResult?> ReadAsync(Guid id)
    {
        switch (await Use<ReadVisits>().OneAsync(Who, id, HttpContext.RequestAborted))
        {
            case VisitShown.Shown(var seen, _):
                Seen = seen;
                return null;
            case null: return NotFound();
            default: return Closed();
        }
    }

    private protected ViewResult Closed() => this.Show("/Disclosure/Pages/LedgerClosed.cshtml", RingNow, StatusCodes.Status503ServiceUnavailable);

    // The asker going away does not stop what is half done: sent again it is found.
    private protected CancellationToken Stopping => Use<IHostApplicationLifetime>().ApplicationStopping;
}
