using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Messages.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Messages.Pages;

/// <summary>What was laid aside, for an operator: why, and a button that sends it again. To everybody else there is no such page.</summary>
public sealed class ParkedModel : PageModel
{
    public IReadOnlyList<ParkedMessage> Parked { get; private set; } = [];

    /// <summary>How many there are in all.</summary>
    public int Total { get; private set; }

    private Practitioner Who => WorkAnswers.Who(HttpContext);

    public string NameOf(string agency) => agency.Length == 0 ? "the gateway itself" : Use<Register>().Agencies.GetValueOrDefault(agency)?.Name ?? agency;

    public static string Why(string because) => because switch
    {
        "refused" => "Their system refused it",
        "delivered-too-often" => "Their system took it up and let it go again twenty times",
        "no-queue" => "The agency has no queue in the register",
        "nobody-takes-it" => "It is not a message of ours",
        _ => because,
    };

    public async Task<IActionResult> OnGetAsync()
    {
        if (await Use<ParkedMessages>().ListAsync(Who, HttpContext.RequestAborted) is not var (parked, total)) return NotFound();
        (Parked, Total) = (parked, total);
        return await Use<RecordReading>().RunAsync(Who, ParkedEndpoint.Read, parked.Select(one => one.Id), HttpContext.RequestAborted) is null ? Closed() : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Guid.TryParse(Request.Form["message"], out var id)) return NotFound();
        return await Use<ParkedMessages>().ReplayAsync(Who, id, HttpContext.RequestAborted) switch
        {
            RecordedOnce.Done or RecordedOnce.TooLate => Redirect("/messages/parked"),
            RecordedOnce.LedgerClosed => Closed(),
            _ => NotFound(),
        };
    }

    private ViewResult Closed() =>
        this.Show("/Disclosure/Pages/LedgerClosed.cshtml", Use<WhomToRing>().ForAreas(Who.Agency.Areas), StatusCodes.Status503ServiceUnavailable);

    private T Use<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();
}
