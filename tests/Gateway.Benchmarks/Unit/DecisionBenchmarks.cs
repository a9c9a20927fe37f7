using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Policy;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Unit;

/// <summary>The decision for a triage nurse's 13 items, and one item across every council of England.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private const int Councils = 152;
    private PolicyBundle _policy = null!;
    private RequestFacts _facts = null!;
    private CustodianSaid[] _said = [];

    [GlobalSetup]
    public void Prepare()
    {
        _policy = Bundles.Read(Bundles.Files());
        var items = ImmutableArray.Create(
            Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.LeadSocialWorker, Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded,
            Item.AttendanceCount, Item.AttendanceDates, Item.AttendanceSite, Item.AttendanceComplaint, Item.AttendanceOutcome, Item.GpRegistration);
        _facts = new RequestFacts(new DateTimeOffset(2026, 11, 22, 2, 14, 0, TimeSpan.Zero), "ed-triage-clinician", Purpose.UnscheduledCare, items)
        {
            Relationship = new Relationship(RelationshipType.Encounter, null),
            AgeYears = 3,
        };
        _said = [.. Enumerable.Range(0, Councils).Select(place => place % 10 == 3 ? CustodianSaid.NotKnown(Because.TimedOut) : CustodianSaid.NothingHeld)];
    }

    [Benchmark(Description = "Decide.Request, 13 items")]
    public Decision Decision() => Decide.Request(_policy, _facts);

    [Benchmark(Description = "Combined.Of, 152 councils, 10 % silent")]
    public Combined Combination() => Combined.Of(_said);
}
