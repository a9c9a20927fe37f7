using System.Collections.Immutable;
using Gateway.Rules.Federation;

namespace Gateway.Rules.Policy.Cases;

/// <summary>Reads the answer that a case requires for each item.</summary>
internal sealed class CaseExpectationReader(CaseVocabulary vocabulary, CaseFaults faults)
{
    private static readonly string[] Known =
        ["outcome", "reason", "modifiers", "status", "statusBecause", "coverage", "appliesTo", "otherAttendances"];

    /// <param name="asked">What the case asks for; null where that does not read.</param>
    public ImmutableArray<ItemExpectation> Read(CaseMembers all, ImmutableArray<Item>? asked)
    {
        if (all.Object("expect", []) is not { } expect) return [];
        var items = ImmutableArray.CreateBuilder<ItemExpectation>();
        foreach (var (id, element) in expect.All)
        {
            if (!CaseWords.Items.Contains(id)) expect.Fault(id, "is not an item");
            else if (asked is { } named && !named.Contains(CaseWords.ReadItem(id))) expect.Fault(id, "is not asked for");
            else items.Add(One(CaseWords.ReadItem(id), new CaseMembers(element, expect.At(id), faults, Known)));
        }

        if (!expect.All.Any() && asked is not { IsEmpty: true }) all.Fault("expect", "expects nothing");
        return items.ToImmutable();
    }

    private ItemExpectation One(Item item, CaseMembers one) => new(
        item, Cell(one),
        one.Has("status") ? one.Word("status", CaseWords.CombinedStatuses, "a combined status") : null,
        one.Has("statusBecause") ? one.Words("statusBecause", CaseWords.SourceStatuses, "a status of a source") : default,
        one.Has("coverage") && one.Object("coverage", ["answered", "asked"]) is { } coverage
            ? new Coverage(coverage.Whole("answered", 0, 10_000), coverage.Whole("asked", 0, 10_000)) : null,
        one.Has("appliesTo") && one.Word("appliesTo", CaseWords.AppliesTo, "what an outcome applies to") != "",
        one.Has("otherAttendances") && one.Object("otherAttendances", ["outcome", "reason", "modifiers"]) is { } others ? Cell(others) : null);

    private CaseCell Cell(CaseMembers one) => new(
        CaseWords.ReadOutcome(one.Word("outcome", CaseWords.Outcomes, "an outcome")),
        one.Word("reason", vocabulary.Reasons, "a reason"),
        one.Has("modifiers") && one.Words("modifiers", CaseWords.Modifiers, "a modifier").Length > 0);
}
