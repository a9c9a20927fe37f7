using System.Text.Json;
using Gateway.Referrals.Form;

namespace Gateway.Incidents;

/// <summary>What the rules look at, from what the officer said.</summary>
/// <param name="Earlier">Incidents in the twelve months before, as the officer confirmed them, else as they were counted; none where nobody could count.</param>
internal sealed record IncidentFacts(
    bool ChildInjured, bool Strangulation, bool Weapon, bool VictimPregnant, int? YoungestAge, bool KnownPlan, string? Grade, bool PoliceProtection, bool ChildSaw, bool ByJudgement,
    int? YesAnswers, int? Earlier)
{
    public bool Meets(string rule, int amount) => rule switch
    {
        "child-injured" => ChildInjured,
        "strangulation" => Strangulation,
        "weapon" => Weapon,
        "victim-pregnant" => VictimPregnant,
        "child-under" => YoungestAge < amount,
        "known-plan" => KnownPlan,
        "grade-high" => Grade == "high",
        "grade-medium" => Grade == "medium",
        "police-protection" => PoliceProtection,
        "child-saw" => ChildSaw,
        // The one that is being sent counts.
        "incidents-in-12-months" => Earlier + 1 >= amount,
        "dash-count" => YesAnswers >= amount,
        "by-judgement" => ByJudgement && Grade == "high",
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>Of the tasks that are there.</summary>
    public static IncidentFacts Of(IReadOnlyDictionary<string, JsonElement> tasks, int? counted, DateOnly today)
    {
        FormPart Task(string name) => new(tasks.TryGetValue(name, out var task) ? task : Nothing, today);
        var (what, people, risk) = (Task("incident"), Task("people"), Task("risk"));
        var children = Task("children").Parts("children").ToArray();
        return new IncidentFacts(
            children.Any(child => child.Is("injured")), what.Words("abuse").Contains("non-fatal-strangulation"), what.Is("weapon", "yes"), people.Is("victimPregnant", "yes"),
            // A child who is not born yet is younger than any.
            children.Select(child => child.Has("dueDate") ? 0 : child.Age()).Min(), children.Any(child => child.Is("knownPlan", "yes")), risk.Text("grade"),
            what.Part("policeProtection")?.Is("used") is true, children.Any(child => child.Is("whereWas", "saw")), risk.Is("byJudgement"), risk.Number("yesAnswers"),
            risk.Number("earlierIncidents") ?? counted);
    }

    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new { });
}
