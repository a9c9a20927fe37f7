using Gateway.Agencies;
using Gateway.Audit.Pages;
using Gateway.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Alerts.Pages;

/// <summary>Look-ups that were flagged, for the officer of the agency: who, when, about whom and why.</summary>
internal sealed class FlaggedModel(ReadAlerts read, Register register) : OfficerPage
{
    public WorkPage<Alert> Listed { get; private set; } = null!;

    public string NameOf(string agency) => register.Agencies.GetValueOrDefault(agency)?.Name ?? agency;

    public async Task<IActionResult> OnGetAsync()
    {
        WorkCursor? after = null;
        if (Request.Query.TryGetValue("after", out var given) && !(given is [{ } text] && WorkCursor.TryRead(text, out after))) return NotFound();
        if (await read.RunAsync(Officer, after, HttpContext.RequestAborted) is not { } listed) return Closed();
        Listed = listed;
        return Page();
    }
}
