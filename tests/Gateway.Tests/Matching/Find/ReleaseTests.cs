using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Matching.Find;
using Gateway.Rules.Matching.Questions;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Matching.Find;

/// <summary>Whoever has looked as often as a shift allows goes on only when a supervisor of the same agency lets them.</summary>
public sealed class ReleaseTests(PostgresServer server)
{
    private const string Supervisor = "second-doctor";
    private static readonly TestChild Ella = TestChild.Of(370) with { Given = "Ella", Family = "Begum", Born = new DateOnly(2018, 3, 21) };

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Supervisor_lets_a_colleague_go_on_and_another_process_knows_it(string store)
    {
        await using var gateway = await SpentAsync(store);
        var spent = (await FindAsync(gateway)).Is(429);
        Assert.Contains("A supervisor whom your agency names can release you", spent.Text, StringComparison.Ordinal);

        var released = (await ReleaseAsync(gateway, Supervisor, "nurse")).Is(200).Json;

        // Twelve hours after the first look.
        Assert.InRange(released.GetProperty("until").GetDateTimeOffset(), GatewayHost.Night.AddHours(12), GatewayHost.Night.AddHours(12).AddMinutes(3));
        (await FindAsync(gateway)).Is(200);
        var entry = (await gateway.Entries.OfAsync(EntryType.Match)).Single(entry => entry.Common.GetProperty("kind").GetString() == "look-release").Common;
        Assert.Equal((Supervisor, "nurse", "Forty children in the hall."), (Text(entry, "practitioner"), Text(entry, "of"), Text(entry, "reason")));
        await gateway.RestartAsync();
        (await FindAsync(gateway)).Is(200);
    }

    [Fact]
    public async Task Nobody_else_releases_and_nobody_themselves()
    {
        await using var gateway = await SpentAsync("Sqlite");

        foreach (var other in (string[])["nurse", "second-nurse", "officer-of-alder-valley-nhs-trust"]) (await ReleaseAsync(gateway, other, "nurse")).Is(403);
        // Another agency's supervisor knows of nobody of that name.
        Assert.Equal("urn:gateway:problem:look-release-not-needed", (await ReleaseAsync(gateway, "brackenford-doctor", "nurse")).Is(409).Type);
        (await ReleaseAsync(gateway, Supervisor, "second-nurse")).Is(409);
        (await ReleaseAsync(gateway, Supervisor, "")).Is(400);

        (await FindAsync(gateway)).Is(429);
    }

    [Fact]
    public async Task Supervisor_who_has_come_to_the_end_needs_another_one()
    {
        await using var gateway = await SpentAsync("Sqlite", Supervisor);

        Assert.Equal("urn:gateway:problem:second-person-needed", (await ReleaseAsync(gateway, Supervisor, Supervisor)).Is(403).Type);

        (await FindAsync(gateway, Supervisor)).Is(429);
        Assert.Contains(await gateway.Entries.OfAsync(EntryType.Match), entry => entry.Leaf.Outcome == (byte)EntryOutcome.Deny && Text(entry.Common, "refused") == "own");
        (await ReleaseAsync(gateway, "ed-treating-clinician", Supervisor)).Is(200);
        (await FindAsync(gateway, Supervisor)).Is(200);
    }

    [Fact]
    public async Task Release_gives_one_shift_more_and_ends_with_the_shift()
    {
        await using var gateway = await GatewayHost.StartAsync(Ella);
        var (trail, asker) = Parts(gateway);
        for (var hour = 0; hour < 3; hour++) Assert.Equal(20, await LookedAsync(gateway, trail, asker, 30));
        Assert.Equal(LookVerdict.ShiftSpent, await LookAsync(gateway, trail, asker));
        (await ReleaseAsync(gateway, Supervisor, asker.Subject)).Is(200);

        // The hour's limit stays, and so does the shift's for what comes after the release.
        foreach (var fine in (int[])[20, 20, 20, 0]) Assert.Equal(fine, await LookedAsync(gateway, trail, asker, 30));
        var until = (await ReleaseAsync(gateway, Supervisor, asker.Subject)).Is(200).Json.GetProperty("until").GetDateTimeOffset();
        gateway.Clock.Advance(until - gateway.Clock.GetUtcNow());

        Assert.Equal(LookVerdict.ShiftSpent, await LookAsync(gateway, trail, asker));
    }

    [Fact]
    public async Task Page_releases_as_the_endpoint_does_and_is_closed_to_everybody_else()
    {
        await using var gateway = await SpentAsync("Sqlite");
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        using var supervisor = await PageClient.SignInAsync(gateway, Supervisor);
        (string, string)[] form = [("practitioner", "nurse"), ("reason", "Forty children in the hall.")];

        Assert.DoesNotContain("Release a colleague", (await nurse.GetAsync("/find")).Text, StringComparison.Ordinal);
        foreach (var closed in (PageSeen[])[await nurse.GetAsync("/find/release"), await nurse.PostAsync("/find/release", form)])
            Assert.Equal((403, true), (closed.Status, closed.Text.StartsWith("This is not open to you", StringComparison.Ordinal)));
        Assert.Contains("Release a colleague", (await supervisor.GetAsync("/find")).Text, StringComparison.Ordinal);
        await supervisor.GetAsync("/find/release");
        Assert.Equal(400, (await supervisor.PostAsync("/find/release", ("practitioner", "nurse"))).Status);
        (await FindAsync(gateway)).Is(429);

        Assert.Contains("Released until", (await supervisor.PostAsync("/find/release", form)).Text, StringComparison.Ordinal);
        (await FindAsync(gateway)).Is(200);
    }

    // Sixty looks, of which no two are near one another.
    private async Task<GatewayHost> SpentAsync(string store, string asker = "nurse")
    {
        var gateway = await GatewayHost.StartAsync(server, store, Ella);
        gateway.Agencies.AddNames(Ella.Number, Ella.Born, Ella.Given, Ella.Family);
        gateway.Attends(Ella);
        for (var look = 0; look < 60; look++)
        {
            (await FindAsync(gateway, asker)).Is(200);
            gateway.Clock.Advance(TimeSpan.FromMinutes(4));
        }

        return gateway;
    }

    private static async Task<int> LookedAsync(GatewayHost gateway, LookTrail trail, Practitioner asker, int looks)
    {
        var fine = 0;
        for (var look = 0; look < looks; look++)
            if (await LookAsync(gateway, trail, asker) == LookVerdict.Fine) fine++;
        gateway.Clock.Advance(TimeSpan.FromHours(1));
        return fine;
    }

    private static Task<LookVerdict> LookAsync(GatewayHost gateway, LookTrail trail, Practitioner asker)
    {
        gateway.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var question = new MatchingQuestion { Given = "Ella", Surname = "Begum", DateOfBirth = Ella.Born, Postcode = Ella.Postcode };
        return trail.TakeAsync(asker, gateway.Services.GetRequiredService<LookPatterns>().Of(question, gateway.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
    }

    private static (LookTrail, Practitioner) Parts(GatewayHost gateway) => (
        gateway.Services.GetRequiredService<LookTrail>(),
        new Practitioner(gateway.Services.GetRequiredService<Register>().Agencies["alder-valley-nhs-trust"], "nurse", "ed-triage-clinician", null));

    private static Task<Answer> ReleaseAsync(GatewayHost gateway, string supervisor, string practitioner) =>
        gateway.PostAsync("v1/look-releases", supervisor, new JsonObject { ["practitioner"] = practitioner, ["reason"] = "Forty children in the hall." });

    private static Task<Answer> FindAsync(GatewayHost gateway, string asker = "nurse") => gateway.PostAsync("v1/matches", asker, new JsonObject
    {
        ["child"] = new JsonObject { ["givenName"] = Ella.Given, ["familyName"] = Ella.Family, ["dateOfBirth"] = "2018-03-21", ["postcode"] = Ella.Postcode },
        ["purpose"] = "unscheduled-care",
    }, Guid.NewGuid().ToString());

    private static string? Text(System.Text.Json.JsonElement common, string name) => common.TryGetProperty(name, out var text) ? text.GetString() : null;
}
