using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Calendars;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals;

/// <summary>A step that people are told of: whose referral it is, where the child stands after it, and by when something is due.</summary>
/// <param name="Who">Who took it; none where the gateway did.</param>
internal sealed record Telling(GatewayContext Db, Practitioner? Who, StepMoved Step, ReferralTables Tables, AreaCalendars Calendars)
{
    public Standing Standing { get; } = StandingJson.Read(Step.Standing);

    public PostingTo FrontDoor => new(NoticeRecipient.FrontDoor, Step.Child.Council);

    public PostingTo Manager => new(NoticeRecipient.Manager, Step.Child.Council);

    public PostingTo Referrer => new(NoticeRecipient.Referrer, Step.Referral.Agency) { Role = Step.Referral.Role, Person = Step.Referral.Person, Colleague = Step.Referral.Colleague };

    /// <summary>None where the referrer named nobody who can sign in.</summary>
    public PostingTo? Colleague => Step.Referral.Colleague is { } colleague ? new PostingTo(NoticeRecipient.Colleague, Step.Referral.Agency) { Role = Step.Referral.Role, Person = colleague } : null;

    /// <summary>A clock of the child's, whether or not it runs still.</summary>
    public ClockReading? Clock(ReferralClock clock) =>
        Standing.Clocks.TryGetValue(clock, out var run) ? Tables.Terms.Read(clock, run, Calendars, Standing.Rating, Standing.Urgent && IsOfStage(clock)) : null;

    /// <summary>Red where a child is in danger, was rated red in the same breath or before, or is not safe tonight.</summary>
    public Posting Posted(NoticeEvent happened, PostingTo to, params ImmutableArray<NoticeWord> words) =>
        new(happened, NoticeSubject.Referral(Step.Referral.Id), to, Step.At)
        {
            Words = words,
            Handling = HandlingOf.Read(Step.Referral.Handling),
            Reference = Step.Referral.Reference,
            Red = Step.Referral.DangerNow || Step.Referral.Urgent || Step.Child.Rating == Rating.Red || Standing.Urgent,
        };

    /// <summary>Whoever referred never hears nothing: a decision that nobody reads is told to the colleague, and then to whoever leads there.</summary>
    public IEnumerable<Posting> ToReferrer(NoticeEvent happened, NoticeWord word)
    {
        yield return Posted(happened, Referrer, word);
        if (Colleague is { } colleague) yield return Posted(happened, colleague, word);
    }

    public static bool IsOfStage(ReferralClock clock) => clock >= ReferralClock.PractitionersReply;
}
