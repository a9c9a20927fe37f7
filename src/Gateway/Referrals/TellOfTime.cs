using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Notices;
using Gateway.Referrals.Receiving;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals;

/// <summary>Who is told that a clock warns or has run out: whom <c>clocks.csv</c> names, and nobody where it names nobody.</summary>
internal sealed class TellOfTime(WhoAnswers answers, Register register, TellNotReceived notReceived)
{
    public async Task<IReadOnlyList<Posting>> OfAsync(Telling telling, CancellationToken stopping)
    {
        var step = telling.Step;
        if (step.Child.State is ReferralState.Draft or ReferralState.Deleted || step.Step.Clock is not { } clock || telling.Clock(clock) is not { } reading) return [];
        return clock switch
        {
            ReferralClock.FeedbackRead => [telling.Posted(NoticeEvent.FeedbackUnread, telling.Colleague ?? new PostingTo(NoticeRecipient.Lead, step.Referral.Agency), NoticeWord.Unread)],
            // Half a minute before there is nothing that anybody could do.
            ReferralClock.Received => IsOver(telling) ? [.. notReceived.Of(telling)] : [],
            // Whoever asked may decide without them from now on.
            ReferralClock.AgenciesAnswer when IsOver(telling) => [Due(telling.Manager), .. (await SilentAsync(telling, stopping)).Select(Due)],
            ReferralClock.AgenciesAnswer => [.. (await SilentAsync(telling, stopping)).Select(Due)],
            _ => [.. Whom(telling, clock, reading).Select(Due)],
        };

        Posting Due(PostingTo to) => telling.Posted(NoticeEvent.ClockDue, to, IsOver(telling) ? NoticeWord.Breached : NoticeWord.AtRisk) with { Due = reading.Due?.At };
    }

    private ImmutableArray<PostingTo> Whom(Telling telling, ReferralClock clock, ClockReading reading)
    {
        if (reading.Told is not [var first, ..]) return [];
        // What silence moves up is told as that, to both sides.
        if (Telling.IsOfStage(clock) && IsOver(telling) && clock != ReferralClock.PartnersSettle) return [];
        if (first == ReferralActor.Agency) return [IsOver(telling) ? new PostingTo(NoticeRecipient.Lead, telling.Step.Referral.Agency) : telling.Referrer];
        return Named(telling, first) is [_, ..] named ? named : [telling.Manager];
    }

    // A part that the register names people for is told by name, and never "the team".
    private ImmutableArray<PostingTo> Named(Telling telling, ReferralActor part) => part is ReferralActor.Manager or ReferralActor.HeadOfService
        ? []
        : [.. (register.Agencies.GetValueOrDefault(telling.Step.Child.Council)?.Officers ?? []).Where(officer => officer.Part == part)
            .Select(officer => new PostingTo(NoticeRecipient.StageOwner, telling.Step.Child.Council) { Person = officer.Subject })];

    // Those of this round who have not answered.
    private async Task<IEnumerable<PostingTo>> SilentAsync(Telling telling, CancellationToken stopping)
    {
        var (child, since) = (telling.Step.Child.Id, telling.Standing.Clocks[ReferralClock.AgenciesAnswer].Started);
        var silent = await telling.Db.Set<ReferralAsk>().Where(ask => ask.Child == child && ask.AnsweredAt == null && ask.AskedAt >= since).Select(ask => ask.Agency).ToListAsync(stopping);
        return silent.Distinct(StringComparer.Ordinal).SelectMany(agency => answers.At(agency, telling.Step.At));
    }

    private static bool IsOver(Telling telling) => telling.Step.Word == "clock.breached";
}
