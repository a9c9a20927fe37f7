using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Federation.Late;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Notices;

/// <summary>E14: a source answers late, and there is something: whoever asked is told, and their department; once the child has gone others too.</summary>
public sealed class LateNoticeTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task E14_whoever_asked_and_their_department_are_told_once_and_nobody_else_while_the_child_is_there(string store)
    {
        await using var bed = await LateBed.StartAsync(server, store);
        var answer = await bed.IncompleteAsync();
        await bed.AfterAsync(1);
        await bed.AfterAsync(1);
        await Background.InboxAsync(bed.Gateway);

        Assert.Equal(["asker", "department"], (await NoticesAsync(bed)).Select(notice => notice.Part.Word()).Order());
        // One each: the nurse has her own, and not the department's besides.
        foreach (var nurse in (string[])["nurse", "second-nurse"])
        {
            var listed = Assert.Single((await bed.Gateway.GetAsync("v1/notices", nurse)).Is(200).Json.GetProperty("notices").EnumerateArray());
            Assert.Equal((answer.Json.GetProperty("check").GetString(), "U1"), (listed.GetProperty("subject").GetProperty("id").GetString(), listed.GetProperty("urgency").GetString()));
        }

        Assert.Equal(2, (await bed.EntriesAsync("notice")).Count);
        foreach (var other in (string[])["brackenford-nurse", "csc-front-door", "csc-emergency-duty", "ed-treating-clinician", "gp"])
            Assert.Equal(0, (await bed.Gateway.GetAsync("v1/notices", other)).Is(200).Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task E14_after_the_child_has_gone_social_care_and_the_named_nurse_are_told_as_far_as_the_policy_lets_them()
    {
        await using var bed = await LateBed.StartAsync(ended: GatewayHost.Night.AddMinutes(-1));
        await bed.IncompleteAsync();
        await bed.AfterAsync(1);
        await Background.InboxAsync(bed.Gateway);

        Assert.Equal(["asker", "department", "front-door", "named-nurse"], (await NoticesAsync(bed)).Select(notice => notice.Part.Word()).Order());
        // It is night: the emergency team has it, and nobody confirmed that they have to do with the child.
        var council = Assert.Single((await bed.Gateway.GetAsync("v1/notices", "csc-emergency-duty")).Is(200).Json.GetProperty("notices").EnumerateArray());
        Assert.False(council.GetProperty("told").GetBoolean());
        var read = (await bed.Gateway.GetAsync($"v1/notices/{council.GetProperty("id").GetString()}", "csc-emergency-duty")).Is(200);
        Assert.DoesNotContain(LateBed.Child.Number, read.Text);
        Assert.NotEqual("", read.Json.GetProperty("ring").GetProperty("number").GetString());
        var doctor = Assert.Single((await bed.Gateway.GetAsync("v1/notices", "ed-treating-clinician")).Is(200).Json.GetProperty("notices").EnumerateArray());
        var told = (await bed.Gateway.GetAsync($"v1/notices/{doctor.GetProperty("id").GetString()}", "ed-treating-clinician")).Is(200);
        Assert.Equal(LateBed.Child.Number, told.Json.GetProperty("child").GetProperty("nhsNumber").GetString());
    }

    [Fact]
    public async Task E14_of_a_child_without_a_plan_says_plan_to_nobody()
    {
        await using var bed = await LateBed.StartAsync(ended: GatewayHost.Night.AddMinutes(-1));
        bed.Gateway.Holds(LateBed.Council, LateBed.Child, Disclosure.Held.Care);
        await bed.IncompleteAsync("plan-flag", "looked-after");
        await bed.AfterAsync(1);
        await Background.InboxAsync(bed.Gateway);

        Assert.Equal(4, (await NoticesAsync(bed)).Count);
        Assert.All(await NoticesAsync(bed), notice => Assert.Equal("", notice.Items));
        var doctor = Assert.Single((await bed.Gateway.GetAsync("v1/notices", "ed-treating-clinician")).Is(200).Json.GetProperty("notices").EnumerateArray());
        var told = (await bed.Gateway.GetAsync($"v1/notices/{doctor.GetProperty("id").GetString()}", "ed-treating-clinician")).Is(200);
        Assert.DoesNotContain("plan-flag", told.Text);
        Assert.DoesNotContain(LateBed.Child.Number, told.Text);
        foreach (var entry in await bed.EntriesAsync("notice")) Assert.DoesNotContain("plan-flag", entry.Common.GetRawText() + entry.Child?.GetRawText());
    }

    private static Task<List<InboxNotice>> NoticesAsync(LateBed bed) => bed.StoredAsync(db => db.Set<InboxNotice>().AsNoTracking().ToListAsync(Cancellation));
}
