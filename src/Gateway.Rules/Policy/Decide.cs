using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Gateway.Rules.Policy.Proportionality;
using Gateway.Rules.Policy.Rules;

namespace Gateway.Rules.Policy;

/// <summary>
/// The decision as a pure function of the policy in force, the facts and the instant within them (sharing rules, section
/// 1.2, in the order of the rulings): 1, 3, 5, 6, 7, 4, 2, 8, then 9 to 16; with the record 2, 13, 17 and 18. The first
/// refusal wins, later rules transform, and after 16 they may only make stricter.
/// </summary>
public static class Decide
{
    /// <summary>Decides from the request alone. Reads the same whether or not the child is known.</summary>
    public static Decision Request(PolicyBundle policy, RequestFacts facts)
    {
        var asked = new Asked(policy, facts);
        var stop = Stopped(asked);
        var items = new ItemDecision[facts.Items.Length];
        for (var i = 0; i < items.Length; i++) items[i] = Always(asked, Stopped(asked, stop, facts.Items[i]) ?? One(asked, facts.Items[i]));
        return new Decision(policy.Version, policy.Hash, ImmutableCollectionsMarshal.AsImmutableArray(items))
        {
            Obligations = RequestObligations.Of(asked, items),
        };
    }

    /// <summary>Applies the rules that need the record: 2, 13, 17 and 18. They may only make stricter.</summary>
    public static Decision WithRecord(PolicyBundle policy, Decision decision, RequestFacts facts, RecordFacts record)
    {
        if (record.IsSilent) return decision;
        var asked = new Asked(policy, facts);
        var items = new ItemDecision[decision.Items.Length];
        for (var i = 0; i < items.Length; i++) items[i] = Always(asked, AfterRecord(asked, record, decision.Items[i]));
        return decision with
        {
            Items = ImmutableCollectionsMarshal.AsImmutableArray(items),
            SensitiveAttendance = Sensitive(asked, record, items),
            Obligations = RequestObligations.Of(asked, items) | RecordObligations.Of(asked, record, items),
        };
    }

    private static Stop? Stopped(in Asked asked)
    {
        if (BulkRequest.Applies(asked.Facts)) return BulkRequest.Refusal;
        if (UnknownRole.Applies(asked)) return UnknownRole.Refusal;
        if (ProhibitedPurpose.Applies(asked.Facts)) return ProhibitedPurpose.Refusal;
        if (ConflictOfInterest.Applies(asked.Facts)) return ConflictOfInterest.Refusal;
        if (!CompelledDisclosure.Applies(asked.Facts) && NoVerifiedRelationship.Applies(asked)) return NoVerifiedRelationship.Refusal;
        return IdentityNotExact.Applies(asked.Facts) ? IdentityNotExact.NoData : null;
    }

    // Rule 6 refuses what no demand names, before rule 4 asks who the child is and rule 2 what a court forbids (rulings, 27).
    private static ItemDecision? Stopped(in Asked asked, Stop? stop, Item item) =>
        stop is not { Rule: not RuleSet.IdentityNotExact } && CompelledDisclosure.Applies(asked.Facts) && Scope.IsKnown(item) && !asked.Facts.Demanded.Contains(item)
            ? CompelledDisclosure.Decide(asked.Facts, item)
            : stop?.For(item);

    private static ItemDecision One(in Asked asked, Item item)
    {
        if (Scope.Applies(asked.Facts, item)) return Scope.Refuse(item);
        if (CourtOrderProhibits.Applies(asked.Facts, item)) return CourtOrderProhibits.Refuse(item);
        if (CompelledDisclosure.Applies(asked.Facts)) return CompelledDisclosure.Decide(asked.Facts, item);
        return Transform(asked, MatrixCell.Decide(asked, item));
    }

    private static ItemDecision Transform(in Asked asked, ItemDecision decided)
    {
        if (SubjectIsAdult.Applies(asked, decided)) return SubjectIsAdult.Refuse(decided);
        if (NoRecordedPregnancy.Applies(asked.Facts, decided)) return NoRecordedPregnancy.Refuse(decided);
        if (EarlyHelpWithoutConsent.Applies(asked.Facts, decided)) decided = EarlyHelpWithoutConsent.Refuse(decided);
        if (DutyInForce.Applies(asked, decided)) decided = DutyInForce.Reopen(decided);
        decided = Weighing.Proportionate(asked, Weighing.Necessary(asked, decided));
        if (BreakGlassAnomaly.Applies(asked.Facts, decided)) decided = BreakGlassAnomaly.Tighten(decided);
        if (EmergencyDeclared.Applies(asked, decided)) decided = EmergencyDeclared.Loosen(decided);
        return Weighing.Guarded(asked, decided);
    }

    private static ItemDecision AfterRecord(in Asked asked, RecordFacts record, ItemDecision decided)
    {
        if (Scope.Applies(record)) return Scope.Tighten(decided);
        if (CourtOrderProhibits.Applies(record, decided)) decided = CourtOrderProhibits.Tighten(decided);
        if (Shield.Applies(asked.Facts, record)) decided = Shield.Raise(asked, decided, RuleSet.Shield);
        return PostQueryChecks.Applies(asked.Facts, record, decided) ? PostQueryChecks.Tighten(decided) : decided;
    }

    // Rule 13 speaks of one attendance, beside the decision about the others.
    private static ImmutableArray<ItemDecision> Sensitive(in Asked asked, RecordFacts record, ReadOnlySpan<ItemDecision> items)
    {
        if (!record.SensitiveAttendance) return [];
        var found = ImmutableArray.CreateBuilder<ItemDecision>();
        foreach (var item in items)
            if (SensitiveAttendance.Applies(asked.Facts, record, item)) found.Add(SensitiveAttendance.LeaveOut(item));
            else if (Weighing.IsDeterred(asked, record, item)) found.Add(Deterrence.Tighten(item));
        return found.ToImmutable();
    }

    private static ItemDecision Always(in Asked asked, in ItemDecision decided)
    {
        if (PublicNumber.Applies(decided)) return PublicNumber.Give(decided);
        return decided.Outcome == Outcome.Justify && asked.IsJustified ? decided with { Justified = true } : decided;
    }
}
