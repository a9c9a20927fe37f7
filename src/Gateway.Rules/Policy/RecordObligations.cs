using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy;

/// <summary>
/// What the record obliges the gateway to do. That whereabouts are protected is told to staff whose relationship is verified
/// and to nobody else (sharing rules, 5.2).
/// </summary>
internal static class RecordObligations
{
    public const ObligationSet Handling = ObligationSet.HandlingNotice | ObligationSet.SuppressParentViews;

    public static ObligationSet Of(in Asked asked, RecordFacts record, ReadOnlySpan<ItemDecision> items) =>
        (record.Shield || record.Handling != HandlingFlags.None) && NoVerifiedRelationship.IsVerified(asked) && !IsStopped(items)
            ? Handling
            : ObligationSet.None;

    // Before rule 7 was passed, or before any record was found.
    private static bool IsStopped(ReadOnlySpan<ItemDecision> items)
    {
        foreach (var item in items)
            if ((item.Rules & Stops) != 0) return true;
        return false;
    }

    private const RuleSet Stops = RuleSet.BulkRequest | RuleSet.UnknownRole | RuleSet.ProhibitedPurpose | RuleSet.ConflictOfInterest
        | RuleSet.NoVerifiedRelationship | RuleSet.IdentityNotExact;
}
