using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Referrals;
using Gateway.Referrals.Pages;
using Gateway.Rules.Referrals.Clocks;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>An incident that is not sent: its screens, and how far each is. Once it is sent, this address leads to what became of it.</summary>
internal sealed class IncidentModel : IncidentPage
{
    public ImmutableArray<TaskLine> Lines { get; private set; } = [];

    public int Done => Lines.Count(line => line.State == TaskState.Completed);

    public string? KeptUntil => Tables.Terms.Read(ReferralClock.DraftKept, new ClockRun(Seen.Referral.DraftedAt), Use<CouncilCalendars>().Of(Who.Agency.Id))?.Due is { } due ? DueWords.Of(due) : null;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenAsync(id) is { } other) return other;
        var kept = await Use<KeepTyped>().PagesAsync(id, HttpContext.RequestAborted);
        Lines = [.. Screens.Select(screen => new TaskLine(screen.Title, AddressOf(screen.Task), StateOf(screen.Task, kept)))];
        return Page();
    }

    private TaskState StateOf(string task, IReadOnlyList<string> kept) =>
        kept.Any(page => page == task || (task == "children" && page.StartsWith("child.", StringComparison.Ordinal))) ? TaskState.Begun
        : Seen.Tasks.ContainsKey(task) ? TaskState.Completed : TaskState.NotBegun;
}
