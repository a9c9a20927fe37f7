using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Messages;

/// <summary>
/// Whose own system has to know of a step: the council that has the child of every one, the referrer's of those that they wait for, an agency of what it is asked. To
/// whoever has no queue in the register nothing goes. Deny by default: a step that is not named here goes to the council alone.
/// </summary>
internal sealed class MessagesOfStep(Register register)
{
    public ImmutableArray<StepMessage> All(GatewayContext db, Referral referral, ImmutableArray<StepMoved> moved)
    {
        if (!register.Agencies.Values.Any(agency => agency.Queue)) return [];
        return [.. moved.SelectMany(step => Of(db, referral, step)).Where(message => register.Agencies.GetValueOrDefault(message.Agency) is { Queue: true })
            // What its own system has not received yet is not there for the council.
            .Where(message => !(message.Step.Child.AwaitsReceipt && message.Agency == message.Step.Child.Council))
            .DistinctBy(message => (message.Agency, message.Step.Id, message.Kind))];
    }

    private static IEnumerable<StepMessage> Of(GatewayContext db, Referral sent, StepMoved step)
    {
        // What was merged is told with the one that it was merged into, and has a referrer of its own.
        var referral = step.Child.Referral == sent.Id ? sent : db.ChangeTracker.Entries<Referral>().Select(entry => entry.Entity).Single(one => one.Id == step.Child.Referral);
        return step.Child.State is ReferralState.Draft or ReferralState.Deleted ? [] : step.Word switch
        {
            "referral.sent" => [],
            "referral.received" => Both(MessageNames.Received, referral, step),
            "referral.added_to" or "referral.completed" => [StepMessage.ToCouncil(MessageNames.AddedTo, step)],
            "agency.asked" => [StepMessage.ToCouncil(MessageNames.Moved, step), .. Asked(db, step).Select(agency => StepMessage.To(agency, MessageNames.Asked, step, "/steps"))],
            "agency.answered" or "agency.declined" => [StepMessage.ToCouncil(MessageNames.Answered, step)],
            "decision.made" when From(step) is { } council => [StepMessage.To(council, MessageNames.SentOn, step), Feedback(referral, step)],
            "decision.made" or "feedback.sent" or "referral.reclassified" when !ByReferrer(step) => [StepMessage.ToCouncil(MessageNames.Decided, step), Feedback(referral, step)],
            "feedback.read" => [StepMessage.ToCouncil(MessageNames.FeedbackRead, step)],
            "disagreement.raised" or "disagreement.answered" or "disagreement.escalated" or "disagreement.settled" => Both(MessageNames.Disagreement, referral, step),
            "referral.merged" => Both(MessageNames.Merged, referral, step),
            "case.transferred" when From(step) is { } council && council != step.Child.Council => [StepMessage.To(council, MessageNames.SentOn, step), StepMessage.ToReferrer(MessageNames.SentOn, referral, step)],
            "clock.warned" or "clock.breached" => OfTime(referral, step),
            "referral.taken" or "referral.withdrawal_refused" or "referral.closed" => Both(MessageNames.Moved, referral, step),
            _ => [StepMessage.ToCouncil(MessageNames.Moved, step)],
        };
    }

    private static IEnumerable<StepMessage> Both(string kind, Referral referral, StepMoved step) => [StepMessage.ToCouncil(kind, step), StepMessage.ToReferrer(kind, referral, step)];

    private static StepMessage Feedback(Referral referral, StepMoved step) => StepMessage.ToReferrer(MessageNames.Decided, referral, step, "/feedback");

    private static IEnumerable<StepMessage> OfTime(Referral referral, StepMoved step)
    {
        yield return StepMessage.ToCouncil(MessageNames.Clock, step);
        if (step.Step.Clock == ReferralClock.FeedbackRead) yield return StepMessage.ToReferrer(MessageNames.Clock, referral, step, "/feedback");
    }

    private static bool ByReferrer(StepMoved step) => step.Step.By is ReferralActor.Referrer or ReferralActor.Colleague;

    private static IEnumerable<string> Asked(GatewayContext db, StepMoved step) =>
        db.ChangeTracker.Entries<ReferralAsk>().Where(ask => ask.Entity.Step == step.Id).Select(ask => ask.Entity.Agency);

    // Which council had it before, where the step sent it on.
    private static string? From(StepMoved step)
    {
        if (step.Facts is null) return null;
        using var facts = JsonDocument.Parse(step.Facts);
        return facts.RootElement.TryGetProperty("from", out var from) ? from.GetString() : null;
    }
}
