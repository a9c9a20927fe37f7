namespace Gateway.Rules.Policy.Rules;

/// <summary>
/// Rule 7: no relationship that the asker's own agency confirms, no item (X2). Roles that need none, such as an
/// inspector's, are decided by their own cell (rulings, 7).
/// </summary>
internal static class NoVerifiedRelationship
{
    public static bool Applies(in Asked asked) => asked.Role is { RelationshipTypes.IsEmpty: false } && !IsVerified(asked);

    /// <summary>A relationship that the role needs, that is confirmed, and that still counts.</summary>
    public static bool IsVerified(in Asked asked) =>
        asked.Facts.Relationship is { } relationship
        && asked.Role is { } role
        && role.RelationshipTypes.Contains(relationship.Type)
        && relationship.CountsAt(asked.Facts.At, role.FollowUpWithin(asked.Limits));

    public static Stop Refusal => new(Outcome.Refuse, "X2", RuleSet.NoVerifiedRelationship);
}
