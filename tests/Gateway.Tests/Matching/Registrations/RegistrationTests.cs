using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Matching.Registrations;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Matching.Registrations.RegistrationBed;

namespace Gateway.Tests.Matching.Registrations;

/// <summary>Agencies register children while the gateway answers, over HTTP, on both stores.</summary>
public sealed class RegistrationTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Child_who_is_registered_is_known_at_once_and_after_a_restart(string store)
    {
        await using var bed = await StartAsync(server, store);
        bed.Gateway.Attends(New);
        bed.Gateway.Holds("brackenford-csc", New, Held.Plan);
        Assert.False(bed.Matches(New));

        var taken = (await bed.SendAsync(Aldersham, Line(1, New))).Is(200);
        await bed.Keep.CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 1, 0), (taken.Json.GetProperty("position").GetInt32(), taken.Json.GetProperty("taken").GetInt32(), taken.Json.GetProperty("already").GetInt32()));
        Assert.Equal("yes", (await bed.Gateway.CheckAsync(New, "plan-flag")).Is(200).Says("plan-flag"));
        Assert.Equal(["brackenford-council"], bed.Held(New)!.Home!.Councils);

        await bed.Gateway.RestartAsync();
        Assert.Equal("yes", (await bed.Gateway.CheckAsync(New, "plan-flag")).Is(200).Says("plan-flag"));
        Assert.True(bed.Matches(Known));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Lines_that_were_taken_are_not_taken_again_and_a_gap_is_said(string store)
    {
        await using var bed = await StartAsync(server, store);
        await bed.RegisterAsync(Aldersham, Line(1, New), Line(2, Other));

        var again = (await bed.SendAsync(Aldersham, Line(1, New), Line(2, Other))).Is(200).Json;
        var gap = (await bed.SendAsync(Aldersham, Line(4, TestChild.Of(820)))).Is(409);
        var overlapping = (await bed.SendAsync(Aldersham, Line(2, Other), Line(3, TestChild.Of(821)))).Is(200).Json;
        var others = (await bed.SendAsync(Trust, Line(1, TestChild.Of(822)))).Is(200).Json;

        Assert.Equal((2, 0, 2), Numbers(again));
        Assert.Equal(("urn:gateway:problem:registrations-missing", 3), (gap.Type, gap.Json.GetProperty("expected").GetInt32()));
        Assert.Equal((3, 1, 1), Numbers(overlapping));
        Assert.Equal((1, 1, 0), Numbers(others));
        await bed.Keep.CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal([false, true, true], ((int[])[820, 821, 822]).Select(n => bed.Matches(TestChild.Of(n))));
    }

    [Fact]
    public async Task Whoever_is_no_officer_registers_nobody()
    {
        await using var bed = await StartAsync();
        (await bed.SendAsync("nurse", Line(1, New))).Is(403);
        await bed.Keep.CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.False(bed.Matches(New));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Closed_ledger_takes_nothing(string store)
    {
        await using var bed = await StartAsync(server, store);
        await ClosedLedger.CloseAsync(bed.Gateway);

        (await bed.SendAsync(Aldersham, Line(1, New))).Is(503);

        await bed.Keep.CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.False(bed.Matches(New));
    }

    [Fact]
    public async Task Every_fault_of_every_line_is_named_at_once_and_nothing_is_taken()
    {
        await using var bed = await StartAsync();
        var lines = (JsonObject[])
        [
            Line(1, New), Line(3, New), Line(4, New, minutesAgo: -60), Line(5, New, happened: "withdrawn"), Line(6, New, more: child => child["localNumbers"] = new JsonArray()),
            Line(7, New, more: child => child["canary"] = true), Line(8, New, more: child => child["sealed"] = new JsonArray()), Line(9, New, more: child => child["nhsNumber"] = "9990000019"),
            Line(10, New, more: child => child["protected"] = "no"), Line(11, New, more: child => child["addresses"]![0]!["to"] = "2001-01-01"), Line(12, New, happened: "corrected"),
            Line(13, New, more: child => child["formerDateOfBirth"] = "2020-01-01"), Line(14, New, more: child => child["aliases"] = new JsonArray(new JsonObject())),
            Line(15, New, more: child => child["givenName"] = "a‮b"), Line(16, New, more: child => child["sex"] = 7),
        ];

        var answer = (await bed.SendAsync(Aldersham, lines)).Is(400);

        Assert.Equal(
        [
            "registrations[2].asOf", "registrations[3].event", "registrations[4].child.localNumbers", "registrations[5].child.canary", "registrations[6].child.sealed",
            "registrations[7].child.nhsNumber", "registrations[8].child.protected", "registrations[9].child.addresses[0].to", "registrations[10].child.formerDateOfBirth",
            "registrations[11].child.formerDateOfBirth", "registrations[12].child.aliases[0].givenName", "registrations[13].child.givenName", "registrations[14].child.sex", "registrations[1].sequence",
        ], answer.Fields);
        (await bed.SendAsync(Aldersham)).Is(400);
        (await bed.SendAsync(Aldersham, [.. Enumerable.Range(1, ReadRegistrations.Most + 1).Select(n => Line(n, New))])).Is(400);
        (await bed.Gateway.SendAsync(HttpMethod.Post, "v1/registrations", Aldersham, new string(' ', RegistrationEndpoints.LargestBody) + "{}")).Is(413);
        await bed.Keep.CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.False(bed.Matches(New));
    }

    [Fact]
    public async Task The_entry_says_who_and_which_lines_and_names_no_child()
    {
        await using var bed = await StartAsync();
        await bed.RegisterAsync(School, Line(1, New), Line(2, Other));

        var entry = Assert.Single(await bed.Gateway.Entries.OfAsync(EntryType.Link));
        Assert.Equal(("registrations", 1, 2), (entry.Common.GetProperty("kind").GetString(), entry.Common.GetProperty("first").GetInt32(), entry.Common.GetProperty("last").GetInt32()));
        Assert.Null(entry.Child);
    }

    private static (int, int, int) Numbers(System.Text.Json.JsonElement json) =>
        (json.GetProperty("position").GetInt32(), json.GetProperty("taken").GetInt32(), json.GetProperty("already").GetInt32());
}
