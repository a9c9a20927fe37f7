using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Cases;

namespace Gateway.Tool.Policy.Compare;

/// <summary>One item that another policy would decide otherwise, and the rule that makes it so.</summary>
/// <param name="Before">Under the old policy, such as <c>M M1</c>.</param>
/// <param name="SensitiveOnly">Of the attendance at a sensitive service alone.</param>
internal readonly record struct DecisionChange(
    string Role, Purpose Purpose, Item Item, bool SensitiveOnly, string Before, string After, Direction Direction, RuleSet By)
{
    /// <summary>What stands for both in the counts.</summary>
    public override string ToString() => $"{Role} {Purpose.Id()} {Item.Id()}{(SensitiveOnly ? " (sensitive attendance)" : "")}: {Before} -> {After}";
}

/// <summary>Which way an outcome moved.</summary>
internal enum Direction
{
    Milder,
    Stricter,
    OtherReason,
}

/// <summary>The same facts under two policies.</summary>
internal sealed class Comparing(PolicyBundle before, PolicyBundle after)
{
    public IEnumerable<DecisionChange> Changes(CaseRequest request)
    {
        var (old, fresh) = (Decided(before, request), Decided(after, request));
        for (var i = 0; i < old.Items.Length; i++)
            if (Change(request, old.Items[i], fresh.Items[i], sensitive: false) is { } change) yield return change;
        foreach (var item in request.Facts.Items)
            if (Change(request, Sensitive(old, item), Sensitive(fresh, item), sensitive: true) is { } change) yield return change;
    }

    private static Decision Decided(PolicyBundle policy, CaseRequest request) =>
        Decide.WithRecord(policy, Decide.Request(policy, request.Facts), request.Facts, request.Record);

    private static ItemDecision Sensitive(Decision decision, Item item) =>
        decision.SensitiveAttendance.FirstOrDefault(left => left.Item == item, decision.For(item)!.Value);

    private DecisionChange? Change(CaseRequest request, ItemDecision old, ItemDecision fresh, bool sensitive)
    {
        var (from, to) = (Cell(old), Cell(fresh));
        if (from == to || (sensitive && !LeftOut(old, fresh))) return null;
        var direction = fresh.Outcome == old.Outcome ? Direction.OtherReason : fresh.Outcome > old.Outcome ? Direction.Stricter : Direction.Milder;
        return new DecisionChange(
            request.Facts.Role, request.Facts.Purpose, old.Item, sensitive, from.ToString(), to.ToString(), direction, ChangedBy(request, old, fresh));
    }

    private static bool LeftOut(ItemDecision old, ItemDecision fresh) => ((old.Rules | fresh.Rules) & (RuleSet.SensitiveAttendance | RuleSet.Deterrence)) != 0;

    private static CaseCell Cell(ItemDecision item) => new(item.Outcome, item.Reason, item.Emergency);

    // The first cause: another cell, else a rule that speaks under one policy alone, else the last rule that spoke under the new.
    private RuleSet ChangedBy(CaseRequest request, ItemDecision old, ItemDecision fresh)
    {
        var both = old.Rules & fresh.Rules;
        if ((both & RuleSet.MatrixCell) != 0 && Base(before, request, old) != Base(after, request, fresh)) return RuleSet.MatrixCell;
        var alone = Deciding(fresh.Rules & ~old.Rules);
        if (alone == RuleSet.None) alone = Deciding(old.Rules & ~fresh.Rules);
        if (alone == RuleSet.None) alone = Deciding(fresh.Rules);
        return alone.Each().LastOrDefault();
    }

    private static Cell? Base(PolicyBundle policy, CaseRequest request, ItemDecision item) =>
        (item.Rules & RuleSet.AssessmentWithoutAgreement) != 0
            ? policy.Cell("csc-front-door", Purpose.FrontDoor, item.Item)
            : policy.Cell(request.Facts.Role, request.Facts.Purpose, item.Item);

    private static RuleSet Deciding(RuleSet rules) => rules
        & ~(RuleSet.EffectiveContribution | RuleSet.CanActOnIt | RuleSet.NothingLessWouldDo | RuleSet.AlreadyHeld | RuleSet.ThirdParty);
}
