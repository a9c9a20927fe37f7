using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Notices.Pages;

/// <summary>What the pages of notices have in common: who reads, and one page where the ledger is closed.</summary>
public abstract class NoticePage : PageModel
{
    public ImmutableArray<FieldFault> Faults { get; private set; } = [];

    internal Practitioner Who => WorkAnswers.Who(HttpContext);

    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Words;

    public string Titled(string title) => Faults.IsEmpty ? title : "Error: " + title;

    /// <summary>How urgent a notice is, in a word.</summary>
    public static string Urgent(NoticeView view) => view.Notice.AcknowledgedAt is not null ? "Taken" : view.Urgency switch
    {
        NoticeUrgency.Now => "Now",
        NoticeUrgency.Today => "Today",
        _ => "Routine",
    };

    internal T Use<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    private protected IActionResult Again(FieldFault fault)
    {
        Faults = [fault];
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private protected ViewResult Closed() =>
        this.Show("/Disclosure/Pages/LedgerClosed.cshtml", Use<WhomToRing>().ForAreas(Who.Agency.Areas), StatusCodes.Status503ServiceUnavailable);
}
