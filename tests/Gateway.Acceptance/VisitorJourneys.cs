using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>The health visitors and school nurses of the demonstration (workflows, 1.8): what is told to them, by their own system's word.</summary>
public sealed class VisitorJourneys(Stack stack)
{
    private const string Seen = "A child was seen in an emergency department";

    [Fact]
    public async Task Journey_41_SchoolNurseHasAVisitOfAChildWhoIsTheirsAndTheHealthVisitorHasNot()
    {
        await using var here = await ClockedGateway.StartAsync(stack, DateTimeOffset.UtcNow, (_, _) => { });
        var journey = stack.Cast["nothing-held"];
        using (var nurse = await here.SystemAsync("nurse-okafor"))
        {
            var check = await PostAsync(nurse, "v1/checks", new JsonObject { ["child"] = Named(journey), ["purpose"] = "unscheduled-care", ["items"] = new JsonArray("plan-flag", "gp-registration") });
            var visit = (string)(await PostAsync(nurse, "v1/visits", new JsonObject { ["check"] = (string?)check["check"] }))["visit"]!;
            await PostAsync(nurse, $"v1/visits/{visit}/questions", Questions());
            // A source that is not connected, or did not answer, is answered for by whoever rings.
            var open = (await nurse.ReadAsync($"v1/visits/{visit}"))["open"]!.AsArray();
            foreach (var thing in open) await PostAsync(nurse, $"v1/visits/{visit}/rung", new JsonObject { ["about"] = (string?)thing!["thing"], ["who"] = "The duty team", ["at"] = $"{here.Now:yyyy-MM-dd'T'HH:mm:ss'Z'}" });
            var ended = await PostAsync(nurse, $"v1/visits/{visit}/discharge", []);
            Assert.Equal("discharged", (string?)ended["state"]);
            Assert.Contains("The child's school nurse", System.Text.RegularExpressions.Regex.Unescape(ended.ToJsonString()), StringComparison.Ordinal);
        }

        await here.GoOnAsync(TimeSpan.Zero);
        await using (var nurse = await here.SignedInAsync("school-nurse-ito"))
        {
            await nurse.OpenNoticeAsync(Seen);
            await Expect(nurse.Main).ToContainTextAsync("A follow-up is needed.");
            await Expect(nurse.Main).ToContainTextAsync(journey.NhsNumber);
            await Plain.PassesAsync(nurse, "school-nurse");
            await nurse.ButtonAsync("I have this");
            await Expect(nurse.Page.Locator("#have")).ToHaveAttributeAsync("data-state", "acknowledged");
        }

        await using var visitor = await here.SignedInAsync("visitor-hargreave");
        await visitor.Page.GotoAsync("/notices");
        await Expect(visitor.Main).Not.ToContainTextAsync(Seen);
    }

    private static JsonObject Named(Journey journey) => new() { ["nhsNumber"] = journey.NhsNumber.Replace(" ", "", StringComparison.Ordinal), ["dateOfBirth"] = journey.DateOfBirth };

    private static JsonObject Questions() => new()
    {
        ["accountChanged"] = "no",
        ["delay"] = "no",
        ["fitsAge"] = "fits",
        ["behaviour"] = "no",
        ["topToToe"] = "no",
        ["otherWorry"] = "no",
        ["injured"] = false,
        ["walking"] = true,
        ["cameWith"] = new JsonObject { ["name"] = "Ann Birch", ["relationship"] = "mother", ["parentalResponsibility"] = "yes" },
    };

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString("D"));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
