using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>Questions that nothing stands against, so that a test changes only what it is about.</summary>
internal static class Asking
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);

    public static readonly ConsentFacts TheirOwn = new(ConsentState.Given, ConsentGiver.Subject, true);

    public static RequestFacts About(string role, Purpose purpose, params ImmutableArray<Item> items) => new(Now, role, purpose, items)
    {
        Relationship = Repository.Policy.Role(role) is { RelationshipTypes: [var first, ..] } ? new Relationship(first, null) : null,
        AgeYears = 9,
        PregnancyRecorded = true,
    };

    public static RequestFacts Triage(params ImmutableArray<Item> items) => About("ed-triage-clinician", Purpose.UnscheduledCare, items);

    public static RequestFacts Clinician(params ImmutableArray<Item> items) => About("ed-treating-clinician", Purpose.ClinicalConcern, items);

    public static RequestFacts Enquiry(params ImmutableArray<Item> items) => About("csc-social-worker", Purpose.Section47, items);

    public static RequestFacts Pupil(params ImmutableArray<Item> items) => About("dsl", Purpose.SchoolConcern, items);

    public static RequestFacts Officer(params ImmutableArray<Item> items) => About("police-any-officer", Purpose.ImmediateProtection, items);

    /// <summary>A reason that says something of its own in every field.</summary>
    public static Justification Reason(DecisionSupported supports = DecisionSupported.DischargeOrKeep) => new(
        supports,
        "The flag does not say whether earlier harm was physical, and the bruise behind the ear is unexplained",
        "She would go home tonight with whoever caused it",
        3, "Grip marks on both arms, story changed twice",
        1, RiskSource.Deterrence, "Mother may stop bringing her to clinic",
        TimeSpan.FromMinutes(30), "A. Okafor, triage nurse");

    public static ItemDecision Decided(this RequestFacts facts) => Decide.Request(Repository.Policy, facts).Items[0];

    public static Decision All(this RequestFacts facts, RecordFacts? record = null)
    {
        var decision = Decide.Request(Repository.Policy, facts);
        return record is null ? decision : Decide.WithRecord(Repository.Policy, decision, facts, record);
    }

    public static ItemDecision Decided(this RequestFacts facts, RecordFacts record) => facts.All(record).Items[0];

    /// <summary>The outcome, the reason, and the rule named among those that spoke.</summary>
    public static void Is(this ItemDecision decided, Outcome outcome, string reason, RuleSet named)
    {
        Assert.Equal((outcome, reason), (decided.Outcome, decided.Reason));
        Assert.Equal(named, decided.Rules & named);
    }

    public static void IsWithout(this ItemDecision decided, RuleSet rule) => Assert.Equal(RuleSet.None, decided.Rules & rule);
}
