namespace Gateway.Rules.Policy.Necessity;

/// <summary>
/// N4: a decision that falls no sooner than the ordinary route would answer (a call to the named worker, or to the duty team
/// out of hours) needs no release on the asker's own word; a person at the holder decides.
/// </summary>
internal static class NeededNow
{
    public static bool Applies(in Asked asked, in ItemDecision decided) =>
        decided.Outcome == Outcome.Justify
        && asked.Facts.Justification is { DecideWithin: { } within }
        && within >= (asked.Facts.InHours ? asked.Limits.OrdinaryRouteInHours : asked.Limits.OrdinaryRouteOutOfHours);

    public static ItemDecision Tighten(in ItemDecision decided) => decided.With(Outcome.AskHolder, decided.Reason, RuleSet.NeededNow);
}
