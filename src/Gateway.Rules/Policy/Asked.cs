namespace Gateway.Rules.Policy;

/// <summary>One question under the policy it took: what every rule may look at. Read once, so that the rules read nothing twice.</summary>
internal readonly ref struct Asked(PolicyBundle policy, RequestFacts facts)
{
    public readonly PolicyBundle Policy = policy;
    public readonly RequestFacts Facts = facts;
    public readonly PolicyLimits Limits = policy.LimitsAt(facts.At);
    public readonly PolicyBundle.Place? Place = policy.PlaceOf(facts.Role);
    public readonly JustificationFields Lacking = facts.Justification is { } written ? ReadJustification.Lacking(policy, facts.Role, facts.Purpose, written) : default;

    public RoleTerms? Role => Place?.Terms;

    public PolicyColumn? Column => Place?.Column(Facts.Purpose);

    public bool IsEmergency => (Facts.Flags & RequestFlags.Emergency) != 0;

    /// <summary>A written reason came, and nothing is lacking.</summary>
    public bool IsJustified => Facts.Justification is not null && Lacking == JustificationFields.None;
}
