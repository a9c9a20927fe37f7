namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 7: no relationship that the asker's own agency confirms, no item (X2). Roles that need none, such as an
/// inspector's, are decided by their own cell (rulings, 7).
/// </summary>
internal static class NoVerifiedRelationship
{
    public static bool Applies(PolicyBundle policy, RequestFacts facts) =>
        policy.Role(facts.Role) is { RelationshipTypes.IsEmpty: false } role
        && !(facts.Relationship is { } relationship
             && role.RelationshipTypes.Contains(relationship.Type)
             && relationship.CountsAt(facts.At));

    public static ItemDecision Refuse(Item item) => new(item, Outcome.Refuse, "X2", RuleSet.NoVerifiedRelationship);
}
