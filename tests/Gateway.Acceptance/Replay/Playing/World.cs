using System.Collections.Immutable;
using Gateway.Acceptance.Replay.Reading;
using Gateway.Simulator;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>
/// What each custodian holds about each child, as the events say it until now. It is what the simulated agencies are told, and what an answer is held against:
/// nobody can be said to hold nothing who holds something here.
/// </summary>
internal sealed class World(Timeline timeline, People people, Places places)
{
    private readonly Dictionary<(string Number, string Custodian), CustodianFacts> _held = [];
    private readonly List<string> _left = [];

    /// <summary>Custodians that are told nothing of what they hold, so that they answer wrongly; for a test.</summary>
    public HashSet<string> Lying { get; } = [];

    /// <summary>Visits that no question about the child finds, and why.</summary>
    public IReadOnlyList<string> Left => _left;

    public CustodianFacts Of(Subject child, string custodian) => _held.GetValueOrDefault((child.Number, custodian)) ?? new CustodianFacts();

    /// <summary>What is there on the first day: the child's practice and school.</summary>
    public void Begin(SimulatorHost agencies)
    {
        var registered = timeline.Events.Where(one => one.Kind == "registration").Select(one => one.Agency).ToHashSet();
        foreach (var practice in places.OfKind("gp-practice").Where(practice => !registered.Contains(practice)))
            foreach (var child in people.Home) Change(child, practice, facts => facts with { Registered = true });
        if (timeline.Child.School is { From: null, Agency: var school } && places.IsOf(school, "school")) Change(people.Child, school, facts => facts with { OnRoll = true });
        foreach (var (member, child) in people.Members)
            foreach (var named in places.OfKind("school").Where(named => member.Note.Contains(named, StringComparison.Ordinal))) Change(child, named, facts => facts with { OnRoll = true });
        Tell(agencies);
    }

    public void Apply(Happening happening, DateTimeOffset at, SimulatorHost agencies)
    {
        var day = timeline.Clock.Day(happening.At);
        switch (happening.Kind)
        {
            case "plan-start": OnPlan(happening, day); break;
            case "plan-end": Each(happening, facts => facts.Plan is null ? facts : facts with { Plan = facts.Plan with { End = day }, LeadSocialWorker = facts.LookedAfter is null ? null : facts.LeadSocialWorker }); break;
            case "looked-after-start": Each(happening, facts => facts with { LookedAfter = new CareFact(LegalBasis(happening), day), LeadSocialWorker = Worker(happening.Agency) }); break;
            case "attendance": Attend(happening, at); break;
            case "discharge": Ended(happening, "discharged", left: false); break;
            case "left-before-seen": Ended(happening, "left before being seen", left: true); break;
            case "da-incident": foreach (var child in people.Home) Change(child, happening.Agency, facts => facts with { Incidents = [.. facts.Incidents, new IncidentFact(happening.Text("incident") ?? happening.Id, at)] }); break;
            case "decision" when happening.Text("handlingFlag") is not null || happening.Is("doNotInformParents"): Each(happening, facts => facts with { Handling = Flags(happening) }); break;
            case "registration": Each(happening, facts => places.IsOf(happening.Agency, "school") ? facts with { OnRoll = true } : facts with { Registered = true }); break;
            case "roll-off": foreach (var child in people.Home) Change(child, happening.Agency, facts => facts with { OnRoll = false }); break;
        }

        Roll(happening.At);
        Siblings(day);
        Tell(agencies);
    }

    // What the file says of the roll without an event of its own.
    private void Roll(Offset now)
    {
        if (timeline.Child.School is not { } school || !places.IsOf(school.Agency, "school")) return;
        if (school.From is { } from && from.CompareTo(now) <= 0 && school.Until is null) Change(people.Child, school.Agency, facts => facts with { OnRoll = true });
        if (school.Until is { } until && until.CompareTo(now) <= 0) Change(people.Child, school.Agency, facts => facts with { OnRoll = false });
    }

    /// <summary>Which custodians hold something of an item about a child today, within the twelve months that are looked at.</summary>
    public IEnumerable<string> Holders(Subject child, string item, DateOnly today) => _held.Where(pair => pair.Key.Number == child.Number && Holds(pair.Value, item, today)).Select(pair => pair.Key.Custodian);

    /// <summary>How many visits there are, within twelve months and without those at a confidential service.</summary>
    public int Visits(Subject child, DateOnly today, string? without = null) => _held.Where(pair => pair.Key.Number == child.Number).SelectMany(pair => Seen(pair.Value, today)).Count(visit => visit.Reference != without);

    /// <summary>Visits at other custodians than this one.</summary>
    public IEnumerable<string> PlacesSeen(Subject child, DateOnly today) => _held.Where(pair => pair.Key.Number == child.Number && Seen(pair.Value, today).Any()).Select(pair => pair.Key.Custodian);

    public AttendanceFact? LatestVisit(Subject child, string agency) => places.CustodianOf(agency) is { } custodian ? Of(child, custodian).Attendances.OrderBy(visit => visit.ArrivedAt).LastOrDefault() : null;

    /// <summary>The school on whose roll a child is.</summary>
    public string? SchoolOf(Subject child) => places.OfKind("school").FirstOrDefault(school => Of(child, places.CustodianOf(school)!).OnRoll);

    /// <summary>The practice at which a child is registered.</summary>
    public string? PracticeOf(Subject child) => places.OfKind("gp-practice").FirstOrDefault(practice => Of(child, places.CustodianOf(practice)!).Registered);

    /// <summary>A child of the home is said to have the same plan as the file's child.</summary>
    public void SamePlan(Subject child, SimulatorHost agencies)
    {
        foreach (var council in places.OfKind("council"))
            if (Of(people.Child, places.CustodianOf(council)!) is { Plan: { } plan } facts && child != people.Child) Change(child, council, own => own with { Plan = plan, LeadSocialWorker = facts.LeadSocialWorker });
        Tell(agencies);
    }

    private static bool Holds(CustodianFacts facts, string item, DateOnly today) => item switch
    {
        "plan-flag" or "plan-category" or "plan-dates" => OnPlan(facts, today),
        "plan-ended" => facts.Plan?.End is { } end && end <= today && end >= today.AddMonths(-12),
        "lead-social-worker" => facts.LeadSocialWorker is not null,
        "looked-after" => facts.LookedAfter is { } care && (care.Until is null || care.Until > today),
        "unborn-plan" => facts.UnbornPlan is not null,
        "sibling-on-plan" => facts.SiblingOnPlan,
        "gp-registration" => facts.Registered,
        "school" => facts.OnRoll,
        "abuse-marker" => facts.Incidents.Any(incident => DateOnly.FromDateTime(incident.At.UtcDateTime) >= today.AddMonths(-12)),
        "attendance-count" or "attendance-dates" or "attendance-site" or "attendance-complaint" or "attendance-outcome" => Seen(facts, today).Any(),
        _ => false,
    };

    private static bool OnPlan(CustodianFacts facts, DateOnly today) => facts.Plan is { } plan && plan.Start <= today && (plan.End is null || plan.End > today);

    private static IEnumerable<AttendanceFact> Seen(CustodianFacts facts, DateOnly today) => facts.Attendances.Where(visit => !visit.Sensitive && DateOnly.FromDateTime(visit.ArrivedAt.UtcDateTime) >= today.AddMonths(-12));

    private void OnPlan(Happening happening, DateOnly day)
    {
        var words = happening.Texts("category").Select(word => word.ToLowerInvariant()).Where(word => word is "neglect" or "physical" or "sexual" or "emotional").ToImmutableArray();
        if (day < people.Child.Born && Meant(happening).Contains(people.Child))
        {
            // A plan for an unborn child stands on the mother's record, and on the child's own once there is one.
            var unborn = new UnbornPlanFact(people.Child.Born);
            foreach (var one in people.Mother is { } mother ? new[] { mother, people.Child } : [people.Child]) Change(one, happening.Agency, facts => facts with { UnbornPlan = unborn, LeadSocialWorker = Worker(happening.Agency) });
            return;
        }

        Each(happening, facts => facts with { UnbornPlan = null, Plan = new PlanFact(words.IsEmpty ? ["neglect"] : words, day), LeadSocialWorker = Worker(happening.Agency) });
    }

    // The present list of a council says whether another child of the home is on its plan now.
    private void Siblings(DateOnly today)
    {
        foreach (var council in places.OfKind("council"))
        {
            var custodian = places.CustodianOf(council)!;
            Subject[] planned = [.. people.Home.Where(child => OnPlan(Of(child, custodian), today))];
            foreach (var child in people.Home)
            {
                var others = planned.Any(other => other.Number != child.Number);
                if (others != Of(child, custodian).SiblingOnPlan) Change(child, council, facts => facts with { SiblingOnPlan = others });
            }
        }
    }

    private void Attend(Happening happening, DateTimeOffset at)
    {
        var reference = happening.Text("encounter") ?? happening.Id;
        // Custodians of visits are urgent care: what was planned is none.
        if (happening.Is("planned"))
        {
            _left.Add($"{reference} was planned, and is not in the records of urgent care");
            return;
        }

        // Booked under another name and without a number it stands on no child's record.
        if (happening.Denies("nhsNumberGiven"))
        {
            _left.Add($"{reference} was booked without a number, and stands on no child's record");
            return;
        }

        var visit = new AttendanceFact(reference, at, happening.Text("complaint") ?? "not recorded", happening.Is("injury"), "not recorded", false, happening.Is("sensitiveService"));
        Each(happening, facts => facts with { Attendances = [.. facts.Attendances, visit] });
    }

    private void Ended(Happening happening, string outcome, bool left)
    {
        // An attempt that is not the last did not end it.
        if (happening.Facts.TryGetProperty("silentSourceHandled", out var handled) && handled.ValueKind == System.Text.Json.JsonValueKind.Null) return;
        var reference = happening.Text("encounter");
        Each(happening, facts => facts with
        {
            Attendances = [.. facts.Attendances.Select((visit, n) => visit.Reference == reference || (reference is null && n == facts.Attendances.Count - 1) ? visit with { Outcome = outcome, LeftBeforeSeen = left } : visit)],
        });
    }

    // Recorded where it was decided, and minded by whoever asks there.
    private static string[] Flags(Happening happening) =>
    [
        .. happening.Text("handlingFlag") is "FII" ? ["induced-illness"] : Array.Empty<string>(), .. happening.Text("handlingFlag") is "HBA" ? ["honour-based-abuse"] : Array.Empty<string>(),
        .. happening.Is("doNotInformParents") ? ["do-not-inform-parents"] : Array.Empty<string>(),
    ];

    private static SocialWorkerFact Worker(string council) => new("Allocated Worker", Places.NameOf(council) + " safeguarding team", "01632 960998");

    private static string LegalBasis(Happening happening) => (happening.Text("legalBasis") ?? "").ToLowerInvariant() switch
    {
        var words when words.Contains("interim", StringComparison.Ordinal) => "interim-care-order",
        var words when words.Contains("20", StringComparison.Ordinal) || words.Contains("agreement", StringComparison.Ordinal) => "section-20",
        _ => "care-order",
    };

    private void Each(Happening happening, Func<CustodianFacts, CustodianFacts> change)
    {
        foreach (var child in Meant(happening)) Change(child, happening.Agency, change);
    }

    /// <summary>The children whom an event is about.</summary>
    public IReadOnlyList<Subject> Meant(Happening happening) => people.Meant(Named(happening)) is { Count: > 0 } meant ? meant : [people.Child];

    private static string? Named(Happening happening) => ((string[])["child", "patient", "pupil", "children"]).Select(fact => string.Join(" and ", happening.Texts(fact))).FirstOrDefault(words => words.Length > 0);

    private void Change(Subject child, string agency, Func<CustodianFacts, CustodianFacts> change)
    {
        if (places.CustodianOf(agency) is { } custodian) _held[(child.Number, custodian)] = change(Of(child, custodian));
    }

    private void Tell(SimulatorHost agencies)
    {
        foreach (var child in people.All)
        {
            var facts = _held.Where(pair => pair.Key.Number == child.Number).ToDictionary(pair => pair.Key.Custodian, pair => Lying.Contains(pair.Key.Custodian) ? new CustodianFacts() : pair.Value);
            if (facts.Count > 0) agencies.AddRecord(new ChildRecord(child.Number, child.Born, facts));
        }
    }
}
