using Gateway.Hosting;
using Gateway.Referrals.Steps;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>The line that a council keeps of what it sent on.</summary>
internal sealed class SentOnModel : ReferralPage
{
    internal SentOnList Listed { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Use<WhoMay>().Receives(Who)) return Problem(Hosting.Problem.NotAllowed, []);
        WorkCursor? after = null;
        if (Request.Query.TryGetValue("after", out var given) && !(given is [{ } text] && WorkCursor.TryRead(text, out after))) return NotFound();
        Listed = await Use<ListSentOn>().RunAsync(Who, after, HttpContext.RequestAborted);
        return await RecordedAsync("referrals-sent-on-read", Listed.Shown.Select(each => each.Referral.Id)) ? Page() : Closed();
    }
}
