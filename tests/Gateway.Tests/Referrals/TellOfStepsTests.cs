using Gateway.Referrals;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals;

/// <summary>Whoever acts next is told, and whoever referred never hears nothing.</summary>
public sealed class TellOfStepsTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Council_is_told_of_what_came_and_the_referrer_of_what_was_decided(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.FilledAsync();
        var sent = (await bed.SendAsync(referral)).Is(200).Json;
        (await bed.SendAsync(referral)).Is(200);
        var child = new OneChild(bed, referral, sent.GetProperty("children")[0].GetProperty("child").GetGuid());

        Assert.Equal(["referral-sent"], await NoticesAsync(bed, "csc-front-door", referral));
        await child.ThenAsync("csc-emergency-duty", "referral.taken");
        // Whoever sent it knows that it came, and when an answer is due.
        Assert.Equal(["referral-sent"], await NoticesAsync(bed, "nurse", referral));
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));

        Assert.Equal(["decision-made", "referral-sent"], (await NoticesAsync(bed, "nurse", referral)).Order());
        Assert.Empty(await NoticesAsync(bed, "brackenford-nurse", referral));
        Assert.Empty(await NoticesAsync(bed, "gp", referral));
    }

    [Fact]
    public async Task Notice_has_the_referrals_own_reference_and_says_what_whoever_has_it_does()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync();
        await Background.InboxAsync(bed.Gateway);

        var notice = (await bed.Gateway.GetAsync("v1/notices", "csc-front-door")).Is(200).Json.GetProperty("notices").EnumerateArray().Single();

        var referral = (await bed.Gateway.GetAsync($"v1/referrals/{child.Referral}", "nurse")).Is(200).Json;
        Assert.Equal(referral.Text("reference"), notice.Text("reference"));
        Assert.Equal(("A referral came in", "Read it and say that you have it."), (notice.Text("title"), notice.Text("toDo")));
    }

    [Fact]
    public async Task Feedback_that_nobody_reads_and_a_decision_that_is_late_are_told()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(3));
        await bed.Service<TendReferrals>().TendAsync(ReferralBed.Cancellation);
        // It is night: whoever has the night is told.
        Assert.Contains("clock-due", await NoticesAsync(bed, "csc-emergency-duty", child.Referral));

        await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(6));
        await bed.Service<TendReferrals>().TendAsync(ReferralBed.Cancellation);

        Assert.Contains("feedback-unread", (await NoticesAsync(bed, "second-nurse", child.Referral)).Concat(await NoticesAsync(bed, "ed-treating-clinician", child.Referral)));
    }

    [Fact]
    public async Task Disagreement_is_told_to_the_other_side()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        (await child.FeedbackAsync("nurse")).Is(200);
        (await child.StepAsync("nurse", "disagreement.raised", With(("safeTonight", true), ("what", "Askedmark: that nothing is done."), ("evidence", "Three visits in a year."), ("wanted", "An assessment.")))).Is(200);

        Assert.Contains("disagreement", (await NoticesAsync(bed, "csc-front-door", child.Referral)).Concat(await NoticesAsync(bed, "csc-emergency-duty", child.Referral)));
        Assert.DoesNotContain("disagreement", await NoticesAsync(bed, "nurse", child.Referral));
    }

    private static async Task<string[]> NoticesAsync(ReferralBed bed, string who, Guid referral)
    {
        await Background.InboxAsync(bed.Gateway);
        var list = (await bed.Gateway.GetAsync("v1/notices", who)).Is(200);
        Assert.DoesNotContain("Askedmark", list.Text);
        return [.. list.Json.GetProperty("notices").EnumerateArray().Where(notice => notice.GetRawText().Contains(referral.ToString(), StringComparison.Ordinal)).Select(notice => notice.Text("event"))];
    }
}
