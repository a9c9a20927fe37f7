using System.Text.Json;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>Two referrals about one incident go on as one, and neither referrer is left without an answer.</summary>
public sealed class MergeTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Offered_merged_with_a_reason_and_told_together(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (first, second) = (await ByAsync(bed, "nurse"), await ByAsync(bed, "gp"));
        var (third, apart) = (await ByAsync(bed, "dsl"), await ByAsync(bed, "police-frontline", latest: "2026-11-01"));
        foreach (var child in (OneChild[])[first, second, third]) await child.ThenAsync("csc-social-worker", "referral.taken");

        var offered = (await bed.Gateway.GetAsync($"v1/referrals/{second.Referral}/duplicates", "csc-front-door")).Is(200).Json.GetProperty("duplicates");
        Assert.Equal(new[] { first.Referral, third.Referral }.Order(), offered.EnumerateArray().Select(each => each.GetProperty("other").GetProperty("referral").GetGuid()).Order());
        Assert.DoesNotContain(apart.Referral.ToString(), offered.GetRawText());
        foreach (var outside in (string[])["nurse", "gp", "midwife", "brackenford-worker"]) Assert.Equal(404, (await bed.Gateway.GetAsync($"v1/referrals/{second.Referral}/duplicates", outside)).Status);

        Assert.Equal("text-missing", await second.NotAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()))));
        Assert.Equal("merged", await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident, seen by both."))));
        // Merged and taken back, it stands for itself; merged again, and a third into it.
        Assert.Equal("looked-at", await second.ThenAsync("csc-front-door", "record.corrected", With(("reason", "Looked at once more."))));
        Assert.Null((await bed.ChildAsync(second.Child)).MergedInto);
        Assert.Equal("merged", await third.ThenAsync("csc-front-door", "referral.merged", With(("into", second.Child.ToString()), ("reason", "The same."))));
        Assert.Equal("merged", await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident after all."))));

        Assert.Equal("assessment", await first.ThenAsync("csc-social-worker", "decision.made", Decision("assessment")));

        foreach (var (child, referrer) in ((OneChild, string)[])[(first, "nurse"), (second, "gp"), (third, "dsl")])
        {
            Assert.Equal(ReferralState.ReferrerTold, (await child.StandsAsync()).Feedback!.Value.State);
            Assert.Contains("Messagemark", (await child.FeedbackAsync(referrer)).Is(200).Text);
            Assert.Equal(ReferralState.ReferrerRead, (await child.StandsAsync()).Feedback!.Value.State);
            foreach (var other in ((string[])["nurse", "gp", "dsl"]).Where(other => other != referrer)) Assert.Equal(404, (await child.FeedbackAsync(other)).Status);
        }

        Assert.Equal(ReferralState.Closed, (await second.StandsAsync()).Main.State);
        var entry = Assert.Single(await bed.EntriesAsync(), entry => entry.Common.Text("kind") == "decision.made").Common;
        Assert.Equal(first.Referral, entry.GetProperty("referral").GetGuid());
        Assert.Equal(["decision.made", "feedback.sent", "feedback.sent"], entry.GetProperty("steps").EnumerateArray().Select(step => step.Text("event")));
    }

    [Fact]
    public async Task While_another_was_merged_into_it_it_is_neither_closed_undecided_nor_sent_on()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (first, second) = (await ByAsync(bed, "nurse"), await ByAsync(bed, "gp"));
        foreach (var child in (OneChild[])[first, second]) await child.ThenAsync("csc-social-worker", "referral.taken");
        await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident.")));

        var sent = (await first.StepAsync("csc-social-worker", "case.transferred", With(("council", "brackenford-council"), ("reason", "She lives there.")))).Is(409);
        Assert.Equal(("others-merged", "Others were merged into this. Take the mergers back first."), (sent.Json.Text("reason"), sent.Json.Text("detail")));
        await first.ThenAsync("nurse", "referral.withdrawn", With(("reason", "Her mother explained it.")));
        Assert.Equal("others-merged", await first.NotAsync("csc-manager", "referral.closed", With(("reason", "They are right."), ("message", Message()))));
        Assert.Equal(ReferralState.Merged, (await second.StandsAsync()).Main.State);

        Assert.Equal("looked-at", await second.ThenAsync("csc-front-door", "record.corrected", With(("reason", "It stands for itself."))));
        Assert.Equal("closed", await first.ThenAsync("csc-manager", "referral.closed", With(("reason", "They are right."), ("message", Message()))));
        Assert.Null((await second.StandsAsync()).Feedback);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Whoever_was_merged_hears_that_a_decision_no_longer_stands_and_what_is_decided_instead(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (first, second, third) = (await ByAsync(bed, "nurse"), await ByAsync(bed, "gp"), await ByAsync(bed, "dsl"));
        foreach (var child in (OneChild[])[first, second, third]) await child.ThenAsync("csc-social-worker", "referral.taken");
        await third.ThenAsync("csc-front-door", "referral.merged", With(("into", second.Child.ToString()), ("reason", "The same.")));
        await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident.")));
        await first.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        foreach (var (child, referrer) in ((OneChild, string)[])[(second, "gp"), (third, "dsl")]) Assert.Single((await child.FeedbackAsync(referrer)).Is(200).Json.GetProperty("feedback").EnumerateArray());
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("looked-at", await first.ThenAsync("csc-manager", "record.corrected", With(("reason", "Reasonmark: it was decided too soon."))));

        foreach (var (child, referrer) in ((OneChild, string)[])[(second, "gp"), (third, "dsl")])
        {
            Assert.Equal((ReferralState.Closed, ReferralState.ReferrerTold), ((await child.StandsAsync()).Main.State, (await child.StandsAsync()).Feedback!.Value.State));
            var told = (await child.FeedbackAsync(referrer)).Is(200);
            Assert.Equal("The decision that you were told of was taken back. It no longer stands.", told.Json.GetProperty("feedback")[0].GetProperty("message").Text("decided"));
            Assert.DoesNotContain("Reasonmark", told.Text);
        }

        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        await first.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));
        foreach (var (child, referrer) in ((OneChild, string)[])[(second, "gp"), (third, "dsl")])
            Assert.Equal(["feedback.sent", "feedback.sent", "feedback.sent"], (await child.FeedbackAsync(referrer)).Is(200).Json.GetProperty("feedback").EnumerateArray().Select(told => told.Text("event")));
    }

    [Fact]
    public async Task Sent_on_as_another_areas_whoever_was_merged_hears_what_the_other_council_decides()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (first, second) = (await ByAsync(bed, "nurse"), await ByAsync(bed, "gp"));
        foreach (var child in (OneChild[])[first, second]) await child.ThenAsync("csc-social-worker", "referral.taken");
        await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident.")));
        await first.ThenAsync("csc-social-worker", "decision.made", Decision("other-area", ("council", "brackenford-council")));
        Assert.Single((await second.FeedbackAsync("gp")).Is(200).Json.GetProperty("feedback").EnumerateArray());
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));

        await first.ThenAsync("brackenford-worker", "referral.taken");
        var decision = Decision("assessment");
        decision["message"] = Message("Brackenford starts an assessment.");
        await first.ThenAsync("brackenford-worker", "decision.made", decision);

        Assert.StartsWith("Brackenford starts an assessment.", (await second.FeedbackAsync("gp")).Is(200).Json.GetProperty("feedback")[0].GetProperty("message").Text("decided"), StringComparison.Ordinal);
        Assert.Equal(("aldersham-council", ReferralState.Closed), ((await bed.ChildAsync(second.Child)).Council, (await second.StandsAsync()).Main.State));
        // The other council has no part in what it never received.
        Assert.Equal(404, (await second.FeedbackAsync("brackenford-worker")).Status);
        await Background.InboxAsync(bed.Gateway);
        Assert.Equal(2, (await bed.Gateway.GetAsync("v1/notices", "gp")).Is(200).Json.GetProperty("notices").EnumerateArray()
            .Count(notice => notice.Text("event") == "decision-made" && notice.GetProperty("subject").Text("id") == second.Referral.ToString()));
    }

    [Fact]
    public async Task Early_help_that_does_not_take_it_is_told_to_whoever_was_merged_too()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (first, second) = (await ByAsync(bed, "nurse"), await ByAsync(bed, "gp"));
        foreach (var child in (OneChild[])[first, second]) await child.ThenAsync("csc-social-worker", "referral.taken");
        await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident.")));
        await first.ThenAsync("csc-social-worker", "decision.made", Decision("early-help"));
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal("looked-at", await first.ThenAsync("csc-early-help", "early_help.declined", With(("reason", "Reasonmark: they need more than we are."))));

        var told = (await second.FeedbackAsync("gp")).Is(200);
        Assert.Equal("Early help did not take this. What you were told of it no longer stands.", told.Json.GetProperty("feedback")[0].GetProperty("message").Text("decided"));
        Assert.DoesNotContain("Reasonmark", told.Text);
        await Background.InboxAsync(bed.Gateway);
        foreach (var (child, referrer) in ((OneChild, string)[])[(first, "nurse"), (second, "gp")])
            Assert.Equal(2, (await bed.Gateway.GetAsync("v1/notices", referrer)).Is(200).Json.GetProperty("notices").EnumerateArray()
                .Count(notice => notice.Text("event") == "decision-made" && notice.GetProperty("subject").Text("id") == child.Referral.ToString()));
    }

    [Fact]
    public async Task Two_children_are_not_merged_nor_what_is_decided_nor_what_another_council_has()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (first, decided, elsewhere, other) = (await ByAsync(bed, "nurse"), await ByAsync(bed, "gp"), await ByAsync(bed, "dsl", "ZB1 1AA"), await ByAsync(bed, "police-frontline", n: 7));
        foreach (var child in (OneChild[])[first, decided]) await child.ThenAsync("csc-social-worker", "referral.taken");
        await decided.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));

        foreach (var (into, words) in ((Guid, string)[])
        [
            (decided.Child, "The other referral is decided, or has been merged. Decide this one by itself"), (other.Child, "These are two children: their NHS numbers differ"),
            (elsewhere.Child, "Name the child of the other referral by the id that was given"), (first.Child, "Name the child of the other referral by the id that was given"), (Guid.NewGuid(), "Name the child of the other referral by the id that was given"),
        ])
            Assert.Equal(words, (await first.StepAsync("csc-front-door", "referral.merged", With(("into", into.ToString()), ("reason", "The same.")))).Is(400).Json.GetProperty("fields")[0].Text("words"));
        Assert.Equal(ReferralState.LookedAt, (await first.StandsAsync()).Main.State);
    }

    [Fact]
    public async Task Merged_at_the_moment_when_the_other_is_decided_it_is_told_or_stays_open()
    {
        await using var bed = await ReferralBed.StartAsync();
        for (var round = 0; round < 4; round++)
        {
            var (first, second) = (await ByAsync(bed, "nurse"), await ByAsync(bed, "gp"));
            foreach (var child in (OneChild[])[first, second]) await child.ThenAsync("csc-social-worker", "referral.taken");

            var both = await Task.WhenAll(
                first.StepAsync("csc-social-worker", "decision.made", Decision("assessment")),
                second.StepAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "The same."))));

            // Where both happened the merger came first, and its referrer was told; where one was told to look again nothing of theirs was taken.
            if (both.All(answer => answer.Status == 200)) Assert.Equal(ReferralState.ReferrerTold, (await second.StandsAsync()).Feedback!.Value.State);
            else Assert.Single(both, answer => answer.Status is 409 or 400);
        }
    }

    /// <summary>A referral by the form, so that it says when it happened.</summary>
    internal static async Task<OneChild> ByAsync(ReferralBed bed, string referrer, string postcode = "ZA4 1AA", string latest = "2026-11-20", int n = 0)
    {
        var referral = await bed.BeginAsync(referrer);
        var children = TestForm.Children(postcode);
        children["children"]![0]!["nhsNumber"] = ReferralBed.NumberOf(n).Digits;
        var ids = ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "children", children, referrer)).Is(200));
        foreach (var task in TestForm.Tasks.Where(task => task != "children"))
        {
            var form = TestForm.Of(task, [.. ids]);
            if (task == "worries") form["latest"] = latest;
            (await bed.SaveAsync(referral, task, form, referrer)).Is(200);
        }

        (await bed.SendAsync(referral, referrer)).Is(200);
        return new OneChild(bed, referral, ids[0]);
    }
}
