using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A child on a plan moves from one council to another (workflows, section 6).</summary>
public sealed class MoveJourneys(Stack stack)
{
    private const string Moved = "A child moved to another area";

    [Fact]
    public async Task Journey_49_ChildMovesToAnotherCouncilOnAPlan()
    {
        await using var here = await ClockedGateway.StartAsync(stack, DateTimeOffset.UtcNow, DayAndNight);
        // A conference is held on a weekday.
        while (here.Now.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) await here.GoOnAsync(TimeSpan.FromDays(1));
        var journey = stack.Cast["registered-patient"];
        Theirs(here, journey, "alder-valley-nhs-trust", "nurse-okafor", "encounter", "aldersham-general-ed");
        Theirs(here, journey, "millpond-surgery", "safeguarding-lead", "registration", null);
        var sent = await OnPlanAsync(here, journey);
        await RingsAsync(here, journey, "Aldersham");

        await using (var manager = await here.SignedInAsync("manager-lowe"))
        {
            await manager.Page.GotoAsync($"/referrals/{sent.Id}");
            await manager.LinkAsync("Send on to another council");
            // It does not have the child yet: whoever has the plan answers for it.
            await Expect(manager.Main).ToContainTextAsync("The child and the plan stay with you until that council holds its conference.");
            await Expect(manager.Main).Not.ToContainTextAsync("has it from then on");
            await Plain.PassesAsync(manager, "moving-step");
            await manager.Page.Locator("#council").SelectOptionAsync("brackenford-council");
            await manager.PressAsync("Send on to another council", "Referrals to your council");
            await manager.Page.GotoAsync("/referrals/sent-on");
            await Expect(manager.Main).ToContainTextAsync("The plan stays with your council until the conference there.");
            await manager.Page.GotoAsync($"/referrals/{sent.Id}");
            await Expect(manager.Main.Locator(".gateway-timeline")).ToContainTextAsync("Both councils were told that the child moves.");
        }

        using var council = await here.SystemAsync("front-door-walsh");
        await PostAsync(council, "v1/plan-changes", new JsonObject { ["child"] = Named(journey), ["change"] = "moved", ["tell"] = new JsonArray("millpond-surgery") });
        await here.GoOnAsync(TimeSpan.Zero);

        // Both councils, with the number of the other one and by when the conference is held there; and the practice.
        foreach (var (who, rings) in ((string, string)[])[("front-door-iqbal", "Aldersham"), ("front-door-walsh", "Brackenford")])
        {
            await using var told = await here.SignedInAsync(who);
            await told.OpenNoticeAsync(Moved);
            await Expect(told.Main).ToContainTextAsync("Make sure that somebody there has the case.");
            await Expect(told.Main).ToContainTextAsync("Due ");
            await Expect(told.Main.Locator(".gateway-ring")).ToContainTextAsync(rings);
            await Expect(told.Main).Not.ToContainTextAsync(journey.NhsNumber);
            if (rings == "Aldersham") await Plain.PassesAsync(told, "moved");
        }

        await using (var doctor = await here.SignedInAsync("gp-desai")) await doctor.OpenNoticeAsync(Moved);

        await RingsAsync(here, journey, "Aldersham", "Brackenford");
        await StepAsync(here, sent, "conference-hale", "conference.held", []);
        await RingsAsync(here, journey, "Aldersham");
    }

    // Both front doors are there whenever it runs, so that the notice is theirs first.
    private static void DayAndNight(JsonNode register, JsonArray practitioners)
    {
        foreach (var council in register["agencies"]!.AsArray().Where(one => (string)one!["id"]! is "aldersham-council" or "brackenford-council"))
            council!["telephones"] = new JsonObject { ["duty"] = new JsonObject { ["name"] = $"{council["name"]} duty team", ["number"] = "01632 960101" } };
    }

    // A department is told of the plan, and whom to ring about it.
    private static async Task RingsAsync(ClockedGateway here, Journey journey, params string[] councils)
    {
        await using var nurse = await here.SignedInAsync("nurse-okafor");
        await nurse.FillAsync(journey with { Purpose = "unscheduled-care" });
        await nurse.CheckAsync();
        await Expect(nurse.Heading).ToHaveTextAsync("Child protection plan: yes (Aldersham Council).");
        var lines = nurse.Main.Locator(".gateway-ring").First.Locator("li");
        await Expect(lines).ToHaveCountAsync(councils.Length);
        for (var n = 0; n < councils.Length; n++) await Expect(lines.Nth(n)).ToContainTextAsync(councils[n]);
        if (councils is [_, _]) await Expect(lines.Nth(1)).ToContainTextAsync("The child is moving here with the plan, which is not taken over yet");
        if (councils is [_, _]) await Plain.PassesAsync(nurse, "moving");
    }

    private static async Task<Referred> OnPlanAsync(ClockedGateway here, Journey journey)
    {
        using var lead = await here.SystemAsync("dsl-hartley");
        var sent = await Referred.SendAsync(lead, "section-17", journey);
        const string Worker = "social-worker-nwosu";
        foreach (var (who, happened, with) in ((string, string, JsonObject)[])[
            (Worker, "referral.taken", []),
            (Worker, "decision.made", new() { ["outcome"] = "strategy", ["why"] = "The burn is not explained, and there were three visits in a year.", ["message"] = Message() }),
            (Worker, "strategy.held", []),
            (Worker, "s47.started", []),
            ("conference-hale", "conference.booked", new() { ["on"] = Today(here) }),
            ("conference-hale", "conference.held", []),
            ("conference-hale", "plan.started", new() { ["on"] = Today(here) })]) await StepAsync(here, sent, who, happened, with);
        return sent;
    }

    private static async Task StepAsync(ClockedGateway here, Referred sent, string who, string happened, JsonObject with)
    {
        using var http = await here.SystemAsync(who);
        var seen = await http.ReadAsync($"v1/referrals/{sent.Id}");
        with["event"] = happened;
        with["children"] = new JsonArray(new JsonObject { ["child"] = (string?)seen["children"]![0]!["child"] });
        await PostAsync(http, $"v1/referrals/{sent.Id}/steps", with);
    }

    private static JsonObject Message() => new()
    {
        ["decided"] = "We hold a strategy discussion today.",
        ["because"] = "The burn is not explained by either account.",
        ["next"] = "A social worker sees her today.",
        ["asked"] = "Tell us if you see another mark.",
        ["contact"] = "Ring 01632 960101. If you disagree, say so here.",
    };

    private static string Today(ClockedGateway here) => Agencies.LondonTime.Day(here.Now).ToString("O", CultureInfo.InvariantCulture);

    private static JsonObject Named(Journey journey) => new() { ["nhsNumber"] = Digits(journey), ["dateOfBirth"] = journey.DateOfBirth };

    private static string Digits(Journey journey) => journey.NhsNumber.Replace(" ", "", StringComparison.Ordinal);

    private static void Theirs(ClockedGateway here, Journey journey, string agency, string practitioner, string type, string? site) =>
        here.Agencies.AddRelationship(new(agency, practitioner, Digits(journey), journey.Born, type, "REL-move", here.Now.AddHours(-1), null, site));

    private static async Task PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString("D"));
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }
}
