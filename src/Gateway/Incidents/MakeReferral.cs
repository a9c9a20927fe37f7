using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Rules.Referrals;

namespace Gateway.Incidents;

/// <summary>
/// What an officer said, as the tasks of the shared form: what was not asked is "not known", and nothing is made up. What belongs to the incident alone stands in a task of its own,
/// <c>incident</c>: the grade apart from the count, the risk to the adult apart from that to each child, and who must not find out.
/// </summary>
internal sealed class MakeReferral(IReadOnlyDictionary<string, JsonElement> tasks, Agency force, DateOnly today)
{
    private readonly FormPart _what = new(tasks["incident"], today);
    private readonly FormPart _people = new(tasks["people"], today);
    private readonly FormPart _risk = new(tasks["risk"], today);
    private readonly FormPart[] _children = [.. new FormPart(tasks["children"], today).Parts("children")];

    /// <param name="together">Every child goes to one council; else what is shared says nothing of one child.</param>
    /// <param name="counted">Earlier incidents at the place, as they were counted.</param>
    public IEnumerable<(string Task, JsonObject Content)> Tasks(bool together, int? counted, Rating rating, IEnumerable<string> rules)
    {
        yield return ("children", Children());
        yield return ("adults", Adults());
        yield return ("worries", Worries(together));
        yield return ("referrer", Copy(tasks["referrer"]));
        yield return ("incident", Incident(counted, rating, rules));
    }

    public JsonObject Children() => new() { ["children"] = new JsonArray([.. _children.Select(Child)]) };

    /// <summary>Each child, with the council of their home.</summary>
    public ImmutableArray<(ChildOfForm Child, CouncilFound Council)> Found(FindCouncil councils) =>
        [.. ChildOfForm.Of(JsonSerializer.SerializeToElement(Children()), today).Select(child => (child, councils.For(child.Council, child.Postcode, force.Areas)))];

    private JsonObject Child(FormPart said)
    {
        var child = Taken(said, "id", "firstName", "lastName", "description", "dateOfBirth", "dueDate", "estimatedAge", "nhsNumber", "school", "gpPractice", "risk", "council", "effect");
        if (said.Has("dueDate")) child["unborn"] = true;
        child["sex"] = said.Has("dueDate") ? "U" : said.Text("sex") ?? "U";
        child["interpreter"] = "not-known";
        child["disabilities"] = new JsonArray("not-known");
        var home = said.Is("livesHere", "yes") ? _what.Part("place")!.Value : said.Part("address")!.Value;
        child["address"] = Taken(home, "text", "postcode");
        child["whereNow"] = "The officer was not asked. Ring if nobody knows.";
        if (said.Text("knownPlan") is { } known) child["socialWorker"] = new JsonObject { ["known"] = known };
        return child;
    }

    private JsonObject Adults()
    {
        var adults = new JsonObject
        {
            ["adults"] = new JsonArray([.. _people.Parts("people").Select((person, n) => Adult(person, n + 1))]),
            ["household"] = new JsonObject
            {
                ["domesticAbuse"] = Answer(IsAbuse ? "yes" : "not-known"),
                ["mentalIllness"] = Answer("not-known"),
                ["drugsOrAlcohol"] = Answer("not-known"),
                ["learningDisability"] = Answer("not-known"),
            },
            ["pregnancy"] = _people.Text("victimPregnant"),
            ["adultRisk"] = _risk.Text("grade"),
        };
        // That nobody knows of a weapon is told to whoever visits: left out it would read as none.
        if (_what.Is("weapon", "yes")) adults["dangerToStaff"] = new JsonObject { ["answer"] = "yes", ["detail"] = "There was a weapon at the incident." };
        else if (_what.Is("weapon", "not-known")) adults["dangerToStaff"] = Answer("not-known");
        return adults;
    }

    private JsonObject Adult(FormPart person, int number)
    {
        var adult = Taken(person, "name", "dateOfBirth", "age", "phone");
        adult["relationships"] = new JsonArray([.. _children.Select(child => new JsonObject
        {
            ["child"] = child.Text("id"),
            ["relationship"] = child.Parts("relationships").Where(one => one.Number("person") == number).Select(one => one.Text("relationship")).FirstOrDefault() ?? "Not known",
        })]);
        adult["parentalResponsibility"] = "not-known";
        adult["livesAtAddress"] = "not-known";
        adult["safeToRing"] = person.Is("role", "suspect") ? "no" : "not-known";
        adult["role"] = person.Is("role", "suspect") ? "alleged-perpetrator" : "other";
        if (person.Is("role", "victim") && _risk.Text("safeContact") is { } note) adult["safeNote"] = note;
        return adult;
    }

    private JsonObject Worries(bool together)
    {
        var worries = new JsonObject { ["happened"] = Happened(), ["latest"] = Day.ToString("O", CultureInfo.InvariantCulture), ["levelOfNeed"] = "not-sure", ["incidentNumber"] = _what.Text("number") };
        var (spoken, only) = (_children.Any(child => child.Part("seen")?.Is("byOfficer") is true), _children.Length == 1);
        worries[spoken ? "childsWords" : "notSpokenBecause"] = only ? Short(_children[0].Part("seen")!.Value.Text("said")!, spoken ? 4000 : 1000) : "What the officer saw of each child stands with the incident.";
        var marks = together ? _children.SelectMany(child => child.Parts("injuries")).Take(40).ToArray() : [];
        if (marks.Length > 0) worries["injuries"] = new JsonArray([.. marks.Select(BodyList.Injury)]);
        var kind = _what.Text("kind") switch { "domestic-abuse" => "domestic-abuse", "missing" => "missing", _ => "other" };
        worries["kinds"] = marks.Length > 0 ? new JsonArray(kind, "physical") : new JsonArray(kind);
        if (kind == "other") worries["otherKind"] = $"An incident of the kind {_what.Text("kind")}";
        return worries;
    }

    private JsonObject Incident(int? counted, Rating rating, IEnumerable<string> rules)
    {
        var incident = Taken(_what, "number", "attendedAt", "occurredAt", "place", "kind", "abuse", "weapon", "policeProtection");
        incident["force"] = force.Id;
        incident["victimPregnant"] = _people.Text("victimPregnant");
        incident["people"] = new JsonArray([.. _people.Parts("people").Select(person => Taken(person, "name", "role", "relationship"))]);
        incident["home"] = JsonNode.Parse(tasks["children"].GetProperty("home").GetRawText());
        incident["risk"] = Taken(_risk, "tool", "yesAnswers", "grade", "byJudgement", "judgement", "earlierIncidents", "marac");
        if (counted is { } earlier) incident["risk"]!["countedIncidents"] = earlier;
        incident["handling"] = Taken(_risk, "suspectMustNotKnow", "safeContact", "handling");
        incident["routing"] = new JsonObject { ["rating"] = rating.Word(), ["rules"] = new JsonArray([.. rules.Select(rule => JsonValue.Create(rule))]) };
        incident["children"] = new JsonArray([.. _children.Select(child => Taken(child, "id", "livesHere", "whereWas", "seen", "injured", "injuries"))]);
        return incident;
    }

    private string Happened()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{force.Name} attended an incident ({_what.Text("kind")}");
        if (_what.Words("abuse").ToArray() is [_, ..] kinds) text.Append(": ").AppendJoin(", ", kinds);
        text.Append(CultureInfo.InvariantCulture, $") on {LondonTime.OnTheWall(_what.Moment("attendedAt")!.Value):d MMMM yyyy 'at' HH:mm}. Incident number {_what.Text("number")}.");
        if (_what.Text("account") is { } account) text.AppendLine().AppendLine().Append(account);
        return text.ToString();
    }

    private bool IsAbuse => _what.Is("kind", "domestic-abuse");

    private DateOnly Day => LondonTime.Day(_what.Moment("occurredAt") ?? _what.Moment("attendedAt")!.Value);

    private static JsonObject Answer(string answer) => new() { ["answer"] = answer };

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most];

    private static JsonObject Copy(JsonElement element) => JsonNode.Parse(element.GetRawText())!.AsObject();

    private static JsonObject Taken(FormPart part, params ReadOnlySpan<string> names)
    {
        var taken = new JsonObject();
        foreach (var name in names)
            if (part.Element.TryGetProperty(name, out var value)) taken[name] = JsonNode.Parse(value.GetRawText());
        return taken;
    }
}
