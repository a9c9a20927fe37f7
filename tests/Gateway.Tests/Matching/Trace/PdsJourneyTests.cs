using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Matching.Trace;

/// <summary>A check and a look, with the children of the national service, end to end on both stores.</summary>
public sealed class PdsJourneyTests(PostgresServer server)
{
    private static readonly TestChild Ella = TestChild.Of(440) with { Given = "Ella", Family = "Begum", Born = PdsBed.Born };
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
    public async Task Number_that_never_was_is_not_found()
    {
        await using var gateway = await StartAsync("Sqlite");
        var stranger = TestChild.Of(442) with { Born = PdsBed.Born };
        gateway.Attends(stranger);
        Assert.Equal("not-matched", (await gateway.CheckAsync(stranger, "plan-flag")).Is(200).Json.GetProperty("identity").GetString());
    }

    [Fact]
    public async Task Former_number_is_answered_under_the_present_one_and_said_so()
    {
        await using var gateway = await StartAsync("Sqlite");
        var asked = Ella with { Number = Former };
        gateway.Attends(asked);

        var answer = (await gateway.CheckAsync(asked, "plan-flag")).Is(200);

        Assert.Equal("yes", answer.Says("plan-flag"));
        Assert.Contains("This NHS number was replaced by another", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Ella.Number, answer.Text.Replace(" ", ""), StringComparison.Ordinal);
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

    private static Task<Answer> LookAsync(GatewayHost gateway) => gateway.PostAsync("v1/matches", "nurse", new JsonObject
    {
        ["child"] = new JsonObject { ["givenName"] = "Ella", ["familyName"] = "Begum", ["dateOfBirth"] = "2018-03-21", ["postcode"] = "ZA1 1AA" },
        ["purpose"] = "unscheduled-care",
    }, Guid.NewGuid().ToString());
}
