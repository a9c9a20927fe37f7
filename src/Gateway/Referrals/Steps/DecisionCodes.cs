using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Steps;

/// <summary>The code of a decision in returns and reports (list <c>decision</c> of <c>codes.csv</c>), beside its word.</summary>
internal static class DecisionCodes
{
    public static string? Of(ReferralStep step) =>
        step.Event == ReferralEvent.DecisionMade.Word() && StepOutcomeWords.TryRead(step.Outcome, out var outcome) ? Of(outcome)
        : step.Event == ReferralEvent.ReferralReclassified.Word() && step.Actor is not ("referrer" or "colleague") ? "CON"
        : null;

    public static string? Of(StepOutcome outcome) => outcome switch
    {
        StepOutcome.NoFurtherAction => "NFA",
        StepOutcome.Advice => "ADV",
        StepOutcome.EarlyHelp => "EHP",
        StepOutcome.Assessment => "ASM",
        StepOutcome.Strategy => "STR",
        StepOutcome.OpenCase => "OPN",
        StepOutcome.OtherArea => "TRF",
        _ => null,
    };
}
