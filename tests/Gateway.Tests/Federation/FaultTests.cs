using System.Diagnostics;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation;

public sealed class FaultTests
{
    private static readonly TestChild Child = TestChild.Of(20, "ZB1 1AA");

    [Theory]
    [InlineData(Fault.Html)]
    [InlineData(Fault.Truncated)]
    [InlineData(Fault.WrongSchema)]
    [InlineData(Fault.DuplicateMembers)]
    [InlineData(Fault.MissingItem)]
    public Task A9_WhatIsNoAnswerUnderTheContract_IsNotKnown(Fault fault) => IsNotKnownAsync("rejected-unverified", fault);

    [Fact]
    public Task A10_StateOfANewerVersion_IsNotKnown() => IsNotKnownAsync("rejected-unverified", Fault.UnknownState);

    [Fact]
    public Task A14_CustodianThatSaysMaintenance_IsNotKnown() => IsNotKnownAsync("maintenance", Fault.Maintenance);

    [Theory]
    [InlineData(Fault.Reset)]
    [InlineData(Fault.ResetBody)]
    [InlineData(Fault.Refuse)]
    [InlineData(Fault.Error)]
    public Task B3_CustodianThatBreaksOff_IsNotKnown(Fault fault) => IsNotKnownAsync("no-reply", fault);

    [Fact]
    public Task B7_Redirect_IsNotFollowed() => IsNotKnownAsync("rejected-unverified", Fault.Redirect);

    [Theory]
    [InlineData(Fault.Busy)]
    [InlineData(Fault.LeaveAlone)]
    public Task B13_CustodianThatIsBusy_IsNotKnown(Fault fault) => IsNotKnownAsync("busy", fault);

    [Fact]
    public Task D2_CustodianWhoseClockIsAnHourAhead_IsNotKnown() => IsNotKnownAsync("rejected-unverified", Fault.ClockAhead);

    [Theory]
    [InlineData(Fault.WrongRequest)]
    [InlineData(Fault.WrongSignature)]
    [InlineData(Fault.NotSigned)]
    [InlineData(Fault.Replayed)]
    public Task D6_AnswerThatIsNotTheCustodiansToThisQuestion_IsNotKnown(Fault fault) => IsNotKnownAsync("rejected-unverified", fault);

    // Whatever a custodian does is not known, and none of its text goes further. Returned are the bytes that the asking allocated.
    internal static async Task<long> IsNotKnownAsync(string because, Fault fault)
    {
        await using var gateway = await StartAsync();
        // What is held elsewhere makes no difference here: the damaged council is the one that nobody else speaks for.
        await gateway.Agencies.SetAsync("brackenford-csc", new Behaviour(Fault: fault));
        await gateway.CheckAsync(Child, "attendance-count");
        var (before, clock) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.StartNew());

        var answer = (await gateway.AskAsync(new Question(Child, "plan-flag", "plan-dates", "lead-social-worker") { Deadline = 1000 })).Is(200);
        var (took, bytes) = (clock.ElapsedMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - before);

        Assert.InRange(took, 0, 1250);
        Assert.Equal("not-known", answer.Says("plan-flag"));
        Assert.Equal([because], answer.Because("plan-flag"));
        Assert.Equal(("not-known", because), (answer.Source("brackenford-csc").GetProperty("answer").GetString(), answer.Source("brackenford-csc").GetProperty("because").GetString()));
        Assert.Equal("0113 496 0102", answer.Source("brackenford-csc").GetProperty("ring").GetProperty("number").GetString());
        Assert.Equal("Not known whether there is a child protection plan. Ring before you decide.", answer.Headline);
        Assert.Contains("No answer from 1: Brackenford children's services.", Assert.Single(answer.Incomplete));
        Assert.All((string[])["Simulated", "Portal", "Workermark", "Teammark", "960777", "14 May", "Exception", "HttpRequest", "doctype"], text => Assert.DoesNotContain(text, answer.Text));
        Assert.Equal(0, gateway.Agencies.RedirectsFollowed);
        return bytes;
    }

    [Theory]
    [InlineData(Fault.WrongSignature)]
    [InlineData(Fault.NotSigned)]
    [InlineData(Fault.Replayed)]
    public async Task D6_RelationshipThatIsNotTheAgencysOwnWord_IsNotConfirmedAndNobodyIsAsked(Fault fault)
    {
        await using var gateway = await StartAsync();
        await gateway.Agencies.SetAsync("alder-valley-nhs-trust", new Behaviour(Fault: fault));

        var answer = (await gateway.CheckAsync(Child, "plan-flag")).Is(403);

        Assert.Equal(0, gateway.AskedOfAnybody);
        Assert.DoesNotContain("Workermark", answer.Text);
    }

    [Fact]
    public async Task A14_AnnouncedMaintenance_IsNotAskedAndComesBackWithoutPenalty()
    {
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(Child) { Maintenance = ("brackenford-csc", GatewayHost.Night.AddHours(-1), GatewayHost.Night.AddMinutes(10)) });
        gateway.Attends(Child);
        for (var check = 0; check < 6; check++)
        {
            var answer = (await gateway.CheckAsync(Child, "plan-flag")).Is(200);
            Assert.Equal(("not-known", "maintenance"), (answer.Says("plan-flag"), answer.Source("brackenford-csc").GetProperty("because").GetString()));
        }

        Assert.Equal(0, gateway.Asked("brackenford-csc"));
        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal("nothing-held", (await gateway.CheckAsync(Child, "plan-flag")).Is(200).Says("plan-flag"));
    }

    [Fact]
    public async Task B10_CouncilThatKeepsFailing_IsNamedAsNotAskedAndTheOthersAnswer()
    {
        await using var gateway = await StartAsync();
        await gateway.Agencies.SetAsync("brackenford-csc", new Behaviour(Fault: Fault.Error));
        for (var check = 0; check < 5; check++) await gateway.CheckAsync(Child, "plan-flag");

        var answer = (await gateway.CheckAsync(Child, "plan-flag")).Is(200);

        Assert.Equal(5, gateway.Asked("brackenford-csc"));
        Assert.Equal("not-known", answer.Says("plan-flag"));
        Assert.Equal(("not-asked", "Was not asked. Treat this as not known."), (answer.Source("brackenford-csc").GetProperty("because").GetString(), answer.Source("brackenford-csc").GetProperty("words").GetString()));
        Assert.Equal("partial; answered=4; expected=5", answer.Headers["Completeness"].Single());
        // It is well again, and after the pause the next question finds that out.
        await gateway.Agencies.ResetAsync();
        gateway.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("yes", (await gateway.CheckAsync(Child, "plan-flag")).Is(200).Says("plan-flag"));
    }

    [Fact]
    public async Task Custodian_that_asks_to_be_rung_has_answered()
    {
        await using var gateway = await StartAsync();
        foreach (var council in (string[])["aldersham", "brackenford", "castlebridge", "dunmere", "eastholt"])
            await gateway.Agencies.SetAsync(council + "-csc", new Behaviour(Fault: Fault.Withheld));

        var answer = (await gateway.CheckAsync(Child, "plan-flag")).Is(200);

        Assert.Equal(("not-known", "withheld"), (answer.Says("plan-flag"), answer.Source("brackenford-csc").GetProperty("answer").GetString()));
        Assert.Equal("Asks to be rung about this child.", answer.Source("brackenford-csc").GetProperty("words").GetString());
    }

    [Theory]
    [InlineData("brackenford-csc", 61, "not-known")]
    [InlineData("brackenford-csc", 59, "nothing-held")]
    [InlineData("eastholt-csc", 61, "nothing-held")]
    [InlineData("eastholt-csc", 24 * 60 + 1, "not-known")]
    public async Task A15_OldNothing_IsNotKnownSoonerForTheChildsOwnCouncil(string custodian, int minutes, string said)
    {
        var child = TestChild.Of(21, "ZB1 1AA");
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Attends(child);
        await gateway.Agencies.SetAsync(custodian, new Behaviour(StaleMinutes: minutes));

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal(said, answer.Says("plan-flag"));
        if (said == "not-known") Assert.Equal(["stale"], answer.Because("plan-flag"));
    }

    [Fact]
    public async Task Old_plan_is_a_plan_with_its_age()
    {
        await using var gateway = await StartAsync();
        await gateway.Agencies.SetAsync("brackenford-csc", new Behaviour(StaleMinutes: 3 * 24 * 60));

        var answer = (await gateway.CheckAsync(Child, "plan-flag")).Is(200);

        Assert.Equal("yes", answer.Says("plan-flag"));
        Assert.StartsWith("Has information. As of 19 November 2026", answer.Source("brackenford-csc").GetProperty("words").GetString());
    }

    [Fact]
    public async Task A2_NobodyAnswering_IsAProblemWithEveryNumber()
    {
        await using var gateway = await StartAsync();
        foreach (var council in (string[])["aldersham", "brackenford", "castlebridge", "dunmere", "eastholt"])
            await gateway.Agencies.SetAsync(council + "-csc", new Behaviour(Fault: Fault.Silent));

        var answer = (await gateway.AskAsync(new Question(Child, "plan-flag") { Deadline = 800 })).Is(503);

        Assert.Equal(("urn:gateway:problem:no-custodian-answered", "none; answered=0; expected=5"), (answer.Type, answer.Headers["Completeness"].Single()));
        Assert.Equal(5, answer.Sources.Count(source => source.GetProperty("ring").GetProperty("number").GetString()!.Length > 0));
        Assert.Equal(["0113 496 0102", "01632 960102"], answer.NumbersToRing);
    }

    [Fact]
    public async Task Home_council_off_the_service_is_not_known_and_another_is_not_missed()
    {
        var here = TestChild.Of(22, "ZA1 1AA");
        var there = TestChild.Of(23, "ZF1 1AA");
        var moved = TestChild.Of(24, "ZA1 1AA") with { Before = [("ZF1 1AA", new DateOnly(2023, 3, 4), new DateOnly(2026, 2, 1))] };
        await using var gateway = await GatewayHost.StartAsync(here, there, moved);
        foreach (var child in (TestChild[])[here, there, moved]) gateway.Attends(child);

        Assert.Equal("nothing-held", (await gateway.CheckAsync(here, "plan-flag")).Is(200).Says("plan-flag"));
        foreach (var child in (TestChild[])[there, moved])
        {
            var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);
            Assert.Equal("not-known", answer.Says("plan-flag"));
            Assert.Equal(("not-covered", "01632 960504"), (answer.Source("farrowdale-csc").GetProperty("because").GetString(), answer.Source("farrowdale-csc").GetProperty("ring").GetProperty("number").GetString()));
        }
    }

    [Fact]
    public async Task Address_of_no_known_council_is_somebody_who_was_not_asked()
    {
        var abroad = TestChild.Of(25, "YY1 1AA");
        await using var gateway = await GatewayHost.StartAsync(abroad);
        gateway.Attends(abroad);

        var answer = (await gateway.CheckAsync(abroad, "plan-flag")).Is(200);

        Assert.Equal("not-known", answer.Says("plan-flag"));
        Assert.Equal("not-covered", answer.Source("council-not-known").GetProperty("because").GetString());
    }

    [Fact]
    public async Task Protected_home_council_off_the_service_is_missing_without_its_name()
    {
        var child = TestChild.Of(26, "ZF1 1AA", isProtected: true);
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Attends(child);

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal("not-known", answer.Says("plan-flag"));
        Assert.DoesNotContain("arrowdale", answer.Text);
        Assert.Contains("A council that is not on this service", Assert.Single(answer.Incomplete));
    }

    [Fact]
    public async Task A17_NationalRegisterWithSlowCouncils_IsAnsweredInTimeWithEveryOneByName()
    {
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(Child) { MoreCouncils = 147 });
        gateway.Attends(Child);
        var slow = Enumerable.Range(1, 15).Select(n => $"north-council-{n * 9}-csc").ToArray();
        foreach (var council in slow) await gateway.Agencies.SetAsync(council, new Behaviour(Fault: Fault.Silent));
        string[] items = ["plan-flag", "plan-category", "plan-dates", "lead-social-worker", "looked-after", "plan-ended", "sibling-on-plan", "attendance-count", "attendance-dates", "attendance-site"];
        await gateway.CheckAsync(Child, "attendance-count");
        var clock = Stopwatch.StartNew();

        var answer = (await gateway.AskAsync(new Question(Child, items) { Deadline = 3000 })).Is(200);

        Assert.InRange(clock.ElapsedMilliseconds, 0, 3250);
        Assert.Equal("partial; answered=144; expected=159", answer.Headers["Completeness"].Single());
        Assert.Equal(159, answer.Sources.Select(source => source.GetProperty("custodian").GetString()).Distinct().Count());
        Assert.All(slow, council => Assert.Equal("timed-out", answer.Source(council).GetProperty("because").GetString()));
        Assert.Equal(15, answer.Sources.Count(source => source.GetProperty("answer").GetString() == "not-known"));
        Assert.Equal(144, answer.Sources.Count(source => source.GetProperty("answer").GetString() == "nothing-held"));
    }

    private static async Task<GatewayHost> StartAsync()
    {
        var gateway = await GatewayHost.StartAsync(Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
