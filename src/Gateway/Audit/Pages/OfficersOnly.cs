using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Audit.Pages;

/// <summary>The ledger's pages are for information governance; everybody else reads the same words, whatever the page.</summary>
internal sealed class OfficersOnly : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (SignedInPractitioner.Of(context.HttpContext) is { } who && who.IsOfficer()) await next();
        else
        {
            var refused = Problem.NotAllowed;
            context.Result = ((PageModel)context.HandlerInstance).Show("/Hosting/Pages/Problem.cshtml", new PageProblem(refused.Title, [refused.Detail], []), refused.Status);
        }
    }
}
