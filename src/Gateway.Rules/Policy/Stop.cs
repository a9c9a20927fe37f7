namespace Gateway.Rules.Policy;

/// <summary>What a rule that speaks about the whole request says of each item.</summary>
internal readonly record struct Stop(Outcome Outcome, string Reason, RuleSet Rule)
{
    public ItemDecision For(Item item) => new(item, Outcome, Reason, Rule);
}
