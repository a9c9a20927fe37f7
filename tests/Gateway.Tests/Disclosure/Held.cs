using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>What custodians hold in these tests. Every value is a mark that stands nowhere else, so that a byte of it is found wherever it gets to.</summary>
internal static class Held
{
    public static readonly DateTimeOffset Arrived = new(2026, 8, 19, 14, 37, 0, TimeSpan.Zero);

    public static readonly CustodianFacts Plan = new()
    {
        Plan = new PlanFact(["neglect", "sexual"], new DateOnly(2026, 5, 14)),
        LeadSocialWorker = new SocialWorkerFact("Workermark", "Teammark", "01632 960777"),
    };

    public static readonly CustodianFacts Care = new() { LookedAfter = new CareFact("interim-care-order", new DateOnly(2025, 12, 3)) };

    public static readonly CustodianFacts Unborn = new() { UnbornPlan = new UnbornPlanFact(new DateOnly(2027, 2, 17)) };

    public static readonly CustodianFacts Ended = new() { Plan = new PlanFact(["physical"], new DateOnly(2025, 6, 1), new DateOnly(2026, 3, 9)), SiblingOnPlan = true };

    public static CustodianFacts Attendances(int count) => new()
    {
        Attendances = [.. Enumerable.Range(0, count).Select(n => new AttendanceFact($"ENC-{n}", Arrived.AddDays(-n), "Complaintmark", true, "Outcomemark", true))],
    };

    /// <summary>Something of everything, each with a custodian of its own.</summary>
    public static void Everything(GatewayHost gateway, TestChild child)
    {
        gateway.Holds("brackenford-csc", child, Plan);
        gateway.Holds("castlebridge-csc", child, Care);
        gateway.Holds("eastholt-csc", child, Unborn);
        gateway.Holds("dunmere-csc", child, Ended);
        gateway.Holds("northgate-childrens-ed", child, Attendances(3));
        gateway.Holds("harbour-view-surgery-list", child, new CustodianFacts { Registered = true });
        gateway.Holds("castlebridge-high-roll", child, new CustodianFacts { OnRoll = true });
        gateway.Holds("southmere-police-records", child, new CustodianFacts { Incidents = [.. Enumerable.Range(1, 7).Select(n => new IncidentFact($"INC-{n}", Arrived))] });
    }

    /// <summary>For each item, texts that only its value can bring into an answer.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Marks = new Dictionary<string, string[]>
    {
        ["plan-flag"] = ["Child protection plan: yes", "Brackenford children's services"],
        ["plan-category"] = ["neglect", "sexual"],
        ["plan-dates"] = ["2026-05-14", "14 May 2026"],
        ["lead-social-worker"] = ["Workermark", "Teammark", "960777"],
        ["looked-after"] = ["interim-care-order", "interim care order", "2025-12-03", "Castlebridge Council"],
        ["unborn-plan"] = ["2027-02-17", "Eastholt Council"],
        ["plan-ended"] = ["2026-03-09", "9 March 2026"],
        ["attendance-dates"] = ["2026-08-19", "2026-08-18", "2026-08-17"],
        ["attendance-site"] = ["Sitemark"],
        ["attendance-complaint"] = ["Complaintmark"],
        ["attendance-outcome"] = ["Outcomemark"],
        ["gp-registration"] = ["Practicemark"],
        ["school"] = ["Schoolmark"],
        ["abuse-marker"] = ["\"count\":7", ": 7."],
    };
}
