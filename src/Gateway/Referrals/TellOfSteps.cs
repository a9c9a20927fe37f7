using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Messages;
using Gateway.Notices;
using Gateway.Notifications;
using Gateway.Referrals.Form;
using Gateway.Referrals.Receiving;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>
/// Who is told that a step was taken: whoever acts next, and whoever waits for an answer. A notice names the referral and nothing of a child: what there is
/// to read is read there, by whoever has a part in it. One for each act, however many children it was about.
/// </summary>
internal sealed class TellOfSteps(PostToInbox inbox, OweMessages owe, TellOfTime time, TellOfDisagreement disagreement, WhoAnswers answers, FindEarlier earlier, ReferralTables tables, CouncilCalendars calendars, Register register, TellNotReceived notReceived, [FromKeyedServices(DeliverReferrals.Name)] OutboxSignal deliveries)
{
    /// <summary>Within the change that is told of.</summary>
    public async Task TellAsync(GatewayContext db, StepTaking taking, ImmutableArray<StepMoved> moved, CancellationToken stopping)
    {
        var postings = new List<Posting>();
        foreach (var step in moved) postings.AddRange(await OfAsync(new Telling(db, taking.Who, step, tables, calendars.Of(step.Child.Council)), stopping));
        foreach (var same in postings.Where(posting => register.Agencies.ContainsKey(posting.To.Agency)).GroupBy(posting => (posting.Event, posting.Subject, posting.To)))
            // What is so of one child of several is said, whichever child it is.
            await inbox.AddNewAsync(db, same.First() with { Words = [.. same.SelectMany(posting => posting.Words).Distinct()], Red = same.Any(posting => posting.Red), Of = same.First().Of is { Length: > 0 } of ? of : $"{taking.Request:N}", From = taking.Who is { } who ? Actor.Of(who) : null }, stopping);
    }

    /// <summary>What agencies' own systems are told, once the ledger names them.</summary>
    public Task OweAsync(GatewayContext db, Referral referral, ImmutableArray<StepMessage> messages, CancellationToken stopping) => owe.AddAsync(db, referral, messages, stopping);

    /// <summary>Once that change is committed.</summary>
    public void Committed()
    {
        inbox.Committed();
        owe.Committed();
        deliveries.Raise();
    }

    private async Task<IReadOnlyList<Posting>> OfAsync(Telling telling, CancellationToken stopping) => telling.Step.Word switch
    {
        "clock.warned" or "clock.breached" => [.. await time.OfAsync(telling, stopping), .. await disagreement.OfTimeAsync(telling, stopping)],
        "referral.received" => await ReceivedAsync(telling, stopping),
        "referral.added_to" or "referral.completed" => [Added(telling), .. await AddedToMergedAsync(telling, stopping)],
        "disagreement.raised" => await disagreement.OfAsync(telling, NoticeWord.Raised, stopping),
        "disagreement.answered" or "disagreement.settled" => await disagreement.OfAsync(telling, NoticeWord.Settled, stopping),
        "disagreement.escalated" => await disagreement.OfAsync(telling, NoticeWord.MovedUp, stopping),
        _ => [.. Of(telling), .. Agreed(telling)],
    };

    private IEnumerable<Posting> Of(Telling telling) => telling.Step.Word switch
    {
        "referral.withdrawn" or "agency.answered" or "agency.declined" or "feedback.questioned" => [Added(telling)],
        "referral.reclassified" when telling.Step.Child.State != ReferralState.Contact => [Added(telling)],
        "agency.asked" => Asked(telling),
        "decision.made" => [.. telling.ToReferrer(NoticeEvent.DecisionMade, NoticeWord.Decided), .. telling.Step.Step.Outcome == StepOutcome.Strategy ? Called(telling) : [], .. OnCase(telling)],
        "feedback.sent" or "referral.withdrawal_refused" => telling.ToReferrer(NoticeEvent.DecisionMade, NoticeWord.Decided),
        "referral.reclassified" => telling.ToReferrer(NoticeEvent.DecisionMade, NoticeWord.Contact),
        // A case that is closed with a word to the referrer; without one they were told before.
        "referral.closed" when telling.Step.Step.Texts.ContainsKey(ReferralText.Message) => telling.ToReferrer(NoticeEvent.DecisionMade, NoticeWord.Decided),
        // What they were told does not stand any more.
        "record.corrected" or "early_help.declined" when telling.Standing.ToldAt is not null => telling.ToReferrer(NoticeEvent.DecisionMade, NoticeWord.Changed),
        "conference.booked" => Booked(telling),
        "case.transferred" when telling.Step.Child.State == ReferralState.Plan => Moves(telling),
        "referral.delivery_failed" => notReceived.Of(telling),
        _ => [],
    };

    // That there was an earlier one is the council's to know, and not the referrer's.
    private async Task<IReadOnlyList<Posting>> ReceivedAsync(Telling telling, CancellationToken stopping)
    {
        var due = telling.Clock(ReferralClock.Decision)?.Due?.At;
        var words = ImmutableArray.Create(NoticeWord.Received);
        if (telling.Step.Referral.DangerNow) words = words.Add(NoticeWord.DangerNow);
        if ((await earlier.OfAsync(telling.Db, telling.Step.Referral, telling.Step.Child, stopping)).Any(each => !each.IsInformation)) words = words.Add(NoticeWord.ReferredAgain);
        return
        [
            telling.Posted(NoticeEvent.ReferralSent, telling.FrontDoor, words) with { Due = due },
            telling.Posted(NoticeEvent.ReferralSent, telling.Referrer, NoticeWord.Received) with { Red = false, Due = due },
        ];
    }

    // Whoever is named as having agreed reads that they are: one who did not says so there, and rings.
    private static IEnumerable<Posting> Agreed(Telling telling)
    {
        if (telling.Step.Facts is null) yield break;
        using var facts = JsonDocument.Parse(telling.Step.Facts);
        if (facts.RootElement.TryGetProperty("agreedBy", out var named))
            yield return telling.Posted(NoticeEvent.DecisionMade, telling.Manager with { Person = named.GetString() }, NoticeWord.Agreed) with { Ring = telling.Step.Child.Council };
    }

    private static Posting Added(Telling telling) => telling.Posted(NoticeEvent.InformationAdded, telling.FrontDoor, NoticeWord.Added);

    // By name: whoever has the case takes note of it. Where nobody is known to have it but whoever just decided, the council's front door, which hands it on.
    private static IEnumerable<Posting> OnCase(Telling telling)
    {
        if (!HoldOpenCase.IsOn(telling.Step.Facts)) return [];
        var due = telling.Clock(ReferralClock.OpenCaseAcknowledged)?.Due?.At;
        return HoldOpenCase.WorkerOf(telling.Step.Facts) is { } worker && worker != telling.Who?.Subject
            ? [telling.Posted(NoticeEvent.InformationAdded, new PostingTo(NoticeRecipient.StageOwner, telling.Step.Child.Council) { Person = worker }, NoticeWord.Added) with { Due = due }]
            : [Added(telling) with { Due = due }];
    }

    // Whoever decides where it was merged into: how it is to be handled changes what they do now.
    private static async Task<IEnumerable<Posting>> AddedToMergedAsync(Telling telling, CancellationToken stopping) => telling.Step.Referral.Handling.Length == 0 ? [] :
        (await PassHandling.IntoAsync(telling.Db, telling.Step.Child, stopping)).Where(into => into.Child.MergedInto is null).Select(into => Added(telling) with
        {
            Subject = NoticeSubject.Referral(into.Referral.Id),
            To = telling.FrontDoor with { Agency = into.Child.Council },
            Handling = HandlingOf.Read(into.Referral.Handling),
            Reference = into.Referral.Reference,
        });

    private IEnumerable<Posting> Asked(Telling telling)
    {
        var step = telling.Step;
        var due = telling.Clock(ReferralClock.AgenciesAnswer)?.Due?.At;
        return telling.Db.ChangeTracker.Entries<ReferralAsk>().Where(ask => ask.Entity.Step == step.Id).SelectMany(ask => answers.At(ask.Entity.Agency, step.At))
            .Select(to => telling.Posted(NoticeEvent.AgencyAsked, to, NoticeWord.AnswerAsked) with { Due = due });
    }

    // To a strategy discussion, by when it is held at the latest; where, and what to bring, the council says on the telephone.
    private IEnumerable<Posting> Called(Telling telling)
    {
        var due = telling.Clock(ReferralClock.StrategyDiscussion)?.Due?.At;
        return Invited(telling, police: true).Select(to => telling.Posted(NoticeEvent.StrategyCalled, to, NoticeWord.Called) with { Due = due, Ring = telling.Step.Child.Council });
    }

    private IEnumerable<Posting> Booked(Telling telling)
    {
        var (child, booked) = (telling.Step.Child.Id, ReferralEvent.ConferenceBooked.Word());
        var word = telling.Db.Set<ReferralStep>().Any(step => step.Child == child && step.Event == booked) ? NoticeWord.Changed : NoticeWord.Booked;
        DateTimeOffset? day = telling.Step.Step.On is { } on ? LondonTime.Instant(on.ToDateTime(TimeOnly.MinValue)) : null;
        return Invited(telling, police: false).Select(to => telling.Posted(NoticeEvent.ConferenceBooked, to, word) with { Due = day, Ring = telling.Step.Child.Council, Red = false });
    }

    private IEnumerable<PostingTo> Invited(Telling telling, bool police)
    {
        if (telling.Step.Facts is null) return [];
        using var facts = JsonDocument.Parse(telling.Step.Facts);
        string[] agencies = facts.RootElement.TryGetProperty("agencies", out var named) ? [.. named.EnumerateArray().Select(one => one.GetString()!)] : [];
        return agencies.SelectMany(agency => police && register.Agencies.GetValueOrDefault(agency)?.Kind == AgencyKind.Police
            ? [new PostingTo(NoticeRecipient.PoliceDuty, agency)]
            : answers.ByRole(agency, telling.Step.At).Select(to => to with { Part = NoticeRecipient.Invitee }));
    }

    // A case with a plan stays where it is until the conference there. Both front doors are told, and each rings the other.
    private static IEnumerable<Posting> Moves(Telling telling) =>
    [
        telling.Posted(NoticeEvent.ChildMoved, new PostingTo(NoticeRecipient.FrontDoor, ListSentOn.To(telling.Step.Facts!)))
            with { Items = [], Ring = telling.Step.Child.Council, Due = telling.Clock(ReferralClock.ReceivingIn)?.Due?.At },
        telling.Posted(NoticeEvent.ChildMoved, telling.FrontDoor)
            with { Items = [], Ring = ListSentOn.To(telling.Step.Facts!), Due = telling.Clock(ReferralClock.ReceivingIn)?.Due?.At },
    ];
}
