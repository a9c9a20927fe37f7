using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>A draft that is not wanted any more, taken away by hand.</summary>
internal sealed class DeleteModel : DraftPage
{
    public async Task<IActionResult> OnGetAsync(Guid id) => await OpenAsync(id) is { } other ? other : Draft.Referral.SentAt is null ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id) => await Use<DeleteDraft>().RunAsync(Who, id, Stopping) switch
    {
        DraftDeleted.Gone => Redirect("/referrals"),
        DraftDeleted.NotFound => NotFound(),
        DraftDeleted.SentBefore => Problem(ReferralProblems.SentBefore, []),
        DraftDeleted.Elsewhere => Problem(ReferralProblems.MovedOn, []),
        _ => Closed(),
    };
}
