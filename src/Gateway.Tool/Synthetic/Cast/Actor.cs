using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Cast;

/// <summary>A child of the cast while their record is told: each call adds one thing that somebody holds.</summary>
internal sealed class Actor(Stage stage, Child child)
{
    public Child Child => child;

    public Actor OnPlan(string custodian, Categories categories, DateOnly start, DateOnly? end = null) =>
        Held(custodian, new Fact.Plan(categories, start, end));

    public Actor Worker(string custodian, string name, string team, string telephone) =>
        Held(custodian, new Fact.LeadSocialWorker(name, team, telephone));

    public Actor InCare(string custodian, LegalBasis basis, DateOnly since, DateOnly? until = null) =>
        Held(custodian, new Fact.LookedAfter(basis, since, until));

    public Actor UnbornPlan(string custodian, DateOnly due) => Held(custodian, new Fact.UnbornPlan(due));

    public Actor SiblingOnPlan(string custodian) => Held(custodian, new Fact.SiblingOnPlan());

    public Actor Registered(string custodian) => Held(custodian, new Fact.Registered());

    public Actor OnRoll(string custodian) => Held(custodian, new Fact.OnRoll());

    public Actor Incident(string custodian, DateTimeOffset at) => Held(custodian, new Fact.Incident(stage.NextReference("INC"), at));

    public Actor Seen(string department, DateTimeOffset arrived, string complaint, string outcome = "Discharged home") =>
        Attended(department, arrived, complaint, injury: false, outcome);

    public Actor Hurt(string department, DateTimeOffset arrived, string complaint, string outcome = "Discharged home") =>
        Attended(department, arrived, complaint, injury: true, outcome);

    public Actor LeftBeforeSeen(string department, DateTimeOffset arrived, string complaint, bool injury) =>
        Held(department, new Fact.Attendance(stage.NextReference("ENC"), arrived, complaint, injury, "Left before being seen", LeftBeforeSeen: true, Sensitive: false));

    public Actor Confidential(string department, DateTimeOffset arrived, string complaint) =>
        Held(department, new Fact.Attendance(stage.NextReference("ENC"), arrived, complaint, Injury: false, "Discharged home", LeftBeforeSeen: false, Sensitive: true));

    /// <summary>An open encounter, incident, registration, roll entry, referral or allocation of one practitioner.</summary>
    public Actor KnownTo(string practitioner, string type, string site, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        var agency = Practitioner.All.Single(p => p.Subject == practitioner).Agency;
        stage.Relationships.Add(new Relationship(
            agency, practitioner, child.Number, child.Born, type, stage.NextReference(type == "encounter" ? "ENC" : "REL"),
            since ?? stage.Latest, until, site, child.IsHeld<Fact.UnbornPlan>()));
        return this;
    }

    /// <summary>In the department now, with the triage nurse of Aldersham General.</summary>
    public Actor AtAldershamGeneral(string practitioner = "nurse-okafor") => KnownTo(practitioner, "encounter", "aldersham-general-ed");

    public Actor Journey(string name, string sentence, string practitioner, string purpose, string expect)
    {
        stage.Journey(name, sentence, practitioner, purpose, child, expect);
        return this;
    }

    /// <summary>The usual journey: the triage nurse of Aldersham General checks a child who is there now.</summary>
    public Actor NurseChecks(string name, string sentence, string expect) =>
        AtAldershamGeneral().Journey(name, sentence, "nurse-okafor", "unscheduled-care", expect);

    private Actor Attended(string department, DateTimeOffset arrived, string complaint, bool injury, string outcome) =>
        Held(department, new Fact.Attendance(stage.NextReference("ENC"), arrived, complaint, injury, outcome, LeftBeforeSeen: false, Sensitive: false));

    private Actor Held(string custodian, Fact fact)
    {
        child.Held.Add((custodian, fact));
        return this;
    }
}
