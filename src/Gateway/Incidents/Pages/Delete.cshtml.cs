using Gateway.Referrals;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Incidents.Pages;

/// <summary>A draft that is not wanted any more, taken away by hand.</summary>
internal sealed class DeleteIncidentModel : IncidentPage
{
    public async Task<IActionResult> OnGetAsync(Guid id) => await OpenAsync(id) is { } other ? other : Page();

    public async Task<IActionResult> OnPostAsync(Guid id) => await Use<DeleteDraft>().RunAsync(Who, id, Stopping) switch
    {
        DraftDeleted.Gone => Redirect("/referrals"),
        DraftDeleted.NotFound => NotFound(),
        DraftDeleted.SentBefore => Problem(ReferralProblems.SentBefore, []),
        DraftDeleted.Elsewhere => Problem(ReferralProblems.MovedOn, []),
        _ => Closed(),
    };
}
