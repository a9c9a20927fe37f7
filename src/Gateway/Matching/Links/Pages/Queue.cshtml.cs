using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Pages;
using Gateway.Data;
using Gateway.Matching.Links;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links.Pages;

/// <summary>The review queue of an agency's officers, and the scoreboard. Reading it is recorded before it is shown.</summary>
internal sealed class QueueModel(IDbContextFactory<GatewayContext> contexts, RecordReading reading, Register register) : OfficerPage
{
    private const int Most = 100;

    public ReviewQueue Queue { get; private set; } = new([], 0, []);

    public string NameOf(string agency) => register.Agencies.GetValueOrDefault(agency)?.Name ?? agency;

    public async Task<IActionResult> OnGetAsync()
    {
        await using var db = await contexts.CreateDbContextAsync(HttpContext.RequestAborted);
        Queue = await ReviewQueue.ReadAsync(db, Officer, Most, HttpContext.RequestAborted);
        return await reading.RunAsync(Officer, "link-tasks-read", Queue.Waiting.Select(task => task.Id), HttpContext.RequestAborted) is null ? Closed() : Page();
    }
}
