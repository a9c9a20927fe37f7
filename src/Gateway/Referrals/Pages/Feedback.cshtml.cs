using System.Collections.Immutable;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>What the referrer was told. That they open it is recorded as reading, before it is shown.</summary>
internal sealed class FeedbackModel : ReferralPage
{
    internal FeedbackFound Found { get; private set; } = null!;

    /// <summary>Who must not find out; none where nothing has to be hidden.</summary>
    internal Incidents.Pages.HandleWithCare? Handling { get; private set; }

    internal SayChild Say => new(this);

    internal SealReferrals Seal => Use<SealReferrals>();

    public bool Own => WhoMay.OfReferrer(Who, Found.Referral) is not null;

    /// <summary>Of what was written with a decision, what is for the referrer.</summary>
    public static ImmutableDictionary<ReferralText, string> ToReferrer(ImmutableDictionary<ReferralText, string> texts) =>
        texts.Where(text => text.Key is ReferralText.Message or ReferralText.Why or ReferralText.Advice).ToImmutableDictionary();

    internal bool MayDisagree(ReferralChild child) => Own && Use<OfferSteps>().Events(Who, Found.Referral, child, Found.Steps).Contains(ReferralEvent.DisagreementRaised);

    internal bool MeantToRefer(ReferralChild child) => Own && Use<OfferSteps>().Events(Who, Found.Referral, child, Found.Steps).Contains(ReferralEvent.ReferralReclassified);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        // Whoever goes away while it is recorded that they read it has read it.
        if (await Use<ReadFeedback>().RunAsync(Who, id, Stopping) is not { } found) return NotFound();
        Found = found;
        if (await Use<ReadReferrals>().OneAsync(Who, id, HttpContext.RequestAborted) is { } seen) Handling = Incidents.Pages.HandleWithCare.Of(seen.Tasks, Today);
        return found.Closed || !await RecordedAsync("referral-feedback-read", id) ? Closed() : Page();
    }
}
