using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals.Clocks;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Referrals.Pages;

/// <summary>It was sent: the reference, who has it, when they will hear, and the number to ring. The same page however often the button was pressed.</summary>
internal sealed class SentModel : ReferralPage
{
    internal ReferralSeen Seen { get; private set; } = null!;

    /// <summary>Who has it, and when: a council's own system says so itself.</summary>
    public ImmutableArray<string> Received => [.. Seen.Children.Where(child => !child.AwaitsReceipt).GroupBy(child => SayChild.ReceivedThere(child, Seen.Steps) ?? Seen.Referral.SentAt!.Value)
        .Select(same => $"{Councils(same)} received it on {Clock.DayAndTime(same.Key)}.")];

    /// <summary>Who has not; none where everybody has.</summary>
    public string? Awaited => Councils(Seen.Children.Where(child => child.AwaitsReceipt)) is { Length: > 0 } awaited ? awaited : null;

    private string Councils(IEnumerable<ReferralChild> children) => string.Join(" and ", children.Select(child => NameOf(child.Council)).Distinct());

    public ImmutableArray<RingAnswer> Ring => [.. Use<FindCouncil>().Lines(Seen.Children.Select(child => child.Council), "")];

    /// <summary>By when the six tasks have to be there, of what was sent by the danger path.</summary>
    public string? Rest => Seen.Referral is { Urgent: true, CompletedAt: null } ? Words(ReferralClock.FullForm) : null;

    public string? Decision => Words(ReferralClock.Decision);

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await Use<ReadReferrals>().OneAsync(Who, id, HttpContext.RequestAborted) is not { Own: true, Referral.SentAt: not null } seen) return NotFound();
        Seen = seen;
        return await RecordedAsync("referral-read", id) ? Page() : Closed();
    }

    // The soonest of the children's.
    private string? Words(ReferralClock clock) => Seen.Children.SelectMany(child => Clocks(child)).Where(reading => reading.Clock == clock).Select(reading => reading.Due).OfType<Due>().OrderBy(due => due.At).Select(DueWords.Of).FirstOrDefault();

    private ImmutableArray<ClockReading> Clocks(ReferralChild child) => Tables.Terms.Clocks(child.Stands(), Use<CouncilCalendars>().Of(child.Council));
}
