using System.Collections.Immutable;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Fhir;

/// <summary>What the plans of an answer say of the items of a council. What is not there is "nothing held" only in a whole answer of whoever gives everything.</summary>
/// <param name="found">Every plan that the answer has.</param>
/// <param name="otherwise">What is said of what is not there.</param>
/// <param name="age">The child's, in completed years.</param>
internal sealed class PlansSay(ImmutableArray<PlanFound> found, CustodianSaid otherwise, DateOnly since, int age)
{
    // Younger than anybody who is expected to be pregnant.
    private const int MayExpect = 10;

    private static readonly CustodianSaid NotGiven = CustodianSaid.NotKnown(Because.NotCovered);
    private static readonly CustodianSaid Unclear = CustodianSaid.NotKnown(Because.RejectedUnverified);

    public ItemSaid Of(Item item) => item switch
    {
        Item.PlanFlag => Running(item, PlanKind.Plan, _ => ItemValue.Present.Instance),
        Item.PlanDates => Running(item, PlanKind.Plan, plan => plan.Start is { } start ? new ItemValue.PlanDates(start) : null),
        // No plan has no category; one that there is has none here.
        Item.PlanCategory => Running(item, PlanKind.Plan, _ => null),
        Item.LookedAfter => Running(item, PlanKind.Care, plan => new ItemValue.LookedAfter(null, plan.Start)),
        Item.UnbornPlan => Running(item, PlanKind.Unborn, _ => new ItemValue.UnbornPlan(null)),
        Item.PlanEnded => Ended(),
        _ => new ItemSaid(item, NotGiven, null),
    };

    private ItemSaid Running(Item item, PlanKind kind, Func<PlanFound, ItemValue?> value)
    {
        var running = found.Where(plan => plan.Kind == kind && plan.State == PlanState.Runs).OrderBy(plan => plan.Start ?? DateOnly.MaxValue).ToArray();
        if (running.Length == 0) return new ItemSaid(item, NotRunning(kind), null);
        return value(running[0]) is { } held ? new ItemSaid(item, CustodianSaid.Held, held) : new ItemSaid(item, NotGiven, null);
    }

    private CustodianSaid NotRunning(PlanKind kind)
    {
        var absent = Absent(plan => plan.Kind is null || plan.Kind == kind);
        return kind == PlanKind.Plan && absent == otherwise && IsBornSince() ? Unclear : absent;
    }

    // A plan for an unborn child that runs on the record of a small one was made for that child before its birth: whether it has become its plan nobody says.
    private bool IsBornSince() => age < MayExpect && found.Any(plan => plan is { Kind: PlanKind.Unborn, State: PlanState.Runs });

    // An ended plan for an unborn child is not this child's.
    private ItemSaid Ended()
    {
        var over = found.Where(plan => plan.Kind is not PlanKind.Unborn && plan.State != PlanState.Void).ToArray();
        if (over.Where(plan => plan.Kind is not null && plan.State != PlanState.Withheld).Max(plan => plan.Ended) is { } day && day >= since)
            return new ItemSaid(Item.PlanEnded, CustodianSaid.Held, new ItemValue.PlanEnded(day));
        // Over, and nobody says since when.
        return Array.Exists(over, plan => plan is { State: PlanState.Over, Ended: null }) ? new ItemSaid(Item.PlanEnded, Unclear, null) : new ItemSaid(Item.PlanEnded, Absent(plan => plan.Kind is not PlanKind.Unborn), null);
    }

    private CustodianSaid Absent(Func<PlanFound, bool> concerns)
    {
        var (withheld, unclear) = (false, false);
        foreach (var plan in found.Where(concerns))
        {
            withheld |= plan.State == PlanState.Withheld;
            unclear |= plan.State == PlanState.Unclear || (plan.Kind is null && plan.State is PlanState.Runs or PlanState.Over);
        }

        return withheld ? CustodianSaid.Withheld : unclear ? Unclear : otherwise;
    }
}
