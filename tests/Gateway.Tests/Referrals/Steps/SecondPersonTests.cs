using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Referrals.Store;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>What ends in nothing more is not decided by one person alone, by whatever name it goes, and whoever is named as the second hears that they are.</summary>
public sealed class SecondPersonTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Rated_amber_once_it_stays_for_two_whatever_it_was_rated_after_and_whatever_the_ending_is_called(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (rated, calm) = (await AskedAsync(bed), await AskedAsync(bed, n: 1));
        await rated.ThenAsync("csc-social-worker", "referral.rag_set", With(("rating", "amber")));
        await rated.ThenAsync("csc-social-worker", "referral.rag_changed", With(("rating", "green"), ("reason", "Her school has seen her since.")));

        foreach (var outcome in (string[])["no-further-action", "advice"]) await AloneIsNotEnoughAsync(rated, "csc-social-worker", "decision.made", Alone(outcome));
        await AloneIsNotEnoughAsync(rated, "csc-front-door", "referral.reclassified", Contact());
        // What was merged into another is weighed with it.
        await rated.ThenAsync("csc-front-door", "referral.merged", With(("into", calm.Child.ToString()), ("reason", "The same.")));
        await AloneIsNotEnoughAsync(calm, "csc-social-worker", "decision.made", Alone("no-further-action"));
        await rated.ThenAsync("csc-front-door", "record.corrected", With(("reason", "It stands for itself.")));

        Assert.Equal("no-further-action", await calm.ThenAsync("csc-social-worker", "decision.made", Alone("no-further-action")));
        Assert.Equal("contact", await rated.ThenAsync("csc-front-door", "referral.reclassified", Contact("csc-manager")));
    }

    [Fact]
    public async Task Child_whose_birth_nobody_knows_may_be_under_one()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await AskedAsync(bed);
        await using (var db = await bed.DbAsync())
        {
            (await db.Set<ReferralChild>().SingleAsync(one => one.Id == child.Child, ReferralBed.Cancellation)).Is(new AboutChild("A baby, or nearly two", null, null), bed.Service<SealReferrals>());
            await db.SaveChangesAsync(ReferralBed.Cancellation);
        }

        await AloneIsNotEnoughAsync(child, "csc-social-worker", "decision.made", Alone("no-further-action"));

        Assert.Equal("assessment", await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment")));
    }

    [Fact]
    public async Task Who_referred_agrees_with_nobody_about_it_nor_does_who_answers_for_them()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await AskedAsync(bed, asker: "csc-front-door", colleague: "csc-manager");

        Assert.Equal(["/agreedBy"], (await child.StepAsync("csc-social-worker", "decision.made", Decision("no-further-action"))).Is(400).Fields);
    }

    [Fact]
    public async Task Whoever_is_named_is_told_that_they_are_and_says_that_they_did_not()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        await Background.InboxAsync(bed.Gateway);

        var notice = (await bed.Gateway.GetAsync("v1/notices", "csc-manager")).Is(200).Json.GetProperty("notices").EnumerateArray().Single(one => one.Text("title") == "You are recorded as having agreed to a decision");
        Assert.Equal("Read it. If you did not agree ring and say that this is not yours.", notice.Text("toDo"));
        Assert.DoesNotContain((await bed.Gateway.GetAsync("v1/notices", "csc-social-worker")).Is(200).Json.GetProperty("notices").EnumerateArray(), one => one.Text("title") == notice.Text("title"));
        Assert.Contains("\"ring\"", (await bed.Gateway.GetAsync($"v1/notices/{notice.Text("id")}", "csc-manager")).Is(200).Text, StringComparison.OrdinalIgnoreCase);

        (await bed.Gateway.PostAsync($"v1/notices/{notice.Text("id")}/not-mine", "csc-manager", new JsonObject { ["reason"] = "Nobody asked me." })).Is(200);

        var line = (await bed.Gateway.Entries.OfAsync(EntryType.Outcome)).Single(entry => entry.Common.TryGetProperty("kind", out var kind) && kind.ValueEquals("notice-not-mine")).Common;
        Assert.Equal(("Nobody asked me.", "decision-made"), (line.Text("reason"), line.Text("event")));
    }

    private static async Task AloneIsNotEnoughAsync(OneChild child, string who, string happened, JsonObject body) => Assert.Equal(["/agreedBy"], (await child.StepAsync(who, happened, body)).Is(400).Fields);

    private static JsonObject Alone(string outcome)
    {
        var body = Decision(outcome);
        body.Remove("agreedBy");
        return body;
    }

    private static JsonObject Contact(string? agreed = null)
    {
        var body = Decision("assessment");
        body.Remove("outcome");
        if (agreed is not null) body["agreedBy"] = agreed;
        return body;
    }

    // Help is asked for, and no enquiry.
    private static async Task<OneChild> AskedAsync(ReferralBed bed, int n = 0, string asker = "nurse", string colleague = "second-nurse")
    {
        var referral = (await bed.Gateway.PostAsync("v1/referrals", asker, TestForm.Wanted("section-17"), Guid.NewGuid().ToString())).Is(201).Json.GetProperty("referral").GetGuid();
        var children = TestForm.Children();
        var about = children["children"]![0]!.AsObject();
        about["lastName"] = $"Childmark {n}";
        about.Remove("nhsNumber");

        await bed.FillAsync(referral, children, asker);
        var referrer = TestForm.Referrer;
        referrer["colleague"]!["practitioner"] = colleague;
        (await bed.SaveAsync(referral, "referrer", referrer, asker)).Is(200);
        var child = new OneChild(bed, referral, (await bed.SendAsync(referral, asker)).Is(200).Json.GetProperty("children")[0].GetProperty("child").GetGuid());
        await child.ThenAsync("csc-social-worker", "referral.taken");
        return child;
    }
}
