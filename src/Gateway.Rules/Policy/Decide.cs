using System.Collections.Immutable;
using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy;

/// <summary>
/// The decision as a pure function of the policy in force, the facts and the instant within them (sharing rules, section
/// 1.2, in the order of the rulings): 1, 3, 5, 6, 7, 4, 2, 8, then 9 to 16. The first refusal wins; later rules transform.
/// </summary>
public static class Decide
{
    /// <summary>Decides from the request alone. Reads the same whether or not the child is known.</summary>
    public static Decision Request(PolicyBundle policy, RequestFacts facts)
    {
        var items = ImmutableArray.CreateBuilder<ItemDecision>(facts.Items.Length);
        foreach (var item in facts.Items) items.Add(Always(One(policy, facts, item)));
        return new Decision(policy.Version, policy.Hash, items.MoveToImmutable());
    }

    /// <summary>Applies the rules that need the record: 17. It may only make stricter.</summary>
    public static Decision WithRecord(PolicyBundle policy, Decision decision, RequestFacts facts, RecordFacts record) =>
        record.Shield
            ? decision with { Items = [.. decision.Items.Select(item => Shield.Tighten(facts, record, item))] }
            : decision;

    private static ItemDecision One(PolicyBundle policy, RequestFacts facts, Item item)
    {
        if (BulkRequest.Applies(facts)) return BulkRequest.Refuse(item);
        if (ProhibitedPurpose.Applies(facts)) return ProhibitedPurpose.Refuse(item);
        if (ConflictOfInterest.Applies(facts)) return ConflictOfInterest.Refuse(item);
        var compelled = CompelledDisclosure.Applies(facts);
        if (!compelled && NoVerifiedRelationship.Applies(policy, facts)) return NoVerifiedRelationship.Refuse(item);
        if (IdentityNotExact.Applies(facts)) return IdentityNotExact.Stop(item);
        if (CourtOrderProhibits.Applies(facts, item)) return CourtOrderProhibits.Refuse(item);
        return compelled ? CompelledDisclosure.Decide(facts, item) : Transform(policy, facts, MatrixCell.Decide(policy, facts, item));
    }

    private static ItemDecision Transform(PolicyBundle policy, RequestFacts facts, ItemDecision decided)
    {
        if (SubjectIsAdult.Applies(facts, decided.Item)) return SubjectIsAdult.Refuse(decided);
        if (NoRecordedPregnancy.Applies(facts, decided.Item)) return NoRecordedPregnancy.Refuse(decided);
        if (EarlyHelpWithoutConsent.Applies(facts, decided)) decided = EarlyHelpWithoutConsent.Refuse(decided);
        if (DutyInForce.Applies(policy, facts, decided)) decided = DutyInForce.Reopen(decided);
        if (BreakGlassAnomaly.Applies(facts, decided)) decided = BreakGlassAnomaly.Tighten(decided);
        if (EmergencyDeclared.Applies(facts, decided)) decided = EmergencyDeclared.Loosen(decided);
        return decided;
    }

    private static ItemDecision Always(ItemDecision decided) => PublicNumber.Applies(decided) ? PublicNumber.Give(decided) : decided;
}
