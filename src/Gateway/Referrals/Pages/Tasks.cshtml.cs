using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>The six tasks of what was sent by the danger path: they complete it.</summary>
internal sealed class TasksModel : DraftPage
{
    internal TaskList Tasks { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenAsync(id) is { } other) return other;
        if (Draft.Referral.SentAt is null) return Redirect(Here);
        Tasks = await TaskList.OfAsync(Draft, this, HttpContext.RequestAborted);
        return await RecordedAsync("referral-read", id) ? Page() : Closed();
    }
}
