using System.Collections.Immutable;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Pages;

/// <summary>What somebody can do about one child on the page of a referral.</summary>
internal sealed record ChildActions(ReferralModel Page, ReferralChild Child)
{
    public ImmutableArray<ReferralEvent> Events => Page.Offered(Child);

    /// <summary>There are several children: each action says whom it is about.</summary>
    public bool Several => Page.Seen.Children.Length > 1;
}
