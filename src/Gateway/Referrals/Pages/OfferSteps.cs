using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Pages;

/// <summary>What somebody may do about a child of a referral now: what the tables offer to the parts that they have, and nothing else.</summary>
internal sealed class OfferSteps(ReferralTables tables, CouncilCalendars calendars, WhoMay may, TimeProvider time)
{
    private static readonly ImmutableArray<string> Known = StepForm.Events;

    /// <param name="steps">What happened: of a disagreement it says whose it is.</param>
    public ImmutableArray<MoveOffered> Of(Practitioner who, Referral referral, ReferralChild child, IEnumerable<ReferralStep> steps)
    {
        var parts = may.Act(who, referral, child);
        var offers = tables.Terms.Offers(child.Stands(), parts, time.GetUtcNow(), calendars.Of(child.Council));
        var own = HoldSides.Has(who, parts, steps.Where(step => step.Child == child.Id));
        return
        [
            .. offers.Where(offer => Known.Contains(offer.Event.Word()) && StepWords.Has(offer.Event) && Fits(offer.Event, child) && (own || !HoldSides.Concerns(offer.Event)))
                .OrderBy(offer => StepWords.Order(offer.Event)),
        ];
    }

    public ImmutableArray<ReferralEvent> Events(Practitioner who, Referral referral, ReferralChild child, IEnumerable<ReferralStep> steps) => [.. Of(who, referral, child, steps).Select(offer => offer.Event).Distinct()];

    // It is rated once, and changed from then on.
    private static bool Fits(ReferralEvent happened, ReferralChild child) => happened switch
    {
        ReferralEvent.ReferralRagSet => child.Rating == Rating.None,
        ReferralEvent.ReferralRagChanged => child.Rating != Rating.None,
        _ => true,
    };
}
