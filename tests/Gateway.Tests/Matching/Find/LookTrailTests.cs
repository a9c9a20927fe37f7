using Gateway.Agencies;
using Gateway.Matching.Find;
using Gateway.Rules.Matching.Questions;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Matching.Find;

/// <summary>What one practitioner can try, however long they go on.</summary>
public sealed class LookTrailTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Forty_thousand_looks_of_one_practitioner_come_to_no_more_than_a_shift_has_and_are_refused_within_thirty()
    {
        await using var gateway = await GatewayHost.StartAsync(TestChild.Of(310));
        var (trail, patterns, asker) = Parts(gateway);
        var fine = 0;
        var firstRefused = int.MaxValue;
        for (var look = 0; look < 40_000; look++)
        {
            gateway.Clock.Advance(TimeSpan.FromSeconds(1));
            var question = new MatchingQuestion { Given = $"Name{look % 211}", Surname = $"Family{look % 199}", DateOfBirth = new DateOnly(2012, 1, 1).AddDays(look % 3000) };
            if (await trail.TakeAsync(asker, patterns.Of(question, gateway.Clock.GetUtcNow()), None) == LookVerdict.Fine) fine++;
            else firstRefused = Math.Min(firstRefused, look);
        }

        Assert.InRange(firstRefused, 1, 29);
        Assert.InRange(fine, 1, 60);
    }

    [Fact]
    public async Task Seventh_date_against_an_otherwise_equal_question_is_refused_and_six_are_not()
    {
        await using var gateway = await GatewayHost.StartAsync(TestChild.Of(311));
        var (trail, patterns, asker) = Parts(gateway);
        var verdicts = new List<LookVerdict>();
        for (var day = 1; day <= 7; day++)
            verdicts.Add(await trail.TakeAsync(asker, patterns.Of(new MatchingQuestion { Given = "Ella", Surname = "Begum", DateOfBirth = new DateOnly(2018, 3, day) }, gateway.Clock.GetUtcNow()), None));

        Assert.Equal([.. Enumerable.Repeat(LookVerdict.Fine, 6), LookVerdict.Walks], verdicts);
    }

    [Fact]
    public async Task Fifth_name_against_an_otherwise_equal_question_is_refused_and_four_are_not()
    {
        await using var gateway = await GatewayHost.StartAsync(TestChild.Of(312));
        var (trail, patterns, asker) = Parts(gateway);
        var verdicts = new List<LookVerdict>();
        foreach (var name in (string[])["Ella", "Ellie", "Elle", "Elsa", "Elsie"])
            verdicts.Add(await trail.TakeAsync(asker, patterns.Of(new MatchingQuestion { Given = name, Surname = "Begum", DateOfBirth = new DateOnly(2018, 3, 1) }, gateway.Clock.GetUtcNow()), None));

        Assert.Equal([.. Enumerable.Repeat(LookVerdict.Fine, 4), LookVerdict.Walks], verdicts);
    }

    [Fact]
    public async Task Looks_at_once_are_counted_each()
    {
        await using var gateway = await GatewayHost.StartAsync(TestChild.Of(313));
        var (trail, patterns, asker) = Parts(gateway);

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 100).Select(look => Task.Run(() =>
            trail.TakeAsync(asker, patterns.Of(new MatchingQuestion { Given = $"Name{look}", Surname = $"Family{look}", DateOfBirth = new DateOnly(2012, 1, 1).AddDays(look) }, gateway.Clock.GetUtcNow()), None))));

        Assert.Equal(20, verdicts.Count(verdict => verdict == LookVerdict.Fine));
    }

    private static (LookTrail, LookPatterns, Practitioner) Parts(GatewayHost gateway)
    {
        var services = gateway.Services;
        var agency = services.GetRequiredService<Register>().Agencies["alder-valley-nhs-trust"];
        return (services.GetRequiredService<LookTrail>(), services.GetRequiredService<LookPatterns>(), new Practitioner(agency, "a-nurse", "ed-triage-clinician", null));
    }
}
