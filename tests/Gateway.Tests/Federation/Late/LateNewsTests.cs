using Gateway.Federation.Late;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Federation.Late;

/// <summary>Event E14: who is told of a late positive, and what they are not told.</summary>
public sealed class LateNewsTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task Agency_is_told_once_which_check_has_news_and_nothing_that_was_said(string store)
    {
        await using var bed = await LateBed.StartAsync(server, store, notices: true);
        var answer = await bed.IncompleteAsync();

        Assert.False(await bed.AfterAsync(1));
        await bed.AfterAsync(1);

        await bed.ToldAsync(2);
        var notice = Assert.Single(bed.Gateway.Agencies.Notices, one => one.Kind == "late-answer");
        Assert.Equal(("alder-valley-nhs-trust", answer.Json.GetProperty("check").GetString()), (notice.Recipient, notice.Reference));
        var entry = Assert.Single(await bed.EntriesAsync("notice-of-late-answer"));
        Assert.DoesNotContain("rackenford", entry.Child!.Value.GetRawText());
        Assert.Equal((await bed.EntriesAsync("late-answer"))[0].Leaf.InteractionId, entry.Leaf.InteractionId);
        Assert.InRange(entry.Index, (await bed.EntriesAsync("late-answer"))[0].Index + 1, long.MaxValue);
    }

    [Fact]
    public async Task Nothing_held_makes_no_notice()
    {
        await using var bed = await LateBed.StartAsync(notices: true);
        await bed.SilenceAsync("aldersham-csc");
        (await bed.Gateway.CheckAsync(LateBed.Child, "plan-flag")).Is(200);
        await bed.Gateway.Agencies.ResetAsync();

        Assert.False(await bed.AfterAsync(1));

        // The council's own notice is due all the same, and goes out after whatever else would have.
        await bed.ToldAsync(1);
        Assert.Equal("attendance", Assert.Single(bed.Gateway.Agencies.Notices).Kind);
        Assert.Equal(0, (await bed.Gateway.GetAsync("v1/late", "nurse")).Is(200).Json.GetProperty("news").GetArrayLength());
    }

    [Fact]
    public async Task Asker_and_colleagues_in_the_same_role_see_that_there_is_something_and_never_what()
    {
        await using var bed = await LateBed.StartAsync();
        var answer = await bed.IncompleteAsync();
        await bed.AfterAsync(1);

        var mine = Assert.Single((await bed.Gateway.GetAsync("v1/late", "nurse")).Is(200).Json.GetProperty("news").EnumerateArray());
        var colleague = (await bed.Gateway.GetAsync("v1/late", "second-nurse")).Is(200);
        var theirs = Assert.Single(colleague.Json.GetProperty("news").EnumerateArray());

        Assert.Equal((true, false), (mine.GetProperty("mine").GetBoolean(), theirs.GetProperty("mine").GetBoolean()));
        Assert.Equal((answer.Json.GetProperty("check").GetGuid(), "ENC-90"), (theirs.GetProperty("check").GetGuid(), theirs.GetProperty("encounter").GetString()));
        Assert.All((string[])["rackenford", "plan", LateBed.Child.Number, LateBed.Child.Number[..3] + " "], mark => Assert.DoesNotContain(mark, theirs.GetRawText()));
        foreach (var other in (string[])["brackenford-nurse", "ed-treating-clinician", "officer-of-alder-valley-nhs-trust", "gp"])
            Assert.Equal(0, (await bed.Gateway.GetAsync("v1/late", other)).Is(200).Json.GetProperty("news").GetArrayLength());
        Assert.Equal(6, (await bed.EntriesAsync("late-list-read")).Count);
    }

    [Fact]
    public async Task Silent_source_whose_place_was_not_let_go_is_not_asked_again()
    {
        await using var bed = await LateBed.StartAsync();
        bed.Gateway.Holds("northgate-childrens-ed", LateBed.Child, Disclosure.Held.Attendances(2));
        await bed.SilenceAsync("northgate-childrens-ed");
        var answer = (await bed.Gateway.CheckAsync(LateBed.Child, "attendance-count")).Is(200);
        await bed.Gateway.Agencies.ResetAsync();
        var asked = bed.Gateway.Asked("northgate-childrens-ed");

        Assert.False(await bed.AfterAsync(1));

        // It was named as silent: a count that came later could only be its.
        Assert.Equal("not-known", answer.Source("northgate-childrens-ed").GetProperty("answer").GetString());
        (await bed.ReadAsync(answer)).Is(404);
        Assert.Equal(0, bed.Gateway.Asked("northgate-childrens-ed") - asked);
        Assert.False(answer.Json.TryGetProperty("late", out _));
        Assert.Equal(0, await bed.StoredAsync(db => db.Set<LateQuestion>().CountAsync(Cancellation)));
    }
}
