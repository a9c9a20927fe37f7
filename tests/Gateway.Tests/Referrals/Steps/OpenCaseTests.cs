using System.Text.Json;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>What comes about a child whose case is open reaches whoever has it, and is never counted as a referral; and danger waits for no such question.</summary>
public sealed class OpenCaseTests(PostgresServer server)
{
    private const string Worker = "csc-social-worker";

    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Of_an_open_case_nothing_is_recorded_as_a_referral_and_its_worker_is_told(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var open = await OpenAsync(bed);
        var told = await TakenAsync(bed, "second-nurse");

        foreach (var outcome in (string[])["assessment", "no-further-action", "advice", "early-help"])
            Assert.Equal("open-case", await told.NotAsync(Worker, "decision.made", Decision(outcome)));
        Assert.Equal("open-case", await told.ThenAsync("csc-front-door", "decision.made", Decision("open-case")));

        await Background.InboxAsync(bed.Gateway);
        var notice = (await bed.Gateway.GetAsync("v1/notices", Worker)).Is(200).Json.GetProperty("notices").EnumerateArray().Single(one => one.Text("event") == "information-added");
        Assert.Equal(told.Referral.ToString(), notice.GetProperty("subject").Text("id"));
        Assert.Equal(open.Child, (await told.StepsAsync(Worker)).GetProperty("steps").EnumerateArray().Single(step => step.Text("event") == "decision.made").GetProperty("facts").GetProperty("openCase").GetProperty("child").GetGuid());
        Assert.Equal("closed", await told.ThenAsync(Worker, "open_case.acknowledged"));
        // The case is history, and counts; what was passed to it is history, and does not.
        var later = await TakenAsync(bed, "nurse");
        var earlier = (await bed.Gateway.GetAsync($"v1/referrals/{later.Referral}/earlier", "csc-front-door")).Is(200).Json;
        Assert.Equal([told.Referral], earlier.GetProperty("earlier").EnumerateArray().Where(one => one.TryGetProperty("information", out var said) && said.GetBoolean()).Select(one => one.GetProperty("other").GetProperty("referral").GetGuid()));
        Assert.Equal(1, earlier.GetProperty("counts")[0].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task A_strategy_discussion_waits_for_no_case_and_is_counted_with_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        await OpenAsync(bed);
        var told = await TakenAsync(bed, "second-nurse");

        Assert.Equal("strategy", await told.ThenAsync("csc-emergency-duty", "decision.made", Decision("strategy")));

        var later = await TakenAsync(bed, "nurse");
        var earlier = (await bed.Gateway.GetAsync($"v1/referrals/{later.Referral}/earlier", "csc-front-door")).Is(200).Json;
        Assert.Equal((2, 1), (earlier.GetProperty("earlier").GetArrayLength(), earlier.GetProperty("counts")[0].GetProperty("count").GetInt32()));
        // And what is open now is two.
        Assert.Equal("open-case", await later.NotAsync(Worker, "decision.made", Decision("assessment")));
    }

    [Fact]
    public async Task Where_whoever_decides_has_the_case_themselves_the_front_door_is_told()
    {
        await using var bed = await ReferralBed.StartAsync();
        await OpenAsync(bed);
        var told = await TakenAsync(bed, "second-nurse");
        Assert.Equal("open-case", await told.ThenAsync(Worker, "decision.made", Decision("open-case")));

        await Background.InboxAsync(bed.Gateway);
        // On a Saturday night the emergency duty team is there for it.
        var all = new List<JsonElement>();
        foreach (var who in (string[])["csc-front-door", "csc-emergency-duty"]) all.AddRange((await bed.Gateway.GetAsync("v1/notices", who)).Is(200).Json.GetProperty("notices").EnumerateArray());
        Assert.Contains(all, one => one.Text("event") == "information-added" && one.GetProperty("subject").Text("id") == told.Referral.ToString());
    }

    [Fact]
    public async Task Nobody_is_refused_by_a_name_alone_by_another_number_or_by_a_case_that_is_over()
    {
        await using var bed = await ReferralBed.StartAsync();
        await OpenAsync(bed);
        // Called the same and born on the same day: that may be another child.
        Assert.Equal("assessment", await (await TakenAsync(bed, "nurse", number: null)).ThenAsync(Worker, "decision.made", Decision("assessment")));
        Assert.Equal("assessment", await (await TakenAsync(bed, "nurse", number: 1)).ThenAsync(Worker, "decision.made", Decision("assessment")));
        var over = await TakenAsync(bed, "nurse", number: 2);
        Assert.Equal("no-further-action", await over.ThenAsync(Worker, "decision.made", Decision("no-further-action")));

        Assert.Equal("assessment", await (await TakenAsync(bed, "second-nurse", number: 2)).ThenAsync(Worker, "decision.made", Decision("assessment")));
    }

    private static async Task<OneChild> OpenAsync(ReferralBed bed)
    {
        var open = await TakenAsync(bed, "nurse");
        Assert.Equal("assessment", await open.ThenAsync(Worker, "decision.made", Decision("assessment")));
        return open;
    }

    private static async Task<OneChild> TakenAsync(ReferralBed bed, string asker, int? number = 0)
    {
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var child = await bed.AgainAsync(asker, number);
        await child.ThenAsync(Worker, "referral.taken");
        return child;
    }
}
