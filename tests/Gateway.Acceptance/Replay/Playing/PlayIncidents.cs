using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>Sends incidents of the police as an officer does: four screens, and once. What comes of one is a referral like another.</summary>
internal sealed class PlayIncidents(RunningTimeline running, PlayReferrals referrals)
{
    public async Task SendAsync(Happening happening)
    {
        var who = Person.Of(happening.Agency, happening.Role);
        Subject[] children = [.. running.People.Home.Where(child => child.Born <= running.Today)];
        if (children.Length == 0) return;
        var council = (children[0].Addresses.LastOrDefault(address => address.From <= running.Today) ?? children[0].Addresses[0]).Council;
        foreach (var child in children) OnRoll(child);
        var begun = await running.PostAsync(who, "v1/incidents", ReferralForms.Wanted(happening));
        if (!begun.Is(201))
        {
            referrals.Add(new ReferralSeen(happening, who, council, default, [], [.. children], null, PlayReferrals.Said(begun)));
            return;
        }

        var id = Guid.Parse(begun.Word("referral")!);
        var fault = await FillAsync(who, id, happening, children);
        if (fault is null && await running.PostAsync(who, $"v1/incidents/{id}/send", null) is var sent && !sent.Is(200) && !sent.Is(201)) fault = PlayReferrals.Said(sent);
        var seen = await running.GetAsync(who, $"v1/incidents/{id}");
        referrals.Add(new ReferralSeen(happening, who, council, id, [.. seen.List("children").Select(child => child.GetGuid())], [.. children], null, fault));
        await running.Tend.RoundAsync();
    }

    // A school's own system says of whom it teaches to whoever asks it for its lead.
    private void OnRoll(Subject child)
    {
        if (running.World.SchoolOf(child) is { } school)
            running.Agencies.AddRelationship(new(school, "safeguarding-lead", child.Number, child.Born, "school-roll", $"{school}-{child.Number[^4..]}", running.Clock.GetUtcNow().AddDays(-30), null));
    }

    private async Task<string?> FillAsync(Person who, Guid id, Happening happening, Subject[] children)
    {
        var today = running.Today;
        (string Task, JsonObject Body)[] screens =
        [
            ("incident", IncidentForms.What(happening, running.People.Child, today, running.Clock.GetUtcNow())), ("people", IncidentForms.People(happening)),
            ("children", IncidentForms.Children(children.Select(child => IncidentForms.Child(happening, child, today, SchoolOf(child), running.World.PracticeOf(child) is { } practice ? Places.NameOf(practice) : null)))),
            ("risk", IncidentForms.Risk(happening)), ("referrer", ReferralForms.Task("referrer", happening, today)),
        ];
        foreach (var (task, body) in screens)
            if (await running.SendAsync(who, HttpMethod.Put, $"v1/incidents/{id}/tasks/{task}", body) is var saved && !saved.Is(200)) return $"{task}: {PlayReferrals.Said(saved)}";
        return null;
    }

    private (string Name, string Urn)? SchoolOf(Subject child) => running.World.SchoolOf(child) is { } school ? (Places.NameOf(school), running.Places.UrnOf(school)) : null;
}
