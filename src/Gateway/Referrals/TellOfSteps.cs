using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Messages;
using Gateway.Notices;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>
/// Who is told that a step was taken: whoever acts next, and whoever waits for an answer. A notice names the referral and nothing of a child: what there is
/// to read is read there, by whoever has a part in it. One for each act, however many children it was about.
/// </summary>
internal sealed class TellOfSteps(PostToInbox inbox, OweMessages owe, Register register)
{
    /// <summary>Within the change that is told of.</summary>
    public async Task TellAsync(GatewayContext db, StepTaking taking, Referral referral, ImmutableArray<StepMoved> moved, ImmutableArray<StepMessage> messages, CancellationToken stopping)
    {
        var postings = moved.SelectMany(step => Of(db, referral, step)).Where(posting => register.Agencies.ContainsKey(posting.To.Agency)).DistinctBy(posting => (posting.Event, posting.To));
        foreach (var posting in postings)
            await inbox.AddNewAsync(db, posting with { Of = $"{taking.Request:N}", From = taking.Who is { } who ? Actor.Of(who) : null }, stopping);
        await owe.AddAsync(db, referral, messages, stopping);
    }

    /// <summary>Once that change is committed.</summary>
    public void Committed()
    {
        inbox.Committed();
        owe.Committed();
    }

    private static IEnumerable<Posting> Of(GatewayContext db, Referral referral, StepMoved step) => step.Word switch
    {
        "referral.received" => [Posted(NoticeEvent.ReferralSent, referral, step, FrontDoor(step), referral.DangerNow ? [NoticeWord.Received, NoticeWord.DangerNow] : [NoticeWord.Received])],
        "referral.added_to" or "referral.completed" => [Posted(NoticeEvent.InformationAdded, referral, step, FrontDoor(step), [])],
        "agency.asked" => Asked(db, step).Select(agency => Posted(NoticeEvent.AgencyAsked, referral, step, new PostingTo(NoticeRecipient.Lead, agency), [NoticeWord.AnswerAsked])),
        "decision.made" or "feedback.sent" => ToReferrer(NoticeEvent.DecisionMade, referral, step, [NoticeWord.Decided]),
        "referral.reclassified" when step.Child.State == ReferralState.Contact => ToReferrer(NoticeEvent.DecisionMade, referral, step, [NoticeWord.Contact]),
        "referral.reclassified" => [Posted(NoticeEvent.InformationAdded, referral, step, FrontDoor(step), [])],
        "clock.warned" or "clock.breached" => OfTime(referral, step, step.Word == "clock.warned" ? NoticeWord.AtRisk : NoticeWord.Breached),
        "disagreement.raised" => OfDisagreement(referral, step, NoticeWord.Raised),
        "disagreement.answered" or "disagreement.settled" => OfDisagreement(referral, step, NoticeWord.Settled),
        "disagreement.escalated" => OfDisagreement(referral, step, NoticeWord.MovedUp),
        _ => [],
    };

    // Whoever referred never hears nothing: a decision that nobody reads is told to the colleague, and then to whoever leads there.
    private static IEnumerable<Posting> ToReferrer(NoticeEvent happened, Referral referral, StepMoved step, ImmutableArray<NoticeWord> words)
    {
        yield return Posted(happened, referral, step, Referrer(referral), words);
        if (referral.Colleague is { } colleague) yield return Posted(happened, referral, step, Colleague(referral, colleague), words);
    }

    private static IEnumerable<Posting> OfTime(Referral referral, StepMoved step, NoticeWord word)
    {
        if (step.Child.State is ReferralState.Draft or ReferralState.Deleted) yield break;
        if (step.Step.Clock == ReferralClock.FeedbackRead)
        {
            var to = referral.Colleague is { } colleague ? Colleague(referral, colleague) : new PostingTo(NoticeRecipient.Lead, referral.Agency);
            yield return Posted(NoticeEvent.FeedbackUnread, referral, step, to, [NoticeWord.Unread]);
            yield break;
        }

        yield return Posted(NoticeEvent.ClockDue, referral, step, new PostingTo(NoticeRecipient.Manager, step.Child.Council), [word]);
    }

    // The other side; both where time took it up.
    private static IEnumerable<Posting> OfDisagreement(Referral referral, StepMoved step, NoticeWord word)
    {
        var bySender = step.Step.By is ReferralActor.Referrer or ReferralActor.Colleague;
        if (!bySender) yield return Posted(NoticeEvent.Disagreement, referral, step, Referrer(referral), [word]);
        if (bySender || step.Own) yield return Posted(NoticeEvent.Disagreement, referral, step, new PostingTo(NoticeRecipient.Lead, step.Child.Council), [word]);
    }

    private static Posting Posted(NoticeEvent happened, Referral referral, StepMoved step, PostingTo to, ImmutableArray<NoticeWord> words) =>
        new(happened, NoticeSubject.Referral(referral.Id), to, step.At) { Words = words, Red = referral.DangerNow || referral.Urgent };

    private static PostingTo FrontDoor(StepMoved step) => new(NoticeRecipient.FrontDoor, step.Child.Council);

    private static PostingTo Referrer(Referral referral) => new(NoticeRecipient.Referrer, referral.Agency) { Role = referral.Role, Person = referral.Person, Colleague = referral.Colleague };

    private static PostingTo Colleague(Referral referral, string colleague) => new(NoticeRecipient.Colleague, referral.Agency) { Role = referral.Role, Person = colleague };

    private static IEnumerable<string> Asked(GatewayContext db, StepMoved step) =>
        db.ChangeTracker.Entries<ReferralAsk>().Where(ask => ask.Entity.Child == step.Child.Id && ask.Entity.AskedAt == step.At).Select(ask => ask.Entity.Agency);
}
