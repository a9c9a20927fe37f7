using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy;

/// <summary>
/// What the record obliges the gateway to do. That whereabouts are protected is told to staff whose relationship is verified
/// and to nobody else (sharing rules, 5.2).
/// </summary>
internal static class RecordObligations
{
    public const ObligationSet Handling = ObligationSet.HandlingNotice | ObligationSet.SuppressParentViews;

    public static ObligationSet Of(in Asked asked, RecordFacts record, bool stopped) =>
        (record.Shield || record.Handling != HandlingFlags.None) && !stopped && NoVerifiedRelationship.IsVerified(asked) ? Handling : ObligationSet.None;
}
