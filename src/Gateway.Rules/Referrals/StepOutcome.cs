using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Referrals;

/// <summary>Which way an event went, where it can go several ways: what was decided (7.4), how a disagreement was settled (2.5).</summary>
public enum StepOutcome : byte
{
    /// <summary>The event can go one way only.</summary>
    None,
    /// <summary>Decided: no further action.</summary>
    NoFurtherAction,
    /// <summary>Decided: advice and information.</summary>
    Advice,
    /// <summary>Decided: early help.</summary>
    EarlyHelp,
    /// <summary>Decided: assessment.</summary>
    Assessment,
    /// <summary>Decided: strategy discussion or section 47.</summary>
    Strategy,
    /// <summary>Decided: information on an open case.</summary>
    OpenCase,
    /// <summary>Decided: another area is responsible.</summary>
    OtherArea,
    /// <summary>An agency answered, and others are still awaited.</summary>
    OthersAwaited,
    /// <summary>The last agency answered.</summary>
    AllAnswered,
    /// <summary>The enquiries end and the assessment goes on.</summary>
    AssessmentGoesOn,
    /// <summary>The enquiries end and so does the assessment.</summary>
    Concluded,
    /// <summary>Settled: the decision was changed.</summary>
    Changed,
    /// <summary>Settled: kept, with a reason that was accepted.</summary>
    KeptAccepted,
    /// <summary>Settled: kept, and not accepted.</summary>
    KeptNotAccepted,
    /// <summary>Settled: the disagreement was withdrawn.</summary>
    Withdrawn,
    /// <summary>An agency answered when nobody waited for it any more.</summary>
    Late,
}

/// <summary>The words of the outcomes.</summary>
public static class StepOutcomeWords
{
    private static readonly WordTable<StepOutcome> Outcomes = new(
        "", "no-further-action", "advice", "early-help", "assessment", "strategy", "open-case", "other-area", "others-awaited", "all-answered",
        "assessment-goes-on", "concluded", "changed", "kept-accepted", "kept-not-accepted", "withdrawn", "late");

    /// <summary>Every outcome, in words; the first is empty.</summary>
    public static ImmutableArray<string> All => Outcomes.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this StepOutcome outcome) => Outcomes.Of(outcome);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out StepOutcome outcome) => Outcomes.TryRead(word, out outcome);
}
