using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Matching.Find;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Matching.Pages;

/// <summary>A supervisor releases a colleague who reached the limit of a shift, as the endpoint has it. To everybody else the page is closed.</summary>
internal sealed class ReleaseModel(ReleaseLooks release) : PageModel
{
    public const string PractitionerField = "practitioner";
    public const string ReasonField = "reason";

    public ImmutableArray<FieldFault> Faults { get; private set; } = [];

    public string Practitioner { get; private set; } = "";

    public string Reason { get; private set; } = "";

    /// <summary>The end of the release; null where none was given now.</summary>
    public DateTimeOffset? Until { get; private set; }

    private Practitioner Supervisor => WorkAnswers.Who(HttpContext);

    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Words;

    public IActionResult OnGet() => Supervisor.IsSupervisor() ? Page() : Problem(Hosting.Problem.NotAllowed);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Supervisor.IsSupervisor()) return Problem(Hosting.Problem.NotAllowed);
        (Practitioner, Reason) = (Request.Form[PractitionerField].ToString().Trim(), Request.Form[ReasonField].ToString().Trim());
        if (Wrong() is { IsEmpty: false } faults) return Again(faults);
        return await release.RunAsync(Supervisor, Practitioner, Reason, HttpContext.RequestAborted) switch
        {
            LooksReleased.Done(_, var until) => Done(until),
            LooksReleased.NotNeeded => Again([new FieldFault(PractitionerField, ReleaseEndpoint.NotNeeded.Detail)]),
            LooksReleased.Own => Problem(ReleaseEndpoint.Own),
            LooksReleased.NoPolicy => Problem(Hosting.Problem.NoPolicy),
            LooksReleased.LedgerClosed => Problem(Hosting.Problem.LedgerClosed),
            _ => Problem(Hosting.Problem.NotAllowed),
        };
    }

    private ImmutableArray<FieldFault> Wrong() =>
    [
        .. PlainText.WhatIsWrong(Practitioner, WorkAnswers.LongestText) is null ? [] : (FieldFault[])[new FieldFault(PractitionerField, "Enter the name they sign in with")],
        .. PlainText.WhatIsWrong(Reason, WorkAnswers.LongestText) is null ? [] : (FieldFault[])[new FieldFault(ReasonField, "Enter why they need to look for more")],
    ];

    private PageResult Done(DateTimeOffset until)
    {
        (Until, Practitioner, Reason) = (until, "", "");
        return Page();
    }

    private PageResult Again(ImmutableArray<FieldFault> faults)
    {
        Faults = faults;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private ViewResult Problem(Problem problem) => this.Show("/Hosting/Pages/Problem.cshtml", new PageProblem(problem.Title, [problem.Detail], []), problem.Status);
}
