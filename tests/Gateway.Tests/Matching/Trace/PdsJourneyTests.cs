using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;
using Gateway.Tests.Matching.Links;

namespace Gateway.Tests.Matching.Trace;

/// <summary>A check and a look, with the children of the national service, end to end on both stores.</summary>
public sealed class PdsJourneyTests(PostgresServer server)
{
    private static readonly TestChild Ella = TestChild.Of(440) with { Given = "Ella", Family = "Begum", Born = PdsBed.Born };
    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly string Former = TestChild.NumberOf(441);

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Check_and_look_are_answered_from_the_national_service(string store)
    {
        await using var gateway = await StartAsync(store);

        Assert.Equal("yes", (await gateway.CheckAsync(Ella, "plan-flag")).Is(200).Says("plan-flag"));

        var found = (await LookAsync(gateway)).Is(200);
        Assert.Equal("single", found.Json.GetProperty("outcome").GetString());
        var entry = (await gateway.Entries.OfAsync(EntryType.Match))[^1];
        Assert.Contains("\"searches\":[{\"rule\":\"recipe\",\"came\":\"one\"", entry.Common.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Begum", entry.Common.GetRawText());
    }

    [Theory]
    [InlineData(Fault.Silent, "did not answer in time"), InlineData(Fault.Busy, "takes no more questions"), InlineData(Fault.Withheld, "does not let this service ask")]
    [InlineData(Fault.Html, "cannot rely on"), InlineData(Fault.Error, "gave no answer")]
    public async Task When_nobody_can_look_it_is_said_with_whom_to_ring_and_nobody_is_asked(Fault fault, string words)
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.Agencies.SetAsync("pds", new Behaviour(Fault: fault));

        var check = (await gateway.CheckAsync(Ella, "plan-flag")).Is(503);
        var look = (await LookAsync(gateway)).Is(503);

        Assert.All((Answer[])[check, look], answer => Assert.Equal("urn:gateway:problem:child-not-looked-up", answer.Type));
        Assert.Equal("not-known", check.Json.GetProperty("identity").GetString());
        Assert.Contains(words, check.Text, StringComparison.Ordinal);
        Assert.Contains(words, look.Text, StringComparison.Ordinal);
        Assert.All((Answer[])[check, look], answer =>
        {
            Assert.NotEmpty(answer.Json.GetProperty("ringNow").EnumerateArray());
            Assert.DoesNotContain("not find this child", answer.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("no child", answer.Text, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal(0, gateway.AskedOfAnybody);
        Assert.Equal("not-known", (await gateway.Entries.OfAsync(EntryType.Disclosure))[^1].Common.GetProperty("identity").GetString());
    }

    [Fact]
    public async Task On_the_pages_and_in_what_explains_it_nobody_could_look_and_never_not_found()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.Agencies.SetAsync("pds", new Behaviour(Fault: Fault.Error));
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        var check = await nurse.PostAsync("/check", [.. Birth, ("nhs-number", Ella.Number)]);
        var find = await nurse.PostAsync("/find", [.. Birth, ("given-name", Ella.Given), ("family-name", Ella.Family), ("postcode", "ZA1 1AA")]);

        Assert.Contains("We could not look who this child is.", check.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody could look who this child is", find.Text, StringComparison.Ordinal);
        Assert.Equal(503, find.Status);
        Assert.All((PageSeen[])[check, find], page => Assert.Contains("Ring now 01632 960102", page.Text, StringComparison.Ordinal));
        var decision = (await gateway.Entries.OfAsync(EntryType.Decision))[^1].Leaf.EntryId;
        var explained = (await gateway.GetAsync($"v1/decisions/{decision}", "nurse")).Is(200);
        // The number to ring is public and hangs on nobody's identity (rulings, 14).
        var hanging = explained.Json.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("item").GetString() != "out-of-hours-contact").ToArray();
        Assert.NotEmpty(hanging);
        Assert.All(hanging, item =>
        {
            Assert.Equal("no-data", item.GetProperty("outcome").GetString());
            Assert.Contains("nobody could look who the child is", item.GetProperty("what").GetString(), StringComparison.Ordinal);
            Assert.Contains("01632 960102", item.GetProperty("nextStep").GetString(), StringComparison.Ordinal);
        });
        var governance = (await gateway.GetAsync($"v1/decisions/{decision}", Officer)).Is(200);
        Assert.Contains("{\"name\":\"Identity\",\"value\":\"nobody could look\"}", governance.Text, StringComparison.Ordinal);
        // Of a child whom nobody could look up, nobody can say that they are not protected: a colleague agrees first.
        using var colleague = await PageClient.SignInAsync(gateway, "second-officer");
        (string, string)[] agreed = [.. Birth, ("nhs-number", Ella.Number), ("colleague", Officer), ("for", "officer"), ("why", "The service was down.")];
        Assert.Equal(200, (await colleague.PostAsync("/audit/agree", agreed)).Status);
        var agreement = (await gateway.Entries.DecidedByPeopleAsync())[^1].Leaf.EntryId;
        var trail = await officer.PostAsync("/audit/decision", ("entry", $"{decision}"), ("why", "The service was down."), ("agreement", $"{agreement}"));
        Assert.Contains("Nobody could look who the child is.", trail.Text, StringComparison.Ordinal);
        foreach (var text in (string[])[check.Text, find.Text, explained.Text, governance.Text, trail.Text])
            foreach (var wrong in (string[])["not found", "not find", "no child", "not matched", "match is none", "is not identified", "Check the N"])
                Assert.DoesNotContain(wrong, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Number_that_never_was_is_not_found()
    {
        await using var gateway = await StartAsync("Sqlite");
        var stranger = TestChild.Of(442) with { Born = PdsBed.Born };
        gateway.Attends(stranger);
        Assert.Equal("not-matched", (await gateway.CheckAsync(stranger, "plan-flag")).Is(200).Json.GetProperty("identity").GetString());
    }

    [Fact]
    public async Task Former_number_without_names_opens_nobody_and_reads_like_a_number_that_never_was()
    {
        await using var gateway = await StartAsync("Sqlite");
        var (asked, stranger) = (Ella with { Number = Former }, TestChild.Of(442) with { Born = PdsBed.Born });
        gateway.Attends(asked);
        gateway.Attends(stranger);

        var answer = (await gateway.CheckAsync(asked, "plan-flag")).Is(200);
        var nobody = (await gateway.CheckAsync(stranger, "plan-flag")).Is(200);

        Assert.Equal(0, gateway.AskedOfAnybody);
        foreach (var part in (string[])["identity", "headline", "incomplete", "items", "withheld", "whatToDo", "ringNow"])
            Assert.Equal(nobody.Json.GetProperty(part).GetRawText(), answer.Json.GetProperty(part).GetRawText());
        Assert.Equal("not-matched", answer.Json.GetProperty("identity").GetString());
        Assert.DoesNotContain(Ella.Number, answer.Text.Replace(" ", ""), StringComparison.Ordinal);
        var disclosures = await gateway.Entries.OfAsync(EntryType.Disclosure);
        Assert.Equal("superseded", disclosures[^2].Common.GetProperty("because").GetString());
        Assert.False(disclosures[^1].Common.TryGetProperty("because", out _));
    }

    [Fact]
    public async Task Former_number_beside_the_names_is_answered_under_the_present_one_and_said_so()
    {
        await using var gateway = await StartAsync("Sqlite");
        // The trust still has the child under the old number.
        gateway.Agencies.AddNames(Former, Ella.Born, Ella.Given, Ella.Family);
        gateway.Attends(Ella with { Number = Former });

        var answer = (await gateway.SendAsync(Described(Former).ToJsonString())).Is(200);

        Assert.Equal("yes", answer.Says("plan-flag"));
        Assert.Contains("This NHS number was replaced by another", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("was replaced by another, and", (await gateway.SendAsync(Described(Ella.Number).ToJsonString())).Is(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_by_a_number_that_was_replaced_since_still_leads_to_the_child_and_none_is_made_by_it()
    {
        await using var bed = new LinkBed(await StartAsync("Sqlite"));
        Assert.Equal("linked", One(await bed.UploadAsync(LinkBed.Aldersham, ("AC-1", Ella))));
        var child = await bed.ResolveAsync("aldersham-council", "AC-1");

        bed.Gateway.Agencies.AddPatient(PdsBed.Person(443, "Ella", "Begum") with { FormerNumbers = [Ella.Number] });

        Assert.Equal("linked", One(await bed.UploadAsync(LinkBed.Aldersham, ("AC-1", Ella))));
        Assert.Equal("possible", One(await bed.UploadAsync(LinkBed.Aldersham, ("AC-2", Ella))));
        Assert.Equal(child, await bed.ResolveAsync("aldersham-council", "AC-1"));
        Assert.Null(await bed.ResolveAsync("aldersham-council", "AC-2"));
        Assert.Equal("superseded", Assert.Single(await bed.TasksAsync(LinkBed.Aldersham)).GetProperty("why").GetString());
    }

    [Fact]
    public async Task Nothing_of_what_was_looked_for_reaches_a_log_or_a_trace()
    {
        var seen = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (seen) seen.Add(activity.DisplayName + string.Join('\n', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")));
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var gateway = await StartAsync("Sqlite");

        (await gateway.CheckAsync(Ella, "plan-flag")).Is(200);
        (await LookAsync(gateway)).Is(200);
        foreach (var fault in (Fault[])[Fault.Reset, Fault.Truncated, Fault.Redirect])
        {
            await gateway.Agencies.SetAsync("pds", new Behaviour(Fault: fault));
            (await gateway.CheckAsync(Ella, "plan-flag")).Is(503);
        }

        Assert.Contains(gateway.Agencies.PdsAsked, one => one.Target.Contains(Ella.Number, StringComparison.Ordinal));
        Assert.NotEmpty(gateway.Logs.Lines);
        string[] secrets = [Ella.Number, "Begum", "2018-03-21", "ZA1", "token-of-the-application"];
        lock (seen)
            foreach (var secret in secrets)
            {
                Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain(secret, line.Text, StringComparison.OrdinalIgnoreCase));
                Assert.All(seen, span => Assert.DoesNotContain(secret, span, StringComparison.OrdinalIgnoreCase));
            }
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, new Setting { FromPds = true });
        gateway.Agencies.AddPatient(PdsBed.Person(440, "Ella", "Begum") with { FormerNumbers = [Former] });
        gateway.Agencies.AddNames(Ella.Number, Ella.Born, Ella.Given, Ella.Family);
        gateway.Attends(Ella);
        gateway.Holds("aldersham-csc", Ella, new CustodianFacts { Plan = new PlanFact(["neglect"], new DateOnly(2026, 5, 14)) });
        return gateway;
    }

    private static (string, string)[] Birth =>
        [("request", $"{Guid.NewGuid()}"), ("birth-day", "21"), ("birth-month", "3"), ("birth-year", "2018"), ("reason", "unscheduled-care")];

    private static string? One(Answer uploaded) => uploaded.Is(200).Json.GetProperty("records").EnumerateArray().Single().GetString();

    private static JsonObject Described(string number) => new()
    {
        ["child"] = new JsonObject { ["givenName"] = "Ella", ["familyName"] = "Begum", ["dateOfBirth"] = "2018-03-21", ["nhsNumber"] = number },
        ["purpose"] = "unscheduled-care",
        ["items"] = new JsonArray("plan-flag"),
    };

    private static Task<Answer> LookAsync(GatewayHost gateway) => gateway.PostAsync("v1/matches", "nurse", new JsonObject
    {
        ["child"] = new JsonObject { ["givenName"] = "Ella", ["familyName"] = "Begum", ["dateOfBirth"] = "2018-03-21", ["postcode"] = "ZA1 1AA" },
        ["purpose"] = "unscheduled-care",
    }, Guid.NewGuid().ToString());
}
