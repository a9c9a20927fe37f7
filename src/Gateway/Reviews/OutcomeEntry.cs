using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Reviews;

/// <summary>The ledger's entry for what a reviewer found, under the interaction of the decision that they read.</summary>
internal static class OutcomeEntry
{
    public static LedgerEntry Of(Review review, Practitioner who, string outcome, string reason) => new(
        EntryType.Outcome, review.InteractionId, who.Agency.Kind.Class(), EntryOutcome.Noted, review.PolicyHash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "review");
            json.WriteString("review"u8, review.Id);
            json.WriteString("of"u8, review.Kind.Word());
            json.WriteString("check"u8, review.Decision);
            RecordReading.WriteWho(json, who);
            json.WriteString("outcome"u8, outcome);
            json.WriteString("reason"u8, reason);
        }), Actor.Of(who)),
        []);
}
