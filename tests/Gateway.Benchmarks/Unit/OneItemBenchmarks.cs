using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Processes;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Unit;

/// <summary>One item's decision under the whole rule set: the everyday one, and the ones that most rules speak about.</summary>
[MemoryDiagnoser]
public class OneItemBenchmarks
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 2, 14, 0, TimeSpan.Zero);
    private readonly RecordFacts _record = new(Shield: true) { SensitiveAttendance = true, Handling = HandlingFlags.Hba };
    private PolicyBundle _policy = null!;
    private RequestFacts _everyday = null!;
    private RequestFacts _hardest = null!;
    private RequestFacts _justified = null!;
    private Decision _decided = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var reading = PolicyReader.Read(PolicyFiles.From(name => File.ReadAllBytes(Programs.Contract("policy", name))));
        _policy = reading is PolicyReading.Valid valid ? valid.Policy : throw new InvalidDataException("The policy of contracts/policy does not read.");
        _everyday = Ask("ed-triage-clinician", Purpose.UnscheduledCare, Item.PlanFlag, RelationshipType.Encounter);
        _hardest = Ask("csc-social-worker", Purpose.Section17, Item.AttendanceComplaint, RelationshipType.Allocation) with
        {
            Flags = RequestFlags.Anomaly | RequestFlags.Emergency | RequestFlags.DutyInForce | RequestFlags.Allocated,
            Risk = new RiskDeclared(4, 3, RiskSource.OnwardLeak),
            Prohibited = [Item.Address],
            AlreadyHeld = [Item.GpRegistration],
        };
        _justified = Ask("ed-treating-clinician", Purpose.ClinicalConcern, Item.PlanCategory, RelationshipType.Encounter) with
        {
            Justification = new Justification(
                DecisionSupported.DischargeOrKeep, "The flag does not say whether earlier harm was physical, and the bruise is unexplained",
                "She would go home tonight with whoever caused it", 3, "Grip marks on both arms, story changed twice",
                1, RiskSource.Deterrence, "Mother may stop bringing her to clinic", TimeSpan.FromMinutes(30), "A. Okafor, triage nurse"),
        };
        _decided = Decide.Request(_policy, _everyday);
    }

    private static RequestFacts Ask(string role, Purpose purpose, Item item, RelationshipType relationship) =>
        new(At, role, purpose, [item]) { Relationship = new Relationship(relationship, null), AgeYears = 3 };

    [Benchmark(Description = "One item, everyday", Baseline = true)]
    public Decision Everyday() => Decide.Request(_policy, _everyday);

    [Benchmark(Description = "One item, every flag and a declared risk")]
    public Decision Hardest() => Decide.Request(_policy, _hardest);

    [Benchmark(Description = "One item, on a written reason")]
    public Decision Justified() => Decide.Request(_policy, _justified);

    [Benchmark(Description = "One item, with a marked record")]
    public Decision WithRecord() => Decide.WithRecord(_policy, _decided, _everyday, _record);
}
