using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Departments;

/// <summary>A visit that nobody ended leaves the list by a person's hand, and never in place of a discharge.</summary>
public sealed class OverdueVisitTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Child_who_is_not_there_any_more_leaves_the_list_and_whoever_worried_is_told_to_find_out(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "concern", bed.Concern())).Is(200);
        Assert.Equal("urn:gateway:problem:visit-not-over", (await bed.AddAsync(visit, "gone", Gone())).Is(409).Type);
        Assert.False(Assert.Single(await ListedAsync(bed)).TryGetProperty("overdue", out _));

        bed.Gateway.Clock.Advance(TimeSpan.FromHours(13));

        Assert.True(Assert.Single(await ListedAsync(bed)).GetProperty("overdue").GetBoolean());
        // While the department's own system shows the child there, or says nothing, the child may be there.
        Assert.Equal("urn:gateway:problem:visit-not-over", (await bed.AddAsync(visit, "gone", Gone())).Is(409).Type);
        await bed.Gateway.Agencies.SetAsync("alder-valley-nhs-trust", new Behaviour(Fault: Fault.Error));
        (await bed.AddAsync(visit, "gone", Gone())).Is(409);
        await bed.Gateway.Agencies.ResetAsync();
        // It shows another attendance of the child, and this one no more.
        bed.Gateway.Attends(VisitBed.Child, "brook-street-ed", "ENC-95", minutesAgo: -12 * 60);
        Assert.Equal(["/reason", "/where"], (await bed.AddAsync(visit, "gone", new JsonObject { ["reason"] = "Too short." })).Is(400).Fields);
        Assert.Equal(404, (await bed.AddAsync(visit, "gone", Gone(), "brackenford-nurse")).Status);
        Assert.DoesNotContain(await bed.ToldAsync(), told => told.StartsWith("left-early", StringComparison.Ordinal));

        var gone = (await bed.AddAsync(visit, "gone", Gone())).Is(200).Json;

        Assert.Equal("not-recorded", Word(gone, "state"));
        // What was open is open: nobody let the child go.
        Assert.Contains(VisitBed.Things(await bed.ReadAsync(visit)), thing => thing.StartsWith("concern:", StringComparison.Ordinal));
        Assert.Empty(await ListedAsync(bed));
        Assert.Equal(
            ["left-early front-door aldersham-council", "left-early front-door brackenford-council", "left-early gp millpond-surgery"],
            (await bed.ToldAsync()).Where(told => told.StartsWith("left-early", StringComparison.Ordinal)));
        var week = (await bed.Gateway.GetAsync("v1/visits/meeting?from=2026-11-16", "ed-treating-clinician")).Is(200).Json;
        var met = Assert.Single(week.GetProperty("visits").EnumerateArray());
        Assert.Equal((0, 0, 1), (week.GetProperty("overridden").GetInt32(), week.GetProperty("wentHomeWithConcern").GetInt32(), week.GetProperty("goneWithConcern").GetInt32()));
        Assert.Equal(["concern", "not-recorded"], met.GetProperty("why").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("urn:gateway:problem:visit-ended", (await bed.AddAsync(visit, "discharge", bed.Discharge())).Is(409).Type);
    }

    [Fact]
    public async Task Child_who_was_not_found_leaves_the_list_once_the_attendance_is_over_and_somebody_is_told_to_find_out()
    {
        await using var bed = await VisitBed.StartEndingAsync(hours: 14);
        var visit = VisitBed.VisitOf((await bed.BeginUnfoundAsync()).Is(200));
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(13));
        (await bed.AddAsync(visit, "gone", Gone())).Is(409);
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("not-recorded", Word((await bed.AddAsync(visit, "gone", Gone())).Is(200).Json, "state"));

        // Nobody knows who the child is: that nobody worried says nothing.
        Assert.Equal(["left-early front-door aldersham-council", "left-early front-door brackenford-council"], (await bed.ToldAsync()).Where(told => told.Contains("front-door", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Another_child_of_the_same_description_ends_no_visit()
    {
        await using var bed = await VisitBed.StartEndingAsync(hours: 14);
        var visit = VisitBed.VisitOf((await bed.BeginUnfoundAsync()).Is(200));
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(13));
        var other = TestChild.Of(76) with { Born = VisitBed.Child.Born };
        bed.Gateway.Attends(other, "brook-street-ed", "ENC-96");
        bed.Gateway.Agencies.AddNames(other.Number, other.Born, "Typedmark", "Othermark");

        Assert.Equal("urn:gateway:problem:visit-not-over", (await bed.AddAsync(visit, "gone", Gone())).Is(409).Type);
    }

    [Fact]
    public async Task Colleague_whose_involvement_is_not_known_ends_no_visit()
    {
        await using var bed = await VisitBed.StartEndingAsync(hours: 14, involved: "nurse");
        var visit = await bed.BegunAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(15));

        Assert.Equal("urn:gateway:problem:visit-not-over", (await bed.AddAsync(visit, "gone", Gone(), "second-nurse")).Is(409).Type);
        // An attendance of two years ago, on which the colleague worked, says nothing of this one.
        var longAgo = bed.Gateway.Clock.GetUtcNow().AddYears(-2);
        bed.Gateway.Agencies.AddRelationship(new RelationshipRecord("alder-valley-nhs-trust", "second-nurse", VisitBed.Child.Number, VisitBed.Child.Born, "encounter", "ENC-11", longAgo, longAgo.AddHours(2), "brook-street-ed", false));
        Assert.Equal("urn:gateway:problem:visit-not-over", (await bed.AddAsync(visit, "gone", Gone(), "second-nurse")).Is(409).Type);
        Assert.Equal("not-recorded", Word((await bed.AddAsync(visit, "gone", Gone())).Is(200).Json, "state"));
    }

    private static JsonObject Gone() => new() { ["reason"] = "Reasonmark: the bay is empty and nobody saw them go.", ["where"] = "Nobody knows" };

    private static async Task<JsonElement[]> ListedAsync(VisitBed bed) => [.. (await bed.Gateway.GetAsync("v1/visits", "nurse")).Is(200).Json.GetProperty("visits").EnumerateArray()];

    private static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
