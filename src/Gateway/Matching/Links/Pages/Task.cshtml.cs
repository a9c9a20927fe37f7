using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Audit.Pages;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Matching.Links;
using Gateway.Matching.Links.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Matching.Links.Pages;

/// <summary>An officer says what came of one task, once: as the endpoint has it.</summary>
internal sealed class TaskModel(EndTask end) : OfficerPage
{
    public static readonly ImmutableArray<(string Value, string Words)> Choices =
    [
        ("linked", "The record is linked now"), ("no-child", "The record is of no child, or is ours to delete"),
        ("not-the-same", "They are not the same child"), ("put-right", "We put our record right"),
    ];

    public LinkTask Shown { get; private set; } = null!;

    public string Outcome { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(Guid id) => await FindAsync(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (!await FindAsync(id)) return NotFound();
        (Outcome, Reason) = (Request.Form["outcome"].ToString(), Request.Form["reason"].ToString().Trim());
        var faults = EndTask.Faults(Outcome, Reason);
        if (!faults.IsEmpty) return Again(faults);
        return await end.RunAsync(Officer, Shown, Outcome, Reason, HttpContext.RequestAborted) switch
        {
            RecordedOnce.Done => Redirect("/links"),
            RecordedOnce.TooLate => this.Show("/Hosting/Pages/Problem.cshtml", new PageProblem(Problem.AnsweredByAnother.Title, [Problem.AnsweredByAnother.Detail], []), Problem.AnsweredByAnother.Status),
            _ => Closed(),
        };
    }

    private async Task<bool> FindAsync(Guid id)
    {
        if (await end.FindAsync(Officer, id, HttpContext.RequestAborted) is not { } task) return false;
        Shown = task;
        return true;
    }
}
