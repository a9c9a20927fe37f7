using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Matching.Find;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Departments.Pages;

/// <summary>The children who are in the department (A0). A visit is begun here from the answer to a check.</summary>
public sealed class WorklistModel : VisitPage
{
    internal ImmutableArray<VisitSeen> Visits { get; private set; } = [];

    internal VisitFilter Filter { get; private set; }

    internal WorkCursor? Next { get; private set; }

    internal DateTimeOffset Now => Use<TimeProvider>().GetUtcNow();

    public bool MayMeet => Use<MayVisit>().Be(Who, VisitPart.Meeting);

    public async Task<IActionResult> OnGetAsync()
    {
        if (VisitsEndpoint.FilterOf(HttpContext) is not { } filter || !TryAfter(out var after)) return NotFound();
        switch (await Use<ReadVisits>().ListAsync(Who, Filter = filter, after, HttpContext.RequestAborted))
        {
            case VisitsShown.Shown(var visits, var next, _):
                (Visits, Next) = (visits, next);
                return Page();
            case null: return NotFound();
            default: return Closed();
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Asked() is not { } asked) return BadRequest();
        return await Use<BeginVisit>().RunAsync(Who, asked, "", Guid.NewGuid(), Stopping) switch
        {
            VisitBegun.Begun(var visit) => Redirect($"/visits/{visit}/questions"),
            VisitBegun.NotConfirmed => Not(VisitProblems.NotConfirmed),
            VisitBegun.UnderAnotherNumber => Not(VisitProblems.UnderAnotherNumber),
            VisitBegun.MovedOn => Not(VisitProblems.MovedOn),
            VisitBegun.NoSuchLook => this.Show("/Hosting/Pages/Problem.cshtml", new PageProblem("Find the child again", [FindWords.LapsedLook], RingNow), StatusCodes.Status400BadRequest),
            VisitBegun.NoSuchCheck or VisitBegun.NotAllowed => NotFound(),
            _ => Closed(),
        };
    }

    private ViewResult Not(Problem problem) => this.Show("/Hosting/Pages/Problem.cshtml", new PageProblem(problem.Title, [problem.Detail], RingNow), problem.Status);

    // From an answer to a check, or from a look that found nobody.
    private VisitAsked? Asked() => Request.Form["lookedFor"].ToString() is { Length: > 0 } look
        ? new VisitAsked.OfLook(look, Request.Form["encounter"].ToString().Trim() is { Length: > 0 } encounter ? encounter : null)
        : Guid.TryParse(Request.Form["check"], out var check) ? new VisitAsked.OfCheck(check) : null;

    private bool TryAfter(out WorkCursor? after)
    {
        after = null;
        return !Request.Query.TryGetValue("after", out var given) || (given is [{ } text] && WorkCursor.TryRead(text, out after));
    }
}
