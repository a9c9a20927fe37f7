using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Tests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Referrals;

/// <summary>In which parts who may act: nobody in any that nothing gives them.</summary>
public sealed class WhoMayTests
{
    private static readonly string[] Everybody =
    [
        "nurse", "second-nurse", "brackenford-nurse", "ed-reception", "midwife", "ambulance-clinician", "police-frontline", "gp", "dsl", "school-other", "csc-front-door", "csc-social-worker",
        "csc-emergency-duty", "practice-reviewer", "court-order-party", "inspector", "researcher", "child-or-parent", "officer-of-aldersham-council", "officer-of-alder-valley-nhs-trust",
    ];

    [Fact]
    public async Task Only_the_author_has_a_draft_and_only_who_was_given_a_part_what_was_sent()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (draft, drafted) = await bed.DraftAsync("aldersham-council");
        var (sent, children) = await bed.SentAsync("aldersham-council");

        Assert.Equal(["nurse: referrer"], await PartsAsync(bed, draft, drafted[0]));
        Assert.Equal(
            [
                "nurse: referrer", "second-nurse: colleague", "csc-front-door: front-door practitioner", "csc-social-worker: social-worker team allocated-worker practitioner",
                "csc-emergency-duty: emergency-duty practitioner",
            ], await PartsAsync(bed, sent, children[0]));

        await AskAsync(bed, children[0], "millpond-surgery", "st-oswins-primary");
        var parts = await PartsAsync(bed, sent, children[0]);
        Assert.Equal(["gp: agency", "dsl: agency", "school-other: agency"], parts.Where(part => part.EndsWith(" agency", StringComparison.Ordinal)));

        Assert.Equal(
            ["nurse", "second-nurse", "brackenford-nurse", "midwife", "ambulance-clinician", "police-frontline", "gp", "dsl", "school-other", "csc-front-door", "csc-social-worker", "csc-emergency-duty"],
            Everybody.Where(who => bed.Service<WhoMay>().Refer(bed.Who(who))));
    }

    [Fact]
    public async Task Who_sent_it_from_the_council_itself_does_not_decide_about_it()
    {
        await using var bed = await ReferralBed.StartAsync();
        var referral = Referral.Of(bed.Who("csc-social-worker"), new ReferralBegun(Wanted.Section17, false, false, Guid.NewGuid(), [1]), bed.Gateway.Clock.GetUtcNow());
        var child = ReferralChild.Of(referral, Guid.NewGuid(), 1, "aldersham-council", []);
        child.Move(Standing.Begin(referral.DraftedAt) with { Main = new Held(ReferralState.Received, referral.DraftedAt) }, []);

        Assert.Equal([ReferralActor.Referrer], bed.Service<WhoMay>().Act(bed.Who("csc-social-worker"), referral, child));
        Assert.Contains(ReferralActor.FrontDoor, bed.Service<WhoMay>().Act(bed.Who("csc-front-door"), referral, child));
    }

    private static async Task<string[]> PartsAsync(ReferralBed bed, Guid referral, Guid child)
    {
        await using var db = await bed.DbAsync();
        var (of, row) = (await db.Set<Referral>().SingleAsync(one => one.Id == referral, ReferralBed.Cancellation), await db.Set<ReferralChild>().SingleAsync(one => one.Id == child, ReferralBed.Cancellation));
        return [.. Everybody.Select(who => (who, Parts: bed.Service<WhoMay>().Act(bed.Who(who), of, row))).Where(each => !each.Parts.IsEmpty).Select(each => $"{each.who}: {string.Join(' ', each.Parts.Select(part => part.Word()))}")];
    }

    private static async Task AskAsync(ReferralBed bed, Guid child, params string[] agencies)
    {
        await using var db = await bed.DbAsync();
        var row = await db.Set<ReferralChild>().SingleAsync(one => one.Id == child, ReferralBed.Cancellation);
        foreach (var agency in agencies) row.Ask(agency);
        await db.SaveChangesAsync(ReferralBed.Cancellation);
    }
}
