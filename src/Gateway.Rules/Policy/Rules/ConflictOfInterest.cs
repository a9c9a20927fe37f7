namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 5: a practitioner with a personal interest asks a colleague (X11).</summary>
internal static class ConflictOfInterest
{
    public static bool Applies(RequestFacts facts) => (facts.Flags & RequestFlags.ConflictOfInterest) != 0;

    public static Stop Refusal => new(Outcome.Refuse, "X11", RuleSet.ConflictOfInterest);
}
