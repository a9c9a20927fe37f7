using System.Globalization;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Matching.Find;

/// <summary>
/// One practitioner goes through names and dates over HTTP and never stops. 300 looks show what 40,000 do: past the limits nothing changes.
/// <c>GATEWAY_LOOKS=40000</c> makes the whole walk.
/// </summary>
public sealed class FishingTests
{
    private const int Told = 30;

    private static readonly int Looks = int.TryParse(Environment.GetEnvironmentVariable("GATEWAY_LOOKS"), CultureInfo.InvariantCulture, out var given) ? given : 300;
    private static readonly TestChild Held = TestChild.Of(350) with { Given = "Ella", Family = "Begum", Born = new DateOnly(2018, 3, 21) };

    [Fact]
    public async Task Whoever_walks_names_and_dates_is_told_of_within_thirty_looks_and_then_learns_nothing()
    {
        await using var gateway = await GatewayHost.StartAsync(Held);
        gateway.Agencies.AddNames(Held.Number, Held.Born, Held.Given, Held.Family);
        gateway.Attends(Held);
        var (words, firstRefused) = (new HashSet<string>(), int.MaxValue);
        for (var look = 0; look < Looks; look++)
        {
            gateway.Clock.Advance(TimeSpan.FromSeconds(2));
            var answer = await FindAsync(gateway, look);
            if (answer.Status == 429)
            {
                firstRefused = Math.Min(firstRefused, look);
                words.Add(Shape(answer));
            }
            else
            {
                Assert.True(look < firstRefused, $"look {look} was answered after look {firstRefused} was refused");
            }

            if (look == Told - 1) await ToldAsync(gateway);
        }

        Assert.InRange(firstRefused, 1, Told - 1);
        // Whether the child asked for is held or not, and whatever is typed: the same.
        Assert.Single(words);
        Assert.DoesNotContain("Ella", words.Single(), StringComparison.Ordinal);
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    private static async Task ToldAsync(GatewayHost gateway)
    {
        var entries = (await gateway.Entries.OfAsync(EntryType.Match)).Where(entry => entry.Common.GetProperty("kind").GetString() == "match").ToList();
        Assert.Equal(Told, entries.Count);
        Assert.All(entries, entry => Assert.Equal(4, entry.Common.GetProperty("digests").GetArrayLength()));
        Assert.All(entries.Skip(Told - 2), entry => Assert.Null(entry.Child));
        var alerts = (await gateway.GetAsync("v1/alerts", "officer-of-alder-valley-nhs-trust")).Is(200).Json.GetProperty("alerts").EnumerateArray();
        Assert.Contains(alerts, alert => alert.GetProperty("kind").GetString() == "fishing");
    }

    // Every fifth question is about the child who is held, under the right name and date.
    private static Task<Answer> FindAsync(GatewayHost gateway, int look) => gateway.PostAsync(
        "v1/matches", "nurse",
        new JsonObject
        {
            ["child"] = look % 5 == 4
                ? new JsonObject { ["givenName"] = Held.Given, ["familyName"] = Held.Family, ["dateOfBirth"] = Day(Held.Born), ["postcode"] = Held.Postcode }
                : new JsonObject { ["givenName"] = $"{Letters(look)}a", ["familyName"] = $"{Letters(look / 3)}son", ["dateOfBirth"] = Day(new DateOnly(2012, 1, 1).AddDays(look % 3_000)) },
            ["purpose"] = "unscheduled-care",
        },
        Guid.NewGuid().ToString());

    private static string Letters(int number) => string.Concat(Enumerable.Range(0, 4).Select(at => "bdfgklmnprst"[(number / (at + 1) + at) % 12].ToString() + "aeiou"[(number + at) % 5]));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Shape(Answer answer)
    {
        var json = JsonNode.Parse(answer.Text)!.AsObject();
        json.Remove("receipt");
        return json.ToJsonString();
    }
}
