using Gateway.Audit;
using Gateway.Disclosure.Admission;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>Too much at once: what can wait gives way first, a flood holds back its own agency, and whoever has no place is told whom to ring.</summary>
public sealed class AdmissionTests
{
    private static readonly TestChild Child = TestChild.Of(81);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task G2_WhatCanWait_GivesWayFirstAndTheUrgentIsAnswered()
    {
        await using var gateway = await StartAsync(("AtOnce", "3"), ("AtOnceThatCanWait", "2"), ("AgencyAtOnce", "3"));
        gateway.Involve("millpond-surgery", "registration", Child);
        gateway.Attends(Child);
        var (release, both) = (new TaskCompletionSource(), new CountdownEvent(2));
        gateway.Relay!.Between = path =>
        {
            if (!path.StartsWith("/millpond-surgery/", StringComparison.Ordinal)) return Task.CompletedTask;
            both.Signal();
            return release.Task;
        };
        var held = Enumerable.Range(0, 2).Select(_ => gateway.AskAsync(OfTheGp())).ToArray();
        await Task.Run(() => both.Wait(Cancellation), Cancellation);

        var third = (await gateway.AskAsync(OfTheGp())).Is(503);
        var urgent = (await gateway.CheckAsync(Child, "plan-flag")).Is(200);

        Assert.Equal(("urn:gateway:problem:too-busy", "1"), (third.Type, Assert.Single(third.Headers["Retry-After"])));
        Assert.NotEmpty(third.NumbersToRing);
        Assert.Equal("nothing-held", urgent.Says("plan-flag"));
        // Well again as soon as there are places, and whoever had none may send the same again.
        gateway.Relay.Between = _ => Task.CompletedTask;
        release.SetResult();
        foreach (var answer in await Task.WhenAll(held)) answer.Is(200);
        (await gateway.AskAsync(OfTheGp())).Is(200);
    }

    [Fact]
    public async Task G2_WhereEveryPlaceIsTaken_TheUrgentIsToldAtOnceAndNothingIsRecorded()
    {
        await using var gateway = await StartAsync(("AtOnce", "2"), ("AtOnceThatCanWait", "1"), ("AgencyAtOnce", "2"));
        gateway.Attends(Child);
        var (release, both) = (new TaskCompletionSource(), new CountdownEvent(2));
        gateway.Relay!.Between = path =>
        {
            if (!path.EndsWith("/v1/relationships", StringComparison.Ordinal)) return Task.CompletedTask;
            both.Signal();
            return release.Task;
        };
        var held = Enumerable.Range(0, 2).Select(_ => gateway.CheckAsync(Child, "plan-flag")).ToArray();
        await Task.Run(() => both.Wait(Cancellation), Cancellation);
        var question = new Question(Child, "plan-flag") { Asker = "brackenford-nurse" };

        var refused = (await gateway.AskAsync(question)).Is(503);
        gateway.Relay.Between = _ => Task.CompletedTask;
        release.SetResult();
        await Task.WhenAll(held);

        Assert.Equal("urn:gateway:problem:too-busy", refused.Type);
        Assert.NotEmpty(refused.NumbersToRing);
        Assert.DoesNotContain(await gateway.Entries.OfAsync(EntryType.Decision), entry => entry.Common.GetProperty("agency").GetString() == "brackenford-hospitals-nhs-trust");
        // The same id is the same question still: it was never answered.
        (await gateway.AskAsync(question)).Is(403);
    }

    [Fact]
    public async Task G3_AgencyThatFloods_IsHeldBackAndTheOthersAreAnswered()
    {
        await using var gateway = await StartAsync(("AgencyASecond", "1"), ("AgencyTogether", "5"));
        gateway.Attends(Child);
        gateway.Involve("northshire-police", "incident", Child);
        var flood = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => gateway.CheckAsync(Child, "plan-flag")));

        var other = await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "police-frontline", Purpose = "domestic-abuse-incident" });

        other.Is(200);
        var (answered, held) = (flood.Where(answer => answer.Status == 200).ToList(), flood.Where(answer => answer.Status != 200).ToList());
        // A second or two may have given back a place while they came.
        Assert.InRange(answered.Count, 5, 12);
        Assert.All(held, answer => Assert.Equal("urn:gateway:problem:too-many-checks", answer.Is(429).Type));
        Assert.All(held, answer => Assert.NotEmpty(answer.NumbersToRing));
        Assert.Equal(answered.Count, (await gateway.Entries.OfAsync(EntryType.Decision)).Count(entry => entry.Common.GetProperty("agency").GetString() == "alder-valley-nhs-trust"));
    }

    [Fact]
    public async Task G3_FloodOfWhatCanWait_DoesNotHoldBackTheUrgentOfTheSameAgency()
    {
        await using var gateway = await StartAsync(("AgencyASecond", "1"), ("AgencyTogether", "3"));
        gateway.Involve("northshire-police", "incident", Child);
        var flood = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "police-investigator", Purpose = "crime" })));

        var officer = await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "police-frontline", Purpose = "domestic-abuse-incident" });

        Assert.Contains(flood, answer => answer.Status == 429);
        officer.Is(200);
    }

    [Fact]
    public async Task Retry_of_a_question_that_was_answered_needs_no_place()
    {
        await using var gateway = await StartAsync(("AgencyASecond", "1"), ("AgencyTogether", "1"));
        gateway.Attends(Child);
        var question = new Question(Child, "plan-flag");
        var first = (await gateway.AskAsync(question)).Is(200);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => gateway.AskAsync(question))), again => Assert.Equal(first.Bytes, again.Is(200).Bytes));
    }

    [Fact]
    public void Limits_that_cannot_be_worked_with_are_named()
    {
        Assert.Empty(new AdmissionLimits().Faults);
        Assert.Equal(["Gateway:Admission:AtOnceThatCanWait must be from 1 to 511."], new AdmissionLimits { AtOnceThatCanWait = 512 }.Faults);
        Assert.Equal(["Gateway:Admission:Urgent: 'soon' is not a purpose."], new AdmissionLimits { Urgent = ["soon"] }.Faults);
        Assert.Equal(3, new AdmissionLimits { AgencyAtOnce = 0, AgencyASecond = 0, AgencyTogether = 0 }.Faults.Length);
    }

    private static Question OfTheGp() => new(Child, "plan-flag") { Asker = "gp", Purpose = "scheduled-care" };

    private static Task<GatewayHost> StartAsync(params (string Name, string Value)[] limits) => GatewayHost.StartAsync(null, "Sqlite", new Setting(Child)
    {
        Recorded = true,
        More = limits.ToDictionary(limit => "Gateway:Admission:" + limit.Name, limit => limit.Value),
    });
}
