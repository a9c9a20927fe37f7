namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 5: a practitioner with a personal interest asks a colleague (X11).</summary>
internal static class ConflictOfInterest
{
    public static bool Applies(RequestFacts facts) => facts.Flags.HasFlag(RequestFlags.ConflictOfInterest);

    public static ItemDecision Refuse(Item item) => new(item, Outcome.Refuse, "X11", RuleSet.ConflictOfInterest);
}
