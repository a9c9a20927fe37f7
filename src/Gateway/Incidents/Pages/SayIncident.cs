using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Incidents.Form;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Incidents.Pages;

/// <summary>What an officer said, for people to read: to the officer screen by screen before it is sent, and to whoever reads the referral what belongs to the incident alone.</summary>
internal sealed class SayIncident(ReferralCodes codes, Register register, DateOnly today)
{
    private const string Children = "children";

    private static readonly FormField.Rows ChildRows = IncidentForm.Tasks[Children].Fields.OfType<FormField.Rows>().Single();
    private static readonly ImmutableArray<string> OfChild = ["livesHere", "whereWas", "seen", "injured", "injuries"];

    private readonly SayAnswers _say = new(codes, register, new Dictionary<Guid, string>(), IncidentWords.Of);

    /// <param name="page">Where its pages are.</param>
    public ImmutableArray<AnswerBlock> Draft(IReadOnlyDictionary<string, JsonElement> tasks, IncidentPage page)
    {
        var blocks = ImmutableArray.CreateBuilder<AnswerBlock>();
        foreach (var (task, title) in IncidentPage.Screens)
            if (tasks.TryGetValue(task, out var saved))
            {
                if (task == Children) blocks.AddRange(EachChild(saved, tasks, page.Here));
                else blocks.Add(new AnswerBlock(title, _say.Of(saved, IncidentForm.Tasks[task].Fields, task), page.AddressOf(task)));
            }

        return blocks.ToImmutable();
    }

    /// <summary>Of a referral: the incident, each child there, and the risk. Empty where it was made from no incident.</summary>
    public ImmutableArray<AnswerBlock> Sent(IReadOnlyDictionary<string, JsonElement> tasks)
    {
        if (!tasks.TryGetValue("incident", out var incident) || !tasks.TryGetValue(Children, out var children)) return [];
        var names = ChildOfForm.Of(children, today).ToDictionary(child => child.Id, child => child.About.Name);
        var blocks = ImmutableArray.CreateBuilder<AnswerBlock>();
        blocks.Add(new AnswerBlock("The incident", [.. _say.Of(incident, IncidentForm.Tasks["incident"].Fields, "incident"), .. Rated(incident)]));
        if (incident.TryGetProperty("risk", out var risk)) blocks.Add(new AnswerBlock("The risk to the adult", [.. _say.Of(risk, IncidentForm.Tasks["risk"].Fields, "risk")]));
        foreach (var child in incident.GetProperty(Children).EnumerateArray())
            if (names.TryGetValue(child.GetProperty("id").GetGuid(), out var name))
                blocks.Add(new AnswerBlock($"{name} at the incident", _say.Of(child, ChildRows.Fields.Where(field => OfChild.Contains(field.Name)), "child")));
        if (incident.TryGetProperty("home", out _)) blocks.Add(new AnswerBlock("The home", _say.Of(incident, IncidentForm.Tasks[Children].Fields.Where(field => field.Name == "home"), "home")));
        return blocks.ToImmutable();
    }

    private IEnumerable<AnswerBlock> EachChild(JsonElement saved, IReadOnlyDictionary<string, JsonElement> tasks, string here)
    {
        var names = ChildOfForm.Of(saved, today).Select(child => child.About.Name).ToArray();
        foreach (var (row, n) in saved.GetProperty(Children).EnumerateArray().Select((row, n) => (row, n)))
            yield return new AnswerBlock(names[n], [.. _say.Of(row, ChildRows.Fields.Where(field => field.Name != "relationships"), "child"), Related(row, tasks)], $"{here}/children/{n + 1}");
        yield return new AnswerBlock("The home", _say.Of(saved, IncidentForm.Tasks[Children].Fields.Where(field => field.Name == "home"), "home"), $"{here}/children/1");
    }

    private Answered Related(JsonElement row, IReadOnlyDictionary<string, JsonElement> tasks)
    {
        var people = tasks.TryGetValue("people", out var saved) ? new FormPart(saved, today).Parts("people").Select(person => person.Text("name")!).ToArray() : [];
        return new Answered("Relationship to the adults", [.. new FormPart(row, today).Parts("relationships").Select(one => $"{people.ElementAtOrDefault(one.Number("person")!.Value - 1) ?? "Somebody"}: {one.Text("relationship")}")]);
    }

    private static IEnumerable<Answered> Rated(JsonElement incident)
    {
        if (!incident.TryGetProperty("routing", out var routing)) yield break;
        yield return new Answered("Rated by the rules of the area", [FieldWords.Choice(routing.GetProperty("rating").GetString()!), .. routing.GetProperty("rules").EnumerateArray().Select(rule => $"Because {IncidentWords.Rule(rule.GetString()!)}")]);
    }
}
