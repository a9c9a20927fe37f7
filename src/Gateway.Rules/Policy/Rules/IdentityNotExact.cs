namespace Gateway.Rules.Policy.Rules;

/// <summary>Rule 4: unless exactly one child is identified there is no data about any child, only a status.</summary>
internal static class IdentityNotExact
{
    public static bool Applies(RequestFacts facts) => facts.Identity != IdentityMatch.Exact;

    public static Stop NoData => new(Outcome.NoData, "IDENTITY", RuleSet.IdentityNotExact);
}
