using System.Collections.Immutable;
using Gateway.Asks;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>Items that were not let go: the reason in one sentence, what to do now, and how to challenge it (sharing rules, 5.2).</summary>
internal sealed class AnswerWithheld(PolicyBundle policy, RingAnswer? ring, ImmutableArray<AskAnswer> asks, Ask? collected, bool said)
{
    public const string Challenge = "To challenge this, ask your safeguarding lead to take it to the information governance officer, with the reference.";

    // To be asked is to be told, so that no more are asked than have to be; who is near is not said, for it tells a place.
    public const string OnlyNear = "Only holders near the child's known places were asked. Others were not, and what they hold is not known.";

    /// <summary>Nobody could look who the child is, so that it is nobody's number that is in doubt.</summary>
    public bool NotLooked { get; init; }

    public ImmutableArray<WithheldAnswer> From(Decision decision) =>
    [
        .. decision.Items.Where(item => !item.MayBeAsked).Select(item => new WithheldAnswer(
            item.Item.Word(), item.Outcome.Word(), Reason(item), Words(item))),
    ];

    private ReasonAnswer Reason(ItemDecision item) =>
        item.Outcome == Outcome.NoData
            ? new ReasonAnswer(item.Reason, NotLooked ? "Nobody could look who the child is, so nobody was asked." : "The child was not matched, so nothing is shown about any child.")
            : new ReasonAnswer(item.Reason, policy.Reasons[item.Reason]);

    // The same words whether or not anything is held: nothing here depends on a record.
    private string Words(ItemDecision item)
    {
        var number = ring is null ? "your council's duty team" : $"{ring.Who} on {ring.Number}";
        return (item.Outcome, item.Reason) switch
        {
            (Outcome.Justify, _) => $"{item.Item.Name()} is available if you need it for a decision you are making now. Say which decision, why "
                + $"{Less(item.Item)} and a call to {number} will not do, and what could happen if you wait. Your reason will be read.",
            (Outcome.AskHolder, _) when collected is not null => $"The holder decided not to send {Lower(item.Item)} to you. They say: {collected.ToAsker}",
            (Outcome.AskHolder, _) when Sent(item.Item) is { Length: > 0 } sent => sent,
            (Outcome.AskHolder, _) when said => $"{item.Item.Name()} is for a person at the holder to decide, and your reason could not be put to anybody here. Nobody has been asked. Ring {number}.",
            (Outcome.AskHolder, "Hd") => $"This is a crime enquiry, and a person at the holder decides on {Lower(item.Item)}. Send a formal request to its information governance officer. "
                + $"If a child may be at risk now, ring {number}.",
            (Outcome.AskHolder, _) => $"{item.Item.Name()} is decided by a named person at the agency that may hold it. Say which decision it is for, why less will not do and what "
                + $"could happen if you wait, and it is put to them. If it is urgent ring {number}; do not wait for this screen.",
            (_, "X7") => $"{item.Item.Name()} cannot apply to this child.",
            (Outcome.Refuse, "X1" or "X6") => $"{RefusalWords.Of(item.Reason, ownSystemSilent: false, ring, Lower(item.Item))} {Challenge}",
            (Outcome.Refuse, _) => RefusalWords.Of(item.Reason, ownSystemSilent: false, ring, Lower(item.Item)),
            _ when NotLooked => $"It is not known whether anything is held. Ring {number}.",
            _ => $"Nothing is shown about any child. Check the number and the date of birth, or ring {number}.",
        };
    }

    private string Sent(Item item) => string.Join(" ", asks.Where(ask => ask.Items.Contains(item.Word())).Select(ask => ask.Words)) is { Length: > 0 } sent ? $"{sent} {OnlyNear}" : "";

    private string Less(Item item) =>
        policy.Terms(item).MinimalForm is { Length: > 0 } form ? $"its minimal form ({char.ToLowerInvariant(form[0])}{form[1..]})" : "its minimal form";

    private static string Lower(Item item)
    {
        var name = item.Name();
        return name.StartsWith("GP", StringComparison.Ordinal) ? name : char.ToLowerInvariant(name[0]) + name[1..];
    }
}
