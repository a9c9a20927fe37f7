using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit.Health;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Audit.Pages;

/// <summary>What the ledger's pages have in common: an officer, faults beside the fields, and one page where the ledger is closed.</summary>
internal abstract class OfficerPage : PageModel
{
    protected const string Folder = "/Audit/Pages/";

    public ImmutableArray<FieldFault> Faults { get; private set; } = [];

    public Practitioner Officer => WorkAnswers.Who(HttpContext);

    public string? FaultOf(params string[] fields) => Faults.FirstOrDefault(fault => fields.Contains(fault.Field))?.Words;

    public string Titled(string title) => Faults.IsEmpty ? title : "Error: " + title;

    protected PageResult Again(ImmutableArray<FieldFault> faults)
    {
        Faults = faults;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <summary>The look cannot be recorded, so nothing is shown but whom to ring.</summary>
    protected ViewResult Closed() => this.Show(Folder + "Closed.cshtml", Desk, StatusCodes.Status503ServiceUnavailable);

    protected ServiceDeskHolder Desk => HttpContext.RequestServices.GetRequiredService<ServiceDeskHolder>();
}
