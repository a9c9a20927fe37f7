using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>Items that were not let go: the reason in one sentence, what to do now, and how to challenge it (sharing rules, 5.2).</summary>
internal static class AnswerWithheld
{
    public const string Challenge = "To challenge this, ask your safeguarding lead to take it to the information governance officer, with the reference.";

    public static ImmutableArray<WithheldAnswer> From(PolicyBundle policy, Decision decision, RingAnswer? ring) =>
    [
        .. decision.Items.Where(item => !item.MayBeAsked).Select(item => new WithheldAnswer(
            item.Item.Word(), item.Outcome.Word(), Reason(policy, item), Words(item, ring))),
    ];

    private static ReasonAnswer Reason(PolicyBundle policy, ItemDecision item) =>
        item.Outcome == Outcome.NoData
            ? new ReasonAnswer(item.Reason, "The child was not matched, so nothing is shown about any child.")
            : new ReasonAnswer(item.Reason, policy.Reasons[item.Reason]);

    // The same words whether or not anything is held: nothing here depends on a record.
    private static string Words(ItemDecision item, RingAnswer? ring)
    {
        var number = ring is null ? "your council's duty team" : $"{ring.Who} on {ring.Number}";
        return (item.Outcome, item.Reason) switch
        {
            (Outcome.Justify, _) => $"{item.Item.Name()} needs a written reason, which this service cannot take yet. Ring {number}.",
            (Outcome.AskHolder, _) => $"{item.Item.Name()} is decided by a named person at the agency that may hold it. Ring {number}.",
            (_, "X2" or "X3" or "X11") => RefusalWords.Of(item.Reason, ownSystemSilent: false, ring),
            (_, "X4") => $"Plan documents are not sent through this service. Ring {number}.",
            (_, "X5") => "This is a crime enquiry. Send a formal request. If a child may be at risk now, use the child protection route.",
            (_, "X7") => $"{item.Item.Name()} cannot apply to this child.",
            (_, "X10") => $"Whereabouts are protected. Do not ask aloud, print or discuss. Ring {number}.",
            (_, "X15") => "The family has not agreed. If your concern has grown, start again with the reason that fits it.",
            _ => $"Your role does not receive this for this reason. If you are worried about this child, ring {number}. Immediate danger: 999. {Challenge}",
        };
    }
}
