using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What an officer does on the pages of an incident, screen by screen.</summary>
internal static class OfficerPages
{
    public const string Effect = "Amira will not let go of her mother, and has not slept since.";

    /// <summary>To the first screen; the incident's address.</summary>
    public static async Task<string> BeginIncidentAsync(this Visitor officer)
    {
        await officer.Page.GotoAsync("/check");
        await officer.LinkAsync("Record an incident");
        await officer.WantAsync();
        return officer.Page.Url[..officer.Page.Url.IndexOf("/tasks", StringComparison.Ordinal)];
    }

    public static async Task WantAsync(this Visitor officer)
    {
        await officer.ChooseAsync("dangerNow", "no");
        await officer.ChooseAsync("wanted", "section-17");
        await officer.PressAsync("Continue", "What happened");
    }

    public static async Task FillWhatAsync(this Visitor officer, string number, string postcode = "ZA4 1AA", string kind = "domestic-abuse")
    {
        await officer.TypeAsync("number", number);
        await officer.TypeAsync("place-text", "14 Placemark Road");
        await officer.TypeAsync("place-postcode", postcode);
        await officer.ChooseAsync("place-childsHome", "yes");
        // What kind of domestic abuse it was says that it was domestic abuse.
        if (kind == "domestic-abuse") await officer.ChooseAsync("abuse", "physical");
        else await officer.ChooseAsync("kind", kind);
        await officer.ChooseAsync("weapon", "no");
        await officer.TypeAsync("account", "A neighbour heard shouting, and rang.");
    }

    public static async Task WhatAsync(this Visitor officer, string number, string postcode = "ZA4 1AA", string kind = "domestic-abuse")
    {
        await officer.FillWhatAsync(number, postcode, kind);
        await officer.PressAsync("Save and continue", "The people");
    }

    public static async Task PeopleAsync(this Visitor officer, string next = "Add a child")
    {
        await officer.TypeAsync("people-0-name", "Dana Cole");
        await officer.ChooseAsync("people-0-role", "victim");
        await officer.TypeAsync("people-0-relationship", "his partner");
        await officer.ChooseAsync("victimPregnant", "no");
        await officer.PressAsync("Save and continue", next);
    }

    public static async Task FillFirstChildAsync(this Visitor officer, string first = "Amira", string last = "Cole", string? effect = null, string? home = "fine")
    {
        await officer.TypeAsync("firstName", first);
        await officer.TypeAsync("lastName", last);
        await officer.BornAsync("4", "March", "2019");
        await officer.FillChildAtAsync(effect);
        await officer.TypeAsync("relationships-0-relationship", "mother");
        await officer.TypeAsync("school-name", "St Oswin's Primary");
        if (home is not null) await officer.ChooseAsync("home-all", home);
    }

    /// <summary>What is each child's own.</summary>
    public static async Task FillChildAtAsync(this Visitor officer, string? effect = null)
    {
        await officer.ChooseAsync("livesHere", "yes");
        await officer.ChooseAsync("whereWas", "in-the-house");
        await officer.ChooseAsync("seen-byOfficer", "yes");
        await officer.TypeAsync("seen-said", "She stood behind the door and said \"he was loud\".");
        await officer.ChooseAsync("injured", "no");
        await officer.TypeAsync("effect", effect ?? Effect);
    }

    public static async Task RiskAsync(this Visitor officer, string grade = "standard", string next = "How to reach you")
    {
        await officer.ChooseAsync("tool", "dash");
        await officer.TypeAsync("yesAnswers", grade switch { "high" => "15", "medium" => "11", _ => "4" });
        await officer.ChooseAsync("grade", grade);
        await officer.TypeAsync("safeContact", "At her sister's, before noon");
        await officer.ChooseAsync("suspectMustNotKnow", "yes");
        await officer.PressAsync("Save and continue", next);
    }

    public static async Task ReachAsync(this Visitor officer)
    {
        await officer.TypeAsync("phone", "01632 960557");
        await officer.TypeAsync("colleague-name", "Kiran Sandhu");
        await officer.TypeAsync("colleague-practitioner", "ppu-sandhu");
        await officer.PressAsync("Save and continue", "Check what you send");
    }

    /// <summary>A new incident up to what is checked before it is sent. Whoever sent one before is reached as then.</summary>
    public static async Task<string> FillIncidentAsync(this Visitor officer, string number, string grade = "standard", string postcode = "ZA4 1AA", DateTime? attended = null)
    {
        var address = await officer.BeginIncidentAsync();
        if (attended is { } at)
            foreach (var (part, value) in ((string, int)[])[("day", at.Day), ("month", at.Month), ("year", at.Year)]) await officer.TypeAsync($"attendedAt-{part}", $"{value}");
        await officer.WhatAsync(number, postcode);
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync();
        await officer.PressAsync("Save and continue", "The risk");
        await officer.RiskOrCheckAsync(grade);
        return address;
    }

    public static async Task RiskOrCheckAsync(this Visitor officer, string grade = "standard")
    {
        await officer.Page.Locator("[name=yesAnswers]").WaitForAsync();
        await officer.TypeAsync("yesAnswers", grade switch { "high" => "15", "medium" => "11", _ => "4" });
        await officer.ChooseAsync("grade", grade);
        await officer.TypeAsync("safeContact", "At her sister's, before noon");
        await officer.ChooseAsync("suspectMustNotKnow", "yes");
        await officer.ButtonAsync("Save and continue");
        await Expect(officer.Heading).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^(How to reach you|Check what you send)$"));
        if (await officer.Heading.InnerTextAsync() == "How to reach you") await officer.ReachAsync();
    }

    /// <summary>Sends what was checked; its reference.</summary>
    public static async Task<string> SendIncidentAsync(this Visitor officer, string to = "Aldersham Council")
    {
        await officer.PressAsync($"Send to {to}", "Referral sent");
        return await officer.Page.Locator(".gateway-sent__reference strong").InnerTextAsync();
    }

    public static async Task<JsonNode> ReadAsync(this HttpClient force, string path) => JsonNode.Parse(await force.GetStringAsync(path))!;

    /// <summary>The same incident, written by the force's own system; as it is read afterwards.</summary>
    public static async Task<JsonNode> CopyIncidentAsync(this HttpClient force, JsonNode typed)
    {
        using var begin = new HttpRequestMessage(HttpMethod.Post, "v1/incidents") { Content = JsonContent.Create(new JsonObject { ["wanted"] = (string?)typed["wanted"], ["dangerNow"] = false }) };
        begin.Headers.Add("X-Request-ID", Guid.NewGuid().ToString("D"));
        using var begun = await force.SendAsync(begin);
        var id = (string)JsonNode.Parse(await begun.Content.ReadAsStringAsync())!["referral"]!;
        foreach (var (task, content) in typed["form"]!.AsObject())
        {
            var body = content!.DeepClone();
            if (task == "children")
                foreach (var child in body["children"]!.AsArray()) child!.AsObject().Remove("id");
            using var saved = await force.PutAsJsonAsync($"v1/incidents/{id}/tasks/{task}", body);
            Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        }

        return await force.ReadAsync($"v1/incidents/{id}");
    }
}
