using System.Text.Json.Nodes;
using Gateway.Tests.Concerns;
using Gateway.Tests.Departments;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Gateway.Tests.Referrals.Steps;
using static Gateway.Tests.Chronology.ChronologyBed;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Chronology;

/// <summary>Whoever said that the family, or somebody in it, must not find out is heard: each line of what they said it of says so, and is not chosen at first.</summary>
public sealed class KeepFromFamilyTests
{
    [Theory, InlineData(null, false), InlineData("visit-together", false), InlineData("not-the-family", true), InlineData("one-must-not-know", true)]
    public async Task Handling_of_a_referral_that_the_parents_know_of_is_on_each_line_of_it(string? handling, bool kept)
    {
        await using var bed = await StartAsync();
        var family = With(("parentsTold", "yes"), ("agreed", "yes"), ("keepFromFamily", false));
        if (handling is not null) family["handling"] = new JsonArray(handling);
        var referral = await bed.ReferredAsync(family: family);
        var child = new OneChild(bed, referral, ReferralBed.OnlyChildOf(await bed.ReadAsync(referral)));
        await child.ThenAsync("csc-social-worker", "referral.taken");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));

        var lines = LinesOf(await bed.AtTheFrontDoorAsync());

        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Equal(kept, line.GetProperty("keepFromFamily").GetBoolean()));
    }

    [Fact]
    public async Task Agency_that_was_only_asked_reads_nothing_of_the_family_and_keeps_it_from_them()
    {
        await using var bed = await StartAsync();
        var referral = await bed.ReferredAsync(family: With(("parentsTold", "no"), ("agreed", "not-asked"), ("because", "risk-to-child"), ("reason", "She would be at more risk."), ("keepFromFamily", false)));
        var child = new OneChild(bed, referral, ReferralBed.OnlyChildOf(await bed.ReadAsync(referral)));
        await child.ThenAsync("csc-social-worker", "referral.taken");
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("agencies", new JsonArray(With(("agency", "millpond-surgery")))), ("purpose", "section-47"), ("question", "When was she last seen, and who brought her?")));

        var line = Assert.Single(LinesOf(await bed.DrawAsync("gp", Body(purpose: "scheduled-care"))));

        Assert.StartsWith("step-", line.GetProperty("id").GetString());
        Assert.True(line.GetProperty("keepFromFamily").GetBoolean());
    }

    [Fact]
    public async Task Concern_of_which_somebody_must_not_know_is_kept_with_all_that_was_added_and_another_is_not()
    {
        await using var bed = await StartAsync();
        var open = await bed.WrittenAsync();
        var kept = await bed.WrittenAsync(written => written["handling"] = new JsonArray("one-must-not-know"));
        foreach (var concern in (Guid[])[open, kept]) (await bed.AddAsync(concern, "Addedmark: she said it again.")).Is(200);

        var lines = LinesOf(await bed.DrawAsync()).ToLookup(line => line.GetProperty("keepFromFamily").GetBoolean(), line => line.GetProperty("id").GetString()!);

        Assert.Contains($"concern-{kept:N}", lines[true]);
        Assert.Contains($"concern-{open:N}", lines[false]);
        Assert.Equal((2, 2), (lines[true].Count(), lines[false].Count()));
    }

    [Fact]
    public async Task What_a_concern_of_a_visit_said_is_on_every_line_of_the_visit_and_on_what_the_practice_was_told()
    {
        await using var bed = await VisitBed.StartAsync();
        bed.Gateway.Involve("millpond-surgery", "registration", VisitBed.Child, minutesAgo: 100_000);
        var visit = await bed.BegunAsync(registered: true);
        Assert.False(Assert.Single(LinesOf(await NurseAsync(bed))).GetProperty("keepFromFamily").GetBoolean());
        (await bed.AddAsync(visit, "concern", bed.Concern(("handling", new JsonArray("not-the-family"))))).Is(200);
        await Background.InboxAsync(bed.Gateway);

        Assert.Equal([true, true], LinesOf(await NurseAsync(bed)).Select(line => line.GetProperty("keepFromFamily").GetBoolean()));
        Assert.True(Assert.Single(LinesOf(await bed.Gateway.PostAsync("v1/chronologies", "gp", Body(VisitBed.Child, "scheduled-care")))).GetProperty("keepFromFamily").GetBoolean());
    }

    private static Task<Answer> NurseAsync(VisitBed bed) => bed.Gateway.PostAsync("v1/chronologies", "nurse", Body(VisitBed.Child, "unscheduled-care"));
}
