using System.Text.Json;
using Gateway.Tests.Hosting;
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
        var other = await bed.OneAsync();

        var second = await SentAsync(bed, "second-nurse");

        var found = (await EarlierAsync(second, "csc-front-door")).Is(200).Json;
        Assert.Equal(first.Referral, Assert.Single(found.GetProperty("earlier").EnumerateArray()).GetProperty("other").GetProperty("referral").GetGuid());
        Assert.Equal((second.Child, 1), (found.GetProperty("counts")[0].GetProperty("child").GetGuid(), found.GetProperty("counts")[0].GetProperty("count").GetInt32()));
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
