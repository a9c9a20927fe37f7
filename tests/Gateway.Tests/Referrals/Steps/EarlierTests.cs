using System.Text.Json;
using Gateway.Referrals.Store;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>A second referral of a child is never read on its own, and whoever sent it learns nothing of the first.</summary>
public sealed class EarlierTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Referred_again_within_twelve_months_it_is_linked_counted_and_told_to_the_council_alone(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var first = await SentAsync(bed, "nurse");
        await first.ThenAsync("csc-social-worker", "referral.taken");
        await first.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        // The last day of the twelve months; and the other one is of the same council and of another child.
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(365));
        var other = await SentAsync(bed, "nurse", number: 5);

        var second = await SentAsync(bed, "second-nurse");

        var found = (await EarlierAsync(second, "csc-front-door")).Is(200).Json;
        Assert.Equal(first.Referral, Assert.Single(found.GetProperty("earlier").EnumerateArray()).GetProperty("other").GetProperty("referral").GetGuid());
        Assert.Equal((second.Child, 1), (found.GetProperty("counts")[0].GetProperty("child").GetGuid(), found.GetProperty("counts")[0].GetProperty("count").GetInt32()));
        Assert.False(found.GetProperty("counts")[0].TryGetProperty("since", out _));
        Assert.Equal("no-further-action", found.GetProperty("earlier")[0].GetProperty("other").GetProperty("child").Text("state"));
        Assert.Empty((await EarlierAsync(first, "csc-front-door")).Is(200).Json.GetProperty("earlier").EnumerateArray());
        Assert.Empty((await EarlierAsync(other, "csc-front-door")).Is(200).Json.GetProperty("earlier").EnumerateArray());
        foreach (var outsider in (string[])["second-nurse", "nurse", "gp", "brackenford-nurse"]) Assert.Equal(404, (await EarlierAsync(second, outsider)).Status);

        await Background.InboxAsync(bed.Gateway);
        Assert.Contains("A referral of this child was sent within the last 12 months. Read the two together.", await WordsAsync(bed, "csc-front-door", second));
        Assert.DoesNotContain(await WordsAsync(bed, "second-nurse", second), words => words.Contains("12 months", StringComparison.Ordinal));
        foreach (var path in (string[])["", "/steps", "/feedback"])
            if (await bed.Gateway.GetAsync($"v1/referrals/{second.Referral}{path}", "second-nurse") is { Status: 200 } seen) Assert.DoesNotContain(first.Referral.ToString(), seen.Text);
    }

    [Fact]
    public async Task What_is_older_or_merged_or_of_another_number_is_no_earlier_referral()
    {
        await using var bed = await ReferralBed.StartAsync();
        var old = await SentAsync(bed, "nurse");
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(367));
        var first = await SentAsync(bed, "nurse");
        Assert.Empty((await EarlierAsync(first, "csc-front-door")).Is(200).Json.GetProperty("earlier").EnumerateArray());
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        // Called the same and born on the same day, with a number that differs.
        var twin = await SentAsync(bed, "nurse", number: 1);
        Assert.Empty((await EarlierAsync(twin, "csc-front-door")).Is(200).Json.GetProperty("earlier").EnumerateArray());
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var same = await SentAsync(bed, "second-nurse");
        Assert.Single((await EarlierAsync(same, "csc-front-door")).Is(200).Json.GetProperty("earlier").EnumerateArray());

        await same.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "Both are about one evening.")));

        Assert.Empty((await EarlierAsync(same, "csc-front-door")).Is(200).Json.GetProperty("earlier").EnumerateArray());
        Assert.NotEqual(old.Referral, first.Referral);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Where_nobody_can_look_that_is_said_and_is_not_none(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var sent = (await bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", TestForm.Urgent, Guid.NewGuid().ToString())).Is(200).Json;
        var child = new OneChild(bed, sent.GetProperty("referral").GetGuid(), sent.GetProperty("children")[0].GetProperty("child").GetGuid());
        var none = await SentAsync(bed, "nurse", number: 5);

        var unknown = (await EarlierAsync(child, "brackenford-worker")).Is(200).Json.GetProperty("counts")[0];
        Assert.Equal(("not-looked", "no-number-or-birth", false), (unknown.Text("state"), unknown.Text("because"), unknown.TryGetProperty("count", out _)));
        var counted = (await EarlierAsync(none, "csc-front-door")).Is(200).Json.GetProperty("counts")[0];
        Assert.Equal(("counted", 0), (counted.Text("state"), counted.GetProperty("count").GetInt32()));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_was_received_before_there_were_keys_is_said_and_is_counted_once_they_are_there(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var first = await SentAsync(bed, "nurse");
        await using (var db = await bed.DbAsync())
            await db.Set<ReferralChild>().ExecuteUpdateAsync(set => set.SetProperty(child => child.NumberKey, (byte[]?)null).SetProperty(child => child.CalledKey, (byte[]?)null), ReferralBed.Cancellation);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await SentAsync(bed, "second-nurse");
        var before = (await EarlierAsync(second, "csc-front-door")).Is(200).Json.GetProperty("counts")[0];
        Assert.Equal(0, before.GetProperty("count").GetInt32());
        Assert.Equal((await bed.ReadAsync(first.Referral)).Json.GetProperty("sentAt").GetDateTimeOffset(), before.GetProperty("since").GetDateTimeOffset());

        for (var n = 0; n < 2; n++) await bed.Service<Gateway.Referrals.FillKeys>().FillAsync(ReferralBed.Cancellation);

        var after = (await EarlierAsync(second, "csc-front-door")).Is(200).Json.GetProperty("counts")[0];
        Assert.Equal((1, false), (after.GetProperty("count").GetInt32(), after.TryGetProperty("since", out _)));
        // The row is as it was but for its keys.
        await first.ThenAsync("csc-social-worker", "referral.taken");
    }

    [Fact]
    public async Task Own_earlier_referral_is_counted_and_not_shown_and_a_brother_is_told_of_too()
    {
        await using var bed = await ReferralBed.StartAsync();
        await SentAsync(bed, "csc-front-door");
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var referral = await bed.BeginAsync("second-nurse");
        var children = TestForm.Children("ZA4 1AA", "ZA4 1AA");
        // Of the two the second was referred before.
        children["children"]![0]!["nhsNumber"] = ReferralBed.NumberOf(6).Digits;
        children["children"]![1]!["nhsNumber"] = ReferralBed.NumberOf(0).Digits;
        await bed.FillAsync(referral, children, "second-nurse");
        var sent = (await bed.SendAsync(referral, "second-nurse")).Is(200).Json.GetProperty("children");
        var child = new OneChild(bed, referral, sent[1].GetProperty("child").GetGuid());

        var found = (await EarlierAsync(child, "csc-front-door")).Is(200).Json;
        Assert.Empty(found.GetProperty("earlier").EnumerateArray());
        Assert.Equal([0, 1], found.GetProperty("counts").EnumerateArray().Select(one => one.GetProperty("count").GetInt32()));
        await Background.InboxAsync(bed.Gateway);
        Assert.Contains("A referral of this child was sent within the last 12 months. Read the two together.", await WordsAsync(bed, "csc-front-door", child));
    }

    private static Task<Answer> EarlierAsync(OneChild child, string who) => child.Bed.Gateway.GetAsync($"v1/referrals/{child.Referral}/earlier", who);

    private static async Task<OneChild> SentAsync(ReferralBed bed, string asker, int number = 0)
    {
        var referral = await bed.BeginAsync(asker);
        var children = TestForm.Children("ZA4 1AA");
        children["children"]![0]!["nhsNumber"] = ReferralBed.NumberOf(number).Digits;
        await bed.FillAsync(referral, children, asker);
        return new OneChild(bed, referral, (await bed.SendAsync(referral, asker)).Is(200).Json.GetProperty("children")[0].GetProperty("child").GetGuid());
    }

    private static async Task<string[]> WordsAsync(ReferralBed bed, string who, OneChild child) =>
    [
        .. (await bed.Gateway.GetAsync("v1/notices", who)).Is(200).Json.GetProperty("notices").EnumerateArray()
            .Where(notice => notice.TryGetProperty("subject", out var subject) && subject.Text("id") == child.Referral.ToString()).SelectMany(notice => notice.GetProperty("words").EnumerateArray()).Select(one => one.GetString()!),
    ];
}
