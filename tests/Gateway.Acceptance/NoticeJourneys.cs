using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A gateway of which a school takes notices on every day of the week, and at which a health visitor works: for the journeys of notices, one after the other on one clock.</summary>
public sealed class NoticeGateway(Stack stack) : IAsyncLifetime
{
    public const string Visitor = "visitor-lund";

    internal ClockedGateway Here { get; private set; } = null!;

    internal TextsTaken Texts { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Texts = await TextsTaken.StartAsync();
        Here = await ClockedGateway.StartAsync(stack, DateTimeOffset.UtcNow, Change, Texts.Settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (Here is not null) await Here.DisposeAsync();
        if (Texts is not null) await Texts.DisposeAsync();
    }

    private static void Change(JsonNode register, JsonArray practitioners)
    {
        JsonNode Agency(string id) => register["agencies"]!.AsArray().Single(one => (string)one!["id"]! == id)!;
        var school = Agency("st-oswins-primary");
        school["mailboxes"] = new JsonArray(new JsonObject { ["role"] = "dsl", ["deputy"] = "dsl-kerr", ["text"] = "+447700900123" });
        school["telephones"] = new JsonObject { ["duty"] = new JsonObject { ["name"] = "St Oswin's Primary office", ["number"] = "01632 960110" } };
        var today = DateTime.UtcNow;
        school["school"]!["days"] = new JsonObject
        {
            ["terms"] = new JsonArray(new JsonObject { ["from"] = $"{today.AddDays(-30):yyyy-MM-dd}", ["to"] = $"{today.AddDays(90):yyyy-MM-dd}" }),
            ["begins"] = "08:50",
            ["week"] = new JsonArray([.. Enum.GetValues<DayOfWeek>().Select(day => (JsonNode)$"{day}".ToLowerInvariant())]),
        };
        Agency("alder-valley-nhs-trust")["issuer"]!["roles"]!["health-visitor"] = "health-visitor";
        practitioners.Add(new JsonObject { ["sub"] = Visitor, ["name"] = "Ingrid Lund", ["agency"] = "alder-valley-nhs-trust", ["roleWord"] = "health-visitor", ["title"] = "Health visitor, Alder Valley" });
    }
}

/// <summary>What people do with a notice that they have (workflows, section 6).</summary>
public sealed class NoticeJourneys(Stack stack, NoticeGateway gateway) : IClassFixture<NoticeGateway>
{
    private ClockedGateway Here => gateway.Here;

    [Fact]
    public async Task Journey_37_SchoolNoticeAtFiveToEightThatNobodyTakes()
    {
        const string Title = "The police were at an incident in a pupil's home";
        await Here.GoToAsync(7, 55);
        var journey = stack.Cast["pupil-nothing-held"];
        var (given, family, _) = stack.Child(journey);
        Theirs("st-oswins-primary", "school-roll", journey);
        await IncidentAsync(journey);

        await Here.GoToAsync(8, 29);
        await using (var deputy = await Here.SignedInAsync("dsl-kerr"))
        {
            await deputy.OpenNoticeAsync(Title);
            await Expect(deputy.Main).Not.ToContainTextAsync("It came on to you");
        }

        // Each reading gives as long again, but not beyond half past eight of the school's own day.
        await Here.GoToAsync(8, 30);
        await using (var deputy = await Here.SignedInAsync("dsl-kerr"))
        {
            await deputy.OpenNoticeAsync(Title);
            await Expect(deputy.Main).ToContainTextAsync("It came on to you because the designated safeguarding lead did not say that they have it");
        }

        await using (var police = await Here.SignedInAsync("ppu-sandhu"))
        {
            await police.Page.GotoAsync("/notices");
            await Expect(police.Main).Not.ToContainTextAsync(Title);
            await Here.GoToAsync(8, 45);
            await police.OpenNoticeAsync(Title);
            await Expect(police.Main).ToContainTextAsync("It has not been read.");
            await Expect(police.Main).ToContainTextAsync("It is about a pupil at St Oswin's Primary.");
            await Expect(police.Main.Locator("a[href^='tel:']")).ToHaveTextAsync("01632 960110");
            await Expect(police.Main).Not.ToContainTextAsync(family);
        }

        await using var lead = await Here.SignedInAsync("dsl-hartley");
        await lead.Page.GotoAsync("/notices");
        // The first of two taps: all that there is to read is on the notice itself.
        await lead.Page.Locator("tbody a", new() { HasText = Title }).First.ClickAsync();
        await Expect(lead.Page.Locator("#pupil")).ToContainTextAsync($"{given} {family}, born 1 September");
        await Expect(lead.Page.Locator("#pupil")).ToContainTextAsync("NP/37, Northshire Police");
        await Expect(lead.Page.Locator("#how")).ToContainTextAsync("Do not tell the parents that you know.");
        foreach (var never in (string[])["Dana", "Placemark", "neighbour", "loud", "sleep"]) await Expect(lead.Main).Not.ToContainTextAsync(never);
        await Plain.PassesAsync(lead, "school-notice");
        await lead.ButtonAsync("I have this");
        await Expect(lead.Page.Locator("#have")).ToContainTextAsync("Taken");
        await Expect(lead.Page.Locator("#have")).ToHaveAttributeAsync("data-state", "acknowledged");

        // To the lead, and to the deputies at half past eight: each says that there is something, and nothing of what or whom.
        Assert.Equal(2, gateway.Texts.Words.Count);
        Assert.All(gateway.Texts.Words, words => Assert.Matches("^You have a safeguarding notice\\. Sign in to read\\. Code [A-Z0-9]+$", words));
        foreach (var never in (string[])[given, family, "St Oswin", "Aldersham", "police", journey.NhsNumber]) Assert.All(gateway.Texts.Words, words => Assert.DoesNotContain(never, words, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Journey_39_PracticeIsToldThatAPlanEnded()
    {
        var journey = stack.Cast["registered-patient"];
        Theirs("millpond-surgery", "registration", journey);
        using var council = await Here.SystemAsync("front-door-walsh");
        await PostAsync(council, "v1/plan-changes", new JsonObject
        {
            ["child"] = new JsonObject { ["nhsNumber"] = journey.NhsNumber.Replace(" ", "", StringComparison.Ordinal), ["dateOfBirth"] = journey.DateOfBirth },
            ["change"] = "ended",
            ["tell"] = new JsonArray("millpond-surgery"),
        });
        await Here.GoOnAsync(TimeSpan.Zero);
        await using var doctor = await Here.SignedInAsync("gp-desai");
        await doctor.Page.GotoAsync("/notices");

        await doctor.Page.Locator("tbody a", new() { HasText = "A child's plan has changed" }).ClickAsync();
        await Expect(doctor.Main).ToContainTextAsync("It ended.");
        await Expect(doctor.Page.Locator("[data-code]")).ToHaveCountAsync(1);
        await Expect(doctor.Page.Locator("[data-code='342891000000105']")).ToHaveTextAsync("Add No longer subject to child protection plan, SNOMED CT 342891000000105.");
        await Expect(doctor.Main).ToContainTextAsync("Patients and people with proxy access may see parts of the record. Hide this entry from online view.");
        await Expect(doctor.Main.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        await Plain.PassesAsync(doctor, "plan-ended");
        await doctor.ButtonAsync("I have this");

        await Expect(doctor.Page.Locator("#have")).ToHaveAttributeAsync("data-state", "acknowledged");
        await doctor.Page.GotoAsync("/notices");
        await Expect(doctor.Page.Locator("tbody tr[data-state='acknowledged']", new() { HasText = "A child's plan has changed" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Journey_41_HealthVisitorSaysThatItIsNotHers()
    {
        const string Title = "A child was seen in an emergency department";
        const string Back = "A notice of yours came back";
        var journey = stack.Cast["plan-of-three-categories"];
        Assert.Equal(NhsNumberFault.None, NhsNumber.Read(journey.NhsNumber, out var number));
        await Here.TellAsync(new Posting(NoticeEvent.Attended, NoticeSubject.Visit(Guid.NewGuid()), new PostingTo(NoticeRecipient.HealthVisitor, "alder-valley-nhs-trust"), Here.Now)
        {
            Child = new ChildAsked(number, journey.Born),
            Items = [],
            Words = [NoticeWord.FollowUp],
            From = new Actor("dunmere-and-eastholt-nhs-trust", "nurse-tan"),
            Ring = "dunmere-and-eastholt-nhs-trust",
        });
        await using (var visitor = await Here.SignedInAsync(NoticeGateway.Visitor))
        {
            await visitor.OpenNoticeAsync(Title);
            await visitor.PressAsync("It is not mine", Title);
            await Expect(visitor.Summary()).ToContainTextAsync("Enter why it is not yours");
            await visitor.TypeAsync("reason", "Reasonmark: the family is not on my list.");
            await visitor.PressAsync("It is not mine", "Your notices");
            await Expect(visitor.Main).Not.ToContainTextAsync(Title);
        }

        // Whoever leads there has it at once, and the clock runs on for them.
        await Here.GoOnAsync(TimeSpan.Zero);
        await using (var lead = await Here.SignedInAsync("doctor-lindstrand")) await lead.OpenNoticeAsync(Title);
        await using (var liaison = await Here.SignedInAsync("doctor-hewitt"))
        {
            await liaison.Page.GotoAsync("/notices");
            await Expect(liaison.Main).Not.ToContainTextAsync(Back);
        }

        // Over a weekend and two bank holidays at the most.
        await Here.GoOnAsync(TimeSpan.FromDays(6));
        await using var back = await Here.SignedInAsync("doctor-hewitt");
        await back.OpenNoticeAsync(Back);
        await Expect(back.Main).ToContainTextAsync("It is yours until you say that you have it.");
        await Expect(back.Main).ToContainTextAsync("Find out whose it is, and tell them.");
        await Expect(back.Main.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(back.Main).Not.ToContainTextAsync("Reasonmark");
        // It goes no further, and is not let go either.
        await back.TypeAsync("reason", "It is not mine either.");
        await back.PressAsync("It is not mine", Back);
        await Expect(back.Summary()).ToContainTextAsync("Nobody has it after you");
        await back.ButtonAsync("I have this");
        await Expect(back.Page.Locator("#have")).ToHaveAttributeAsync("data-state", "acknowledged");
    }

    // By the agency's own record, whoever there asks.
    private void Theirs(string agency, string type, Journey journey) =>
        Here.Agencies.AddRelationship(new(agency, "safeguarding-lead", journey.NhsNumber.Replace(" ", "", StringComparison.Ordinal), journey.Born, type, "REL-journey", Here.Now.AddDays(-30), null));

    private async Task IncidentAsync(Journey journey)
    {
        using var force = await Here.SystemAsync("officer-reid");
        var id = (string)(await PostAsync(force, "v1/incidents", new JsonObject { ["wanted"] = "section-17", ["dangerNow"] = false }))["referral"]!;
        var child = stack.Child(journey);
        foreach (var (task, body) in ((string, JsonObject)[])[
            ("incident", new() { ["number"] = "NP/37", ["attendedAt"] = At(-9), ["place"] = new JsonObject { ["text"] = "14 Placemark Road", ["postcode"] = child.Postcode, ["childsHome"] = true }, ["kind"] = "domestic-abuse", ["abuse"] = new JsonArray("physical"), ["weapon"] = "no", ["policeProtection"] = new JsonObject { ["used"] = false }, ["account"] = "A neighbour heard shouting." }),
            ("people", new() { ["people"] = new JsonArray(new JsonObject { ["name"] = "Dana Rogers", ["role"] = "victim", ["relationship"] = "his partner" }), ["victimPregnant"] = "no" }),
            ("children", new()
            {
                ["children"] = new JsonArray(new JsonObject
                {
                    ["firstName"] = child.Given, ["lastName"] = child.Family, ["dateOfBirth"] = journey.DateOfBirth, ["nhsNumber"] = journey.NhsNumber.Replace(" ", "", StringComparison.Ordinal), ["livesHere"] = "yes",
                    ["relationships"] = new JsonArray(new JsonObject { ["person"] = 1, ["relationship"] = "mother" }), ["whereWas"] = "in-the-house", ["seen"] = new JsonObject { ["byOfficer"] = true, ["said"] = "He was loud." },
                    ["injured"] = false, ["effect"] = "She does not sleep and will not let go of her mother.", ["school"] = new JsonObject { ["name"] = "St Oswin's Primary", ["urn"] = "100001" }, ["knownPlan"] = "not-known", ["risk"] = "medium",
                }),
                ["home"] = new JsonObject { ["sleeping"] = "fine", ["food"] = "fine", ["hygiene"] = "fine", ["hazards"] = "fine" },
            }),
            ("risk", new() { ["tool"] = "dash", ["yesAnswers"] = 4, ["grade"] = "standard", ["byJudgement"] = false, ["earlierIncidents"] = 0, ["marac"] = false, ["safeContact"] = "At her sister's.", ["suspectMustNotKnow"] = false }),
            ("referrer", new() { ["phone"] = "01632 960557", ["colleague"] = new JsonObject { ["name"] = "Kiran Sandhu" } })])
        {
            using var saved = await force.PutAsJsonAsync($"v1/incidents/{id}/tasks/{task}", body);
            Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        }

        await PostAsync(force, $"v1/incidents/{id}/send", null);
        await Here.GoOnAsync(TimeSpan.Zero);
    }

    private string At(int hours) => Here.Now.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString("D"));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
