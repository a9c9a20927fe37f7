using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Referrals.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>Your referrals: what nobody has read yet first, then everything, the newest first; and the ways to the council's inbox and to what one's agency was asked.</summary>
internal sealed class MineModel : ReferralPage
{
    internal ReferralList Listed { get; private set; } = null!;

    /// <summary>Messages that were not read, whenever they were sent.</summary>
    internal ImmutableArray<(Referral Referral, ImmutableArray<ReferralChild> Children)> Unread { get; private set; } = [];

    internal ImmutableArray<(Referral Referral, ImmutableArray<ReferralChild> Children)> Asked { get; private set; } = [];

    public bool Refers => Use<WhoMay>().Refer(Who);

    public bool RecordsIncidents => Refers && Who.Agency.Kind == AgencyKind.Police;

    public bool Receives => Use<WhoMay>().Receives(Who);

    internal SayChild Say => new(this);

    /// <summary>The council's line that works now.</summary>
    internal RingAnswer? Ring(ReferralChild child) => Use<FindCouncil>().Lines([child.Council], "").FirstOrDefault();

    /// <summary>Who is told what is decided, besides oneself.</summary>
    internal string WhoReads(Referral referral, ReferralChild child) =>
        (referral.Person == Who.Subject ? referral.Colleague is null ? "You" : "You, and the colleague you named" : $"{referral.PersonName ?? referral.Person}, and you")
        + (child.LeadTold ? ", and whoever leads at your agency" : "");

    public async Task<IActionResult> OnGetAsync()
    {
        if (NoticesCursor(out var after) is { } wrong) return wrong;
        var (read, stopping) = (Use<ReadReferrals>(), HttpContext.RequestAborted);
        Listed = await read.MineAsync(Who, after, stopping);
        if (after is null) (Unread, Asked) = (await read.UnreadAsync(Who, stopping), (await read.AskedAsync(Who, null, stopping)).Shown);
        var shown = Listed.Shown.Concat(Unread).Concat(Asked).Select(one => one.Referral.Id).Distinct();
        return await RecordedAsync("referrals-read", shown) ? Page() : Closed();
    }

    private NotFoundResult? NoticesCursor(out WorkCursor? after)
    {
        after = null;
        return !Request.Query.TryGetValue("after", out var given) || (given is [{ } text] && WorkCursor.TryRead(text, out after)) ? null : NotFound();
    }
}
