using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Incidents;
using Gateway.Incidents.Form;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Rules.Referrals;
using Gateway.Tests.Referrals;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Incidents;

/// <summary>The officer's form: each field, damaged or left out, gives its own sentence at its own place; what it makes of an incident is what the tables say.</summary>
public sealed class IncidentFormTests
{
    private static readonly IncidentTables Tables = IncidentTables.From(null, LoadReferralTables.From(null));
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 22, 14, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void Every_field_that_is_damaged_or_left_out_gives_its_own_sentence()
    {
        var (damaged, required) = (0, 0);
        foreach (var task in TestIncident.Tasks)
            foreach (var (field, pointer) in ReferralFormTests.Places(IncidentForm.Tasks[task], Element(TestIncident.Of(task)), ""))
            {
                var said = Wrong(task, ReferralFormTests.Damaged(TestIncident.Of(task), pointer, field));
                Assert.Contains($"{pointer} {field.Words}", said);
                Assert.All(said, fault => Assert.DoesNotContain("Damagemark", fault));
                damaged++;
                var body = TestIncident.Of(task);
                ReferralFormTests.At(body, pointer, out var name).Remove(name);
                said = Wrong(task, body);
                if (field.Required) Assert.Contains($"{pointer} {field.Words}", said);
                required += field.Required ? 1 : 0;
            }

        Assert.True(damaged >= 60 && required >= 35, $"{damaged} damaged, {required} left out.");
    }

    [Fact]
    public void The_sentences_are_those_of_the_table()
    {
        Says("incident", body => body.Remove("number"), "/number Enter the incident number");
        Says("incident", body => body["attendedAt"] = "2026-11-21T22:15:00Z", "/attendedAt The time of the incident must be in the past");
        Says("incident", body => body["attendedAt"] = "2026-11-21T22:00:00", "/attendedAt Enter when you attended");
        Says("incident", body => body.Remove("place"), "/place Enter where it happened");
        Says("incident", body => body.Remove("kind"), "/kind Select the kind of incident");
        Says("incident", body => body.Remove("abuse"), "/abuse Select at least one kind of abuse");
        Says("incident", body => body["abuse"] = new JsonArray("shouting"), "/abuse Select at least one kind of abuse");
        Says("incident", body => body["occurredAt"] = "2026-11-21T22:12:00Z", "/occurredAt The time of the incident must be before you attended");
        Says("incident", body => body["policeProtection"] = new JsonObject { ["used"] = true }, "/policeProtection/at Enter when police protection was used");
        Says("people", body => body["people"] = new JsonArray(), "/people Add the people involved");
        Says("people", body => body.Remove("victimPregnant"), "/victimPregnant Select yes if the victim is pregnant");
        OfChild(child => child.Remove("whereWas"), "whereWas Select where this child was");
        OfChild(child => child.Remove("seen"), "seen Say what you saw of this child, or why you did not see them");
        OfChild(child => child.Remove("injured"), "injured Select yes if this child was hurt");
        OfChild(child => { child["injured"] = true; child.Remove("injuries"); }, "injuries Add where on the body the mark is");
        OfChild(child => child["injuries"]![0]!["region"] = "hand-left", "injuries/0/side Leave out the side: the region names it");
        OfChild(child => child.Remove("effect"), "effect Say what the effect is on this child. If you do not know, say why you are worried");
        OfChild(child => child["effect"] = "Too short to tell", "effect Say what the effect is on this child. If you do not know, say why you are worried");
        OfChild(child => child.Remove("school"), "school Enter the school, or select not in education");
        OfChild(child => child["livesHere"] = "no", "address Enter the child's address, or say that it is not known");
        OfChild(child => { child["dateOfBirth"] = "2024-11-01"; child.Remove("school"); });
        Says("children", body => body["home"]!.AsObject().Remove("food"), "/home/food Select what the home was like, or not seen");
        Says("risk", body => body.Remove("tool"), "/tool Select the risk tool you used", "/yesAnswers Leave out the number of yes answers: only DASH counts them");
        Says("risk", body => body["yesAnswers"] = 28, "/yesAnswers Number of yes answers must be between 0 and 27");
        Says("risk", body => body.Remove("yesAnswers"), "/yesAnswers Number of yes answers must be between 0 and 27");
        Says("risk", body => { body["tool"] = "dara"; body["grade"] = "high"; body.Remove("yesAnswers"); });
        Says("risk", body => body["tool"] = "dara", "/yesAnswers Leave out the number of yes answers: only DASH counts them");
        Says("risk", body => body["grade"] = "not-assessed", "/grade Select the risk grade");
        Says("risk", body => body.Remove("suspectMustNotKnow"), "/suspectMustNotKnow Select yes if the suspect must not know");
    }

    [Fact]
    public void What_is_published_of_the_form_is_what_is_asked()
    {
        var contract = Contracts.Json("openapi/gateway.v1.json");
        foreach (var form in IncidentForm.Tasks.Values.Where(form => form.Name != "referrer"))
        {
            var name = "Incident" + char.ToUpperInvariant(form.Name[0]) + form.Name[1..];
            ReferralFormTests.Same(contract, contract.GetProperty("components").GetProperty("schemas").GetProperty(name), form.Fields, name);
            Assert.Empty(new JsonSchema(contract).Check(Element(TestIncident.Of(form.Name)), "#/components/schemas/" + name));
        }
    }

    // One area's counts: 1 to 9 standard, 10 to 13 medium, 14 and more high.
    [Fact]
    public void A_grade_is_above_the_count_exactly_where_the_table_says()
    {
        for (var count = 0; count <= 27; count++)
        {
            var given = count >= 14 ? "high" : count >= 10 ? "medium" : "standard";
            foreach (var grade in GradeRows.Grades)
                Assert.Equal(GradeRows.Grades.IndexOf(grade) > GradeRows.Grades.IndexOf(given), Tables.Grades.IsAbove(grade, "dash", count, "aldersham", Today));
            Assert.False(Tables.Grades.IsAbove("high", "dara", count, "aldersham", Today));
        }

        var own = Taken(GradeRows.Read("area,tool,grade,least,from,to,source\n,dash,standard,0,2024-01-01,,x\n,dash,high,14,2024-01-01,,x\nnorth,dash,standard,0,2024-01-01,,x\nnorth,dash,high,12,2024-01-01,2026-12-31,x\n"));
        Assert.Equal([false, true, true], new[] { own.IsAbove("high", "dash", 12, "north", Today), own.IsAbove("high", "dash", 12, "south", Today), own.IsAbove("high", "dash", 12, "north", new DateOnly(2027, 1, 1)) });
    }

    private static readonly IncidentFacts Quiet = new(false, false, false, false, 7, false, "standard", false, false, false, 3, 0);

    [Fact]
    public void Journey_29_routing_is_what_the_table_says_and_names_its_rules()
    {
        (IncidentFacts Facts, string Expected)[] cases =
        [
            (Quiet, "green "), (Quiet with { ChildInjured = true }, "red child-injured"), (Quiet with { Strangulation = true }, "red strangulation"), (Quiet with { Weapon = true }, "red weapon"),
            (Quiet with { VictimPregnant = true }, "red victim-pregnant"), (Quiet with { YoungestAge = 0 }, "red child-under"), (Quiet with { YoungestAge = 1 }, "green "), (Quiet with { YoungestAge = null }, "green "),
            (Quiet with { KnownPlan = true }, "red known-plan"), (Quiet with { Grade = "high" }, "red grade-high"), (Quiet with { PoliceProtection = true }, "red police-protection"),
            (Quiet with { Grade = "medium" }, "amber grade-medium"), (Quiet with { ChildSaw = true }, "amber child-saw"), (Quiet with { Earlier = 1 }, "green "),
            (Quiet with { Earlier = 2 }, "amber incidents-in-12-months"), (Quiet with { Earlier = null }, "green "),
            (Quiet with { Earlier = 5, ChildSaw = true }, "amber child-saw incidents-in-12-months"), (Quiet with { Grade = "medium", Weapon = true, ChildInjured = true }, "red child-injured weapon"),
        ];
        foreach (var (facts, expected) in cases)
        {
            var (rating, rules) = Tables.Routing.Route(facts, "aldersham", Today);
            Assert.Equal(expected, $"{rating.Word()} {string.Join(' ', rules)}");
        }

        Assert.Equal(["dash-count"], Marac(Quiet with { YesAnswers = 14 }));
        Assert.Equal(["by-judgement", "incidents-in-12-months"], Marac(Quiet with { Grade = "high", ByJudgement = true, Earlier = 2 }));
        Assert.Empty(Marac(Quiet with { YesAnswers = 13, Grade = "medium", ByJudgement = true, Earlier = 1 }));
    }

    [Theory]
    [InlineData("area,rating,rule,amount,from,to,source\n,green,weapon,,2024-01-01,,x", "rating must be red or amber")]
    [InlineData("area,rating,rule,amount,from,to,source\n,red,whim,,2024-01-01,,x", "rule is not one that is known here")]
    [InlineData("area,rating,rule,amount,from,to,source\n,red,child-under,,2024-01-01,,x", "amount must be from 1 to 100")]
    [InlineData("area,rating,rule,amount,from,to,source\n,red,weapon,3,2024-01-01,,x", "amount must be empty")]
    [InlineData("area,rating,rule,amount,from,to,source\n,red,weapon,,2024-01-01,,x\n,red,weapon,,2025-01-01,,x", "the rule has another row on some of these days")]
    [InlineData("area,rating,rule,amount,from,to,source\n,red,weapon,,2024,,x", "from must be a day such as 2024-01-01")]
    [InlineData("rule", "must be the header")]
    public void A_table_at_fault_is_refused_by_its_line(string csv, string because) =>
        Assert.Contains(because, string.Join('\n', Assert.IsType<Gateway.Agencies.Loading.Loaded<RuleRows>.Refused>(RuleRows.Read("routing.csv", csv, RuleRows.Routing)).Faults), StringComparison.Ordinal);

    // Whatever an officer may say makes a referral that holds by the shared form, and says nothing of one family's other child to another council.
    [Fact]
    public void Whatever_holds_as_an_incident_makes_a_referral_that_holds()
    {
        var register = new Gateway.Agencies.Register("", System.Collections.Frozen.FrozenDictionary<string, Gateway.Agencies.Agency>.Empty, []);
        var force = new Gateway.Agencies.Agency("northshire-police", "Northshire Police", Gateway.Agencies.AgencyKind.Police, [], null!, null, null, null);
        var schema = new JsonSchema(Contracts.Json("openapi/gateway.v1.json"));
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var tasks = TestIncident.Tasks.ToDictionary(task => task, task => Element(Vary(task, random)));
            foreach (var (task, said) in tasks) Assert.Empty(CheckForm.Of(IncidentForm.Tasks[task], said, Tables.Codes, register, Now));
            foreach (var together in (bool[])[true, false])
                foreach (var (task, content) in new MakeReferral(tasks, force, Today).Tasks(together, random.Next(3), Rating.Amber, ["child-saw"]))
                {
                    if (task != "incident") Assert.Empty(CheckForm.Of(ReferralForm.Tasks[task], Element(content), Tables.Codes, register, Now).Select(fault => $"{seed} {task}{fault.Field} {fault.Words}"));
                    else Assert.Empty(schema.Check(Element(content), "#/components/schemas/IncidentTold"));
                    if (task == "worries" && !together) Assert.DoesNotContain("Childmark", content.ToJsonString());
                }
        }
    }

    private static JsonObject Vary(string task, Random random)
    {
        var body = TestIncident.Of(task);
        bool Heads() => random.Next(2) == 0;
        T Any<T>(params T[] of) => of[random.Next(of.Length)];
        if (task == "incident")
        {
            body["kind"] = Any("domestic-abuse", "child-protection", "missing", "exploitation", "custody", "other");
            body["weapon"] = Any("yes", "no", "not-known");
            foreach (var optional in (string[])["occurredAt", "policeProtection", "account"]) if (Heads()) body.Remove(optional);
            if (Heads()) body["place"]!.AsObject().Remove("postcode");
            if (Heads()) body["account"] = new string('x', 6000);
        }
        else if (task == "children")
        {
            body["children"] = new JsonArray([.. Enumerable.Range(0, random.Next(1, 4)).Select(n =>
            {
                var child = TestIncident.Child(n);
                child["id"] = Guid.NewGuid().ToString();
                if (Heads()) foreach (var optional in (string[])["nhsNumber", "sex", "knownPlan", "risk"]) child.Remove(optional);
                if (Heads()) child["injured"] = true;
                else child.Remove("injuries");
                if (Heads()) (child["livesHere"], child["address"]) = (Any("no", "not-known"), new JsonObject { ["text"] = "Not known" });
                if (Heads()) child["seen"] = new JsonObject { ["byOfficer"] = Heads(), ["said"] = new string('s', Any(1, 4000)) };
                if (random.Next(4) == 0) { child.Remove("dateOfBirth"); child.Remove("school"); child["dueDate"] = "2027-03-01"; }
                if (random.Next(4) == 0) { child.Remove("lastName"); child["description"] = "A girl of about seven"; }
                child["effect"] = new string('e', Any(30, 4000));
                return child;
            })]);
        }
        else if (task == "risk" && Heads())
        {
            body["tool"] = Any("dara", "other");
            body.Remove("yesAnswers");
            body.Remove("safeContact");
            body["grade"] = Any("standard", "medium", "high");
        }

        return body;
    }

    private static IEnumerable<string> Marac(IncidentFacts facts) => Tables.Marac.Met(facts, "aldersham", Today).Select(met => met.Rule).Order();

    private static T Taken<T>(Gateway.Agencies.Loading.Loaded<T> loaded) where T : class => Assert.IsType<Gateway.Agencies.Loading.Loaded<T>.Accepted>(loaded).Value;

    private static void OfChild(Action<JsonObject> change, params string[] expected) =>
        Says("children", body => change(body["children"]![0]!.AsObject()), [.. expected.Select(fault => "/children/0/" + fault)]);

    private static void Says(string task, Action<JsonObject> change, params string[] expected)
    {
        var body = TestIncident.Of(task);
        change(body);
        Assert.Equal(expected, Wrong(task, body));
    }

    private static ImmutableArray<string> Wrong(string task, JsonObject body) =>
        [.. CheckForm.Of(IncidentForm.Tasks[task], Element(body), Tables.Codes, new Gateway.Agencies.Register("", System.Collections.Frozen.FrozenDictionary<string, Gateway.Agencies.Agency>.Empty, []), Now).Select(fault => $"{fault.Field} {fault.Words}")];

    private static JsonElement Element(JsonObject body) => JsonSerializer.SerializeToElement(body);
}
