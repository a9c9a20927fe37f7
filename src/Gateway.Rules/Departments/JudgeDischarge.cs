using System.Collections.Immutable;

namespace Gateway.Rules.Departments;

/// <summary>
/// Whether a child may go (workflows, 1.3; Laming 3.8: no child is discharged while concerns remain). Everything that is open is named; where nothing is, and
/// only there, the child may.
/// </summary>
public static class JudgeDischarge
{
    /// <param name="standing">With the discharge check, where one is wanted.</param>
    /// <param name="rules">Of the area, on the day.</param>
    /// <param name="dayOff">A weekend or a bank holiday.</param>
    public static DischargeJudged Of(VisitStanding standing, LocalRules rules, bool dayOff)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(rules);
        if (standing.End != VisitEnd.None) return new DischargeJudged.Ended(standing.End);
        if (standing is { WantsDischargeCheck: true, Said: null }) return new DischargeJudged.CheckWanted(standing.Open());
        ImmutableArray<OpenThing> open = [.. standing.Open(), .. standing.Said is { } said ? OfCheck(standing, said, rules, dayOff) : []];
        return open.IsEmpty ? new DischargeJudged.MayGo(standing.Gone()) : new DischargeJudged.NotYet(open);
    }

    private static IEnumerable<OpenThing> OfCheck(VisitStanding standing, DischargeSaid said, LocalRules rules, bool dayOff)
    {
        var known = standing.EverConcern || standing.Plan;
        if (said.StillWorried) yield return new OpenThing(OpenKind.StillWorried);
        // Not reached is not agreed: a silence never lets a child go whom somebody worries about.
        if (said.View is SocialCareView.Disagrees || (known && said.View is not SocialCareView.Agreed)) yield return new OpenThing(OpenKind.SocialCareView);
        if (rules.StrategyFirst && standing.Section47 && !said.StrategyHeld) yield return new OpenThing(OpenKind.StrategyDiscussion);
        if (rules.WrittenOnDaysOff && dayOff && known && said is not { View: SocialCareView.Agreed, InWriting: true }) yield return new OpenThing(OpenKind.WrittenAgreement);
        if (rules.ConsultantExamines && standing is { NonAccidental: true, ConsultantExamined: false }) yield return new OpenThing(OpenKind.SeniorExamination);
    }
}

/// <summary>What can come of judging.</summary>
public abstract record DischargeJudged
{
    private DischargeJudged() { }

    /// <summary>Nothing is open.</summary>
    public sealed record MayGo(VisitStanding After) : DischargeJudged;

    /// <summary>Do not discharge yet.</summary>
    public sealed record NotYet(ImmutableArray<OpenThing> Open) : DischargeJudged;

    /// <summary>The discharge check is wanted first, and after what happened since the last one.</summary>
    /// <param name="Open">What is open already.</param>
    public sealed record CheckWanted(ImmutableArray<OpenThing> Open) : DischargeJudged;

    /// <summary>The visit has ended.</summary>
    public sealed record Ended(VisitEnd How) : DischargeJudged;
}
