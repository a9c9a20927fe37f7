using System.Collections.Immutable;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>What waits at a council, a child a row: what is late, then danger and red, then the soonest due.</summary>
internal sealed class InboxModel : ReferralPage
{
    private const int MostOfNote = 300;

    internal ReferralList Listed { get; private set; } = null!;

    internal SayChild Say => new(this);

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Use<WhoMay>().Receives(Who)) return Problem(Hosting.Problem.NotAllowed, []);
        WorkCursor? after = null;
        if (Request.Query.TryGetValue("after", out var given) && !(given is [{ } text] && WorkCursor.TryRead(text, out after))) return NotFound();
        Listed = await Use<ReadReferrals>().InboxAsync(Who, after, HttpContext.RequestAborted);
        return await RecordedAsync("referral-inbox-read", Listed.Shown.Select(one => one.Referral.Id).Distinct()) ? Page() : Closed();
    }

    /// <summary>As much of a note as a list can be read with; the whole of it is on the referral's page.</summary>
    internal static string Short(string note) => note.Length <= MostOfNote ? note : note[..MostOfNote] + " ... Open the referral for the rest.";

    /// <summary>What is waited for, beside the state.</summary>
    internal ImmutableArray<string> Waits(ReferralChild child) => [.. ((string?[])[Say.AtCouncil(child), Say.Disagreement(child) is null ? null : "The referrer disagrees", SayChild.Feedback(child)]).OfType<string>()];
}
