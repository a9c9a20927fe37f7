using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>One referral at one address: to its author a draft or what became of it, to its council the whole of it, to an agency what it was asked.</summary>
internal sealed class ReferralModel : ReferralPage
{
    internal ReferralSeen Seen { get; private set; } = null!;

    internal TaskList? Tasks { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Use<ReadReferrals>().OneAsync(Who, id, HttpContext.RequestAborted) is not { } seen) return NotFound();
        Seen = seen;
        if (seen.Own && seen.Referral.TakesTasks && seen.Referral.Person == Who.Subject) Tasks = await TaskList.OfAsync(seen, this, HttpContext.RequestAborted);
        return await RecordedAsync("referral-read", id) ? Page() : Closed();
    }
}
