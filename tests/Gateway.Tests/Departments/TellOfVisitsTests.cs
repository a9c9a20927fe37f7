using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Notices;
using Gateway.Tests.Federation.Late;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Departments;

/// <summary>Who is told of a child in a department, at once and as far as the rules let them: E2 and E5 to E8.</summary>
public sealed class TellOfVisitsTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    // Journeys 14 and 15.
    [Theory, MemberData(nameof(Stores))]
    public async Task Suspected_injury_and_a_refused_examination_are_told_to_social_care_and_the_practice_at_once(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions(("injured", true), ("walking", false)))).Is(200);
        Assert.Equal(["injury-not-walking named-nurse alder-valley-nhs-trust", "injury-not-walking senior-doctor alder-valley-nhs-trust"], await bed.ToldAsync());

        var concern = (await bed.AddAsync(visit, "concern", bed.Concern())).Is(200).Json;

        string[] of = ["front-door aldersham-council", "front-door brackenford-council", "gp millpond-surgery"];
        Assert.Equal([.. of.Select(who => "concern-opened " + who), "concern-opened named-nurse alder-valley-nhs-trust"], (await bed.ToldAsync()).Where(told => told.StartsWith("concern", StringComparison.Ordinal)));
        foreach (var told in (string[])["socialCareToldAt", "practiceToldAt"])
            Assert.InRange(concern.GetProperty(told).GetDateTimeOffset(), bed.Gateway.Clock.GetUtcNow().AddMinutes(-1), bed.Gateway.Clock.GetUtcNow());

        var faults = (await bed.AddAsync(visit, "examination", new JsonObject { ["what"] = "refused", ["at"] = bed.Now })).Is(400).Fields;
        Assert.Equal(["/refusedBy", "/reason", "/view"], faults);
        (await bed.AddAsync(visit, "examination", new JsonObject { ["what"] = "refused", ["at"] = bed.Now, ["refusedBy"] = "parent", ["reason"] = "None was given.", ["view"] = "She is in pain and should be seen." })).Is(200);

        Assert.Equal(of.Select(who => "examination-refused " + who), (await bed.ToldAsync()).Where(told => told.StartsWith("examination", StringComparison.Ordinal)));
        Assert.All((await bed.NoticesAsync()).Where(notice => notice.Event == NoticeEvent.ExaminationRefused), notice => Assert.Equal("refused-by-parent concern ring-back", notice.Words));
        await Background.InboxAsync(bed.Gateway);
        // By night the emergency duty team has it, with the child, and nobody's words.
        var night = (await bed.Gateway.GetAsync("v1/notices", "csc-emergency-duty")).Is(200).Json.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("id").GetString()).ToArray();
        Assert.Equal(2, night.Length);
        foreach (var id in night)
        {
            var read = (await bed.Gateway.GetAsync($"v1/notices/{id}", "csc-emergency-duty")).Is(200);
            Assert.Equal(("U1", "visit", VisitBed.Child.Number), (read.Json.GetProperty("urgency").GetString(), read.Json.GetProperty("subject").GetProperty("kind").GetString(), read.Json.GetProperty("child").GetProperty("nhsNumber").GetString()));
            Assert.DoesNotContain("mark", read.Text);
        }

        // Whether the child is the practice's nobody confirmed: it is told to ring.
        foreach (var notice in (await bed.Gateway.GetAsync("v1/notices", "gp")).Is(200).Json.GetProperty("notices").EnumerateArray())
        {
            var read = (await bed.Gateway.GetAsync($"v1/notices/{notice.GetProperty("id").GetString()}", "gp")).Is(200);
            Assert.False(read.Json.GetProperty("told").GetBoolean());
            Assert.DoesNotContain(VisitBed.Child.Number, read.Text);
            Assert.NotEqual("", read.Json.GetProperty("ring").GetProperty("number").GetString());
        }
    }

    [Fact]
    public async Task Practice_that_said_that_the_child_is_registered_there_is_told_of_the_child_and_of_what_gave_no_concern()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync(registered: true);
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        (await bed.AddAsync(visit, "discharge", [])).Is(200);
        Assert.Equal(["attended gp millpond-surgery"], await bed.ToldAsync());
        await Background.InboxAsync(bed.Gateway);
        var listed = Assert.Single((await bed.Gateway.GetAsync("v1/notices", "gp")).Is(200).Json.GetProperty("notices").EnumerateArray());
        var read = (await bed.Gateway.GetAsync($"v1/notices/{listed.GetProperty("id").GetString()}", "gp")).Is(200).Json;
        Assert.Equal(("U3", VisitBed.Child.Number), (read.GetProperty("urgency").GetString(), read.GetProperty("child").GetProperty("nhsNumber").GetString()));
    }

    [Fact]
    public async Task Where_a_protected_child_lives_is_shown_to_nobody_in_the_department()
    {
        var hidden = TestChild.Of(72, "ZB1 1AA", isProtected: true);
        await using var gateway = await GatewayHost.StartAsync(hidden);
        gateway.Attends(hidden, "brook-street-ed", "ENC-92");
        var begun = (await gateway.PostAsync("v1/visits", "nurse", new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = hidden.Number, ["dateOfBirth"] = hidden.Born.ToString("yyyy-MM-dd") } }, Guid.NewGuid().ToString())).Is(200);
        var visit = VisitBed.VisitOf(begun);
        var concern = new JsonObject { ["summary"] = "Bruising to both ears, not explained.", ["raisedAt"] = gateway.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), ["kinds"] = new JsonArray("physical"), ["nonAccidental"] = true, ["significantHarm"] = true };

        var told = (await gateway.PostAsync($"v1/visits/{visit}/concern", "nurse", concern, Guid.NewGuid().ToString())).Is(200);

        Assert.Contains("Aldersham Council", told.Text);
        Assert.Contains("Children's services where the child lives", System.Text.RegularExpressions.Regex.Unescape(told.Text));
        Assert.DoesNotContain("rackenford", told.Text);
    }

    [Fact]
    public async Task Practice_that_nobody_knows_is_open_until_somebody_rang()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        var unnamed = bed.Concern();
        unnamed.Remove("practice");
        (await bed.AddAsync(visit, "concern", unnamed)).Is(200);
        Assert.Contains("not-told:practice", await bed.OpenAsync(visit));
        (await bed.AddAsync(visit, "rung", bed.Rung("not-told:practice"))).Is(200);
        Assert.DoesNotContain("not-told:practice", await bed.OpenAsync(visit));
        Assert.Equal(["/about"], (await bed.AddAsync(visit, "rung", bed.Rung("not-told:practice"))).Is(400).Fields);
    }

    // Journey 18.
    [Theory, MemberData(nameof(Stores))]
    public async Task Child_on_a_plan_who_is_taken_away_against_advice_is_told_to_the_emergency_duty_team_now(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync(plan: true);
        var left = new JsonObject { ["how"] = "against-advice", ["at"] = bed.Now, ["with"] = "His father", ["danger"] = true };
        Assert.Equal("/police", Assert.Single((await bed.AddAsync(visit, "left-early", left)).Is(400).Fields));
        left["police"] = new JsonObject { ["who"] = "The control room", ["at"] = bed.Now };

        Assert.Equal("left-early", (await bed.AddAsync(visit, "left-early", left)).Is(200).Json.GetProperty("state").GetString());

        Assert.Equal(["left-early front-door aldersham-council", "left-early front-door brackenford-council"], await bed.ToldAsync());
        Assert.All(await bed.NoticesAsync(), notice => Assert.Equal((true, "left-against-advice ring-back"), (notice.Red, notice.Words)));
        await Background.InboxAsync(bed.Gateway);
        var told = Assert.Single((await bed.Gateway.GetAsync("v1/notices", "csc-emergency-duty")).Is(200).Json.GetProperty("notices").EnumerateArray());
        Assert.Equal("U1", told.GetProperty("urgency").GetString());
        Assert.Empty((await bed.Gateway.GetAsync("v1/notices", "csc-front-door")).Is(200).Json.GetProperty("notices").EnumerateArray());
        Assert.Single((await bed.Gateway.GetAsync("v1/visits?show=left-today", "nurse")).Is(200).Json.GetProperty("visits").EnumerateArray());
        // Nobody let the child go, so nobody does afterwards.
        Assert.Equal("urn:gateway:problem:visit-ended", (await bed.AddAsync(visit, "discharge", bed.Discharge())).Is(409).Type);
    }

    [Fact]
    public async Task Left_before_being_seen_without_a_worry_can_wait_until_today()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "left-early", new JsonObject { ["how"] = "before-seen", ["at"] = bed.Now, ["with"] = "Nobody knows", ["danger"] = false })).Is(200);
        Assert.All(await bed.NoticesAsync(), notice => Assert.Equal((false, "left-before-seen ring-back"), (notice.Red, notice.Words)));
    }

    [Fact]
    public async Task Week_lists_children_with_a_concern_a_plan_self_harm_or_who_left_and_one_line_each()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync(plan: true);
        (await bed.AddAsync(visit, "concern", bed.Concern(("kinds", new JsonArray("self-harm"))))).Is(200);
        (await bed.AddAsync(visit, "left-early", new JsonObject { ["how"] = "before-seen", ["at"] = bed.Now, ["with"] = "Nobody knows", ["danger"] = false })).Is(200);
        (await bed.Gateway.GetAsync("v1/visits/meeting", "nurse")).Is(403);
        (await bed.Gateway.GetAsync("v1/visits/meeting?from=monday", "ed-treating-clinician")).Is(400);

        Assert.Equal(["concern", "plan", "self-harm", "left-early"], Why(Assert.Single(await WeekAsync(bed, "2026-11-16"))));

        (await bed.AddAsync(visit, "meeting-outcome", new JsonObject { ["outcome"] = "The health visitor sees her this week." }, "ed-treating-clinician")).Is(200);
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(2));
        var later = Assert.Single(await WeekAsync(bed));
        Assert.Equal("The health visitor sees her this week.", later.GetProperty("outcome").GetString());
        // The encounter ended a day ago: that there is a plan is nobody's to read there any more.
        Assert.Equal(["concern", "known", "self-harm", "left-early"], Why(later));
        Assert.Empty((await bed.Gateway.GetAsync("v1/visits/meeting?from=2026-11-01", "ed-treating-clinician")).Is(200).Json.GetProperty("visits").EnumerateArray());
    }

    private static async Task<JsonElement[]> WeekAsync(VisitBed bed, string? from = null) =>
        [.. (await bed.Gateway.GetAsync("v1/visits/meeting" + (from is null ? "" : "?from=" + from), "ed-treating-clinician")).Is(200).Json.GetProperty("visits").EnumerateArray()];

    private static IEnumerable<string?> Why(JsonElement row) => row.GetProperty("why").EnumerateArray().Select(word => word.GetString());
}
