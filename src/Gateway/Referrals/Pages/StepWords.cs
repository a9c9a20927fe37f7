using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Referrals.Pages.Boxes;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Pages;

/// <summary>Each step as people are offered it, and as it is told afterwards.</summary>
internal static class StepWords
{
    // In the order in which they are offered.
    private static readonly ImmutableArray<(ReferralEvent Event, StepOffered Words)> Offered =
    [
        (ReferralEvent.ReferralTaken, new("Take this referral", "It is yours then, and the referrer sees your name.", OneClick: true)),
        (ReferralEvent.DecisionMade, new("Decide", "A decision is what the referrer is told. Without that it is not saved.")),
        (ReferralEvent.FeedbackSent, new("Tell the referrer", "They were not told yet, or you have more to say.")),
        (ReferralEvent.AgencyAsked, new("Ask other agencies", "Each agency sees your question, and nothing else that was written.")),
        (ReferralEvent.ReferralRagSet, new("Say how urgent it is", "It sets by when this is decided.")),
        (ReferralEvent.ReferralRagChanged, new("Change how urgent it is", "Say why it changed.")),
        (ReferralEvent.ReferralNoted, new("Leave a note for the next team", "It stands in the list of referrals to your council. Nobody else reads it.")),
        (ReferralEvent.ReferralReclassified, new("Record as a contact, not a referral", "The referrer is told, and can say that they meant to refer.")),
        (ReferralEvent.NoticeAcknowledged, new("Say that you have seen it", "It stops the clock for an acknowledgement.", OneClick: true)),
        (ReferralEvent.ReferralMerged, new("Merge with another referral", "Both referrers are told what is decided.")),
        (ReferralEvent.CaseTransferred, new("Send on to another council", "That council has it from then on. A line stays with you.")),
        (ReferralEvent.ReferralWithdrawalRefused, new("Go on in spite of the withdrawal", "Say why you go on.")),
        (ReferralEvent.ReferralClosed, new("Close it", "The referrer is told.")),
        (ReferralEvent.AgencyAnswered, new("Answer", "Your answer goes to the council alone.")),
        (ReferralEvent.AgencyDeclined, new("I cannot share this", "Say why, and give a number to ring.")),
        (ReferralEvent.ReferralAddedTo, new("Add information", "It goes to whoever has the referral. What you sent stays as it is.")),
        (ReferralEvent.FeedbackQuestioned, new("Ask about the decision", "Your question goes to the council.")),
        (ReferralEvent.ReferralWithdrawn, new("Withdraw", "The council decides whether to go on. What you wrote stays on record.")),
        (ReferralEvent.DisagreementRaised, new("I disagree", "Say what you disagree with. It goes to a person by name.")),
        (ReferralEvent.DisagreementAnswered, new("Answer the disagreement", "Whoever disagrees sees what you write.")),
        (ReferralEvent.DisagreementEscalated, new("Take the disagreement further", "It goes to the next stage now. Nobody has to allow it.", OneClick: true)),
        (ReferralEvent.DisagreementSettled, new("Settle the disagreement", "Say how it ended.")),
        (ReferralEvent.ChildSeen, new("Record that the child was seen", "")),
        (ReferralEvent.EarlyHelpAccepted, new("Accept for early help", "", OneClick: true)),
        (ReferralEvent.EarlyHelpDeclined, new("Decline for early help", "It goes back to the front door.")),
        (ReferralEvent.OpenCaseAcknowledged, new("Take note for the open case", "", OneClick: true)),
        (ReferralEvent.AssessmentStarted, new("Start the assessment", "")),
        (ReferralEvent.AssessmentReviewPoint, new("Record a review point", "", OneClick: true)),
        (ReferralEvent.AssessmentAuthorised, new("Authorise the assessment", "", OneClick: true)),
        (ReferralEvent.StrategyHeld, new("Record the strategy discussion", "")),
        (ReferralEvent.Section47Started, new("Start section 47 enquiries", "", OneClick: true)),
        (ReferralEvent.Section47Ended, new("End section 47 enquiries", "")),
        (ReferralEvent.ConferenceBooked, new("Book a conference", "")),
        (ReferralEvent.ConferenceHeld, new("Record a conference", "")),
        (ReferralEvent.CoreGroupHeld, new("Record a core group", "")),
        (ReferralEvent.PlanStarted, new("Start a plan", "")),
        (ReferralEvent.PlanCategoryChanged, new("Change the category of the plan", "", OneClick: true)),
        (ReferralEvent.PlanReviewed, new("Record a review of the plan", "")),
        (ReferralEvent.PlanEnded, new("End the plan", "", OneClick: true)),
        (ReferralEvent.RecordCorrected, new("Take the last step back", "Nothing is deleted. Say why.")),
    ];

    private static readonly FrozenDictionary<ReferralEvent, StepOffered> All = Offered.ToFrozenDictionary(each => each.Event, each => each.Words);

    private static readonly FrozenDictionary<string, string> Told = new Dictionary<string, string>
    {
        ["referral.sent"] = "Sent",
        ["referral.received"] = "Received by the council",
        ["referral.delivery_failed"] = "The council's own system did not take it",
        ["referral.taken"] = "Taken",
        ["referral.rag_set"] = "Rated",
        ["referral.rag_changed"] = "Rating changed",
        ["agency.asked"] = "Agencies were asked",
        ["agency.answered"] = "An agency answered",
        ["agency.declined"] = "An agency cannot share",
        ["referral.added_to"] = "Information was added",
        ["referral.noted"] = "A note was left",
        ["referral.completed"] = "The six tasks were completed",
        ["referral.withdrawn"] = "Withdrawn by the referrer",
        ["referral.withdrawal_refused"] = "Goes on in spite of the withdrawal",
        ["referral.merged"] = "Merged with another referral",
        ["referral.closed"] = "Closed",
        ["decision.made"] = "Decided",
        ["feedback.sent"] = "The referrer was told",
        ["feedback.read"] = "The referrer read the decision",
        ["feedback.questioned"] = "The referrer asked about the decision",
        ["disagreement.raised"] = "Somebody disagrees",
        ["disagreement.answered"] = "The disagreement was answered",
        ["disagreement.escalated"] = "The disagreement went to the next stage",
        ["disagreement.settled"] = "The disagreement was settled",
        ["child.seen"] = "The child was seen",
        ["case.transferred"] = "Sent on to another council",
        ["record.corrected"] = "The last step was taken back",
        ["notice.acknowledged"] = "Seen by a person",
        ["clock.warned"] = "Time is running out",
        ["clock.breached"] = "The time was over",
        ["clock.paused"] = "The clock was stopped",
        ["clock.resumed"] = "The clock runs again",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static StepOffered Of(ReferralEvent happened) => All[happened];

    public static bool Has(ReferralEvent happened) => All.ContainsKey(happened);

    public static int Order(ReferralEvent happened) => Offered.Select(each => each.Event).ToList().IndexOf(happened);

    /// <summary>As the referrer is offered it, who means something else by the same step.</summary>
    public static StepOffered For(ReferralEvent happened, bool referrer) => happened == ReferralEvent.ReferralReclassified && referrer
        ? new StepOffered("I meant to refer", "It goes back to the front door as a referral.", OneClick: true)
        : Of(happened);

    /// <summary>As whoever takes it for some children at once is offered it: a plan stays with its council until the conference of the other one.</summary>
    public static StepOffered For(ReferralEvent happened, bool referrer, IReadOnlyCollection<ReferralChild> children)
    {
        var words = For(happened, referrer);
        if (happened != ReferralEvent.CaseTransferred || !children.Any(child => child.State == ReferralState.Plan)) return words;
        return words with
        {
            Lead = children.All(child => child.State == ReferralState.Plan)
                ? "The child and the plan stay with you until that council holds its conference. Both councils are told of the move now."
                : "That council has it from then on. A child on a plan stays with you until it holds its conference. It is told of that move now.",
        };
    }

    public static string Happened(ReferralStep step)
    {
        if (step.Event == "case.transferred" && ListSentOn.Stays(step)) return "Both councils were told that the child moves. The plan stays until the conference there";
        var words = step.Event == "referral.reclassified" ? step.Actor is "referrer" or "colleague" ? "The referrer meant to refer" : "Recorded as a contact"
            : Told.TryGetValue(step.Event, out var told) ? told
            : ReferralEventWords.TryRead(step.Event, out var happened) && All.TryGetValue(happened, out var offered) ? offered.Title
            : step.Event;
        return step.Outcome is "" or "others-awaited" or "all-answered" or "late" ? words : $"{words}: {FieldWords.Outcome(step.Outcome)}";
    }

    /// <summary>What was written, as it is told afterwards to whoever reads it.</summary>
    public static string Text(ReferralText text) => text switch
    {
        ReferralText.Why => "Reason for the decision",
        ReferralText.Advice => "Advice",
        ReferralText.Reason => "Reason",
        ReferralText.Without => "Why without the agencies that have not answered",
        ReferralText.What => "What they disagree with",
        ReferralText.Evidence => "Evidence",
        ReferralText.Wanted => "What they want to happen",
        ReferralText.Note => "What was said and decided",
        ReferralText.Learning => "What was learned",
        ReferralText.Question => "Question",
        ReferralText.Answer => "Answer",
        ReferralText.Added => "Added",
        _ => "Message",
    };
}

/// <param name="OneClick">Nothing is written with it: a button is enough.</param>
internal sealed record StepOffered(string Title, string Lead, bool OneClick = false);
