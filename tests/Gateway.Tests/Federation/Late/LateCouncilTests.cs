using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation.Late;

/// <summary>A council that was too slow for the answer learns that its child attended, once, whoever asked it and whoever died meanwhile.</summary>
public sealed class LateCouncilTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task Council_is_told_once_though_two_workers_try_at_once(string store)
    {
        await using var bed = await LateBed.StartAsync(server, store);
        var answer = await bed.IncompleteAsync();
        var before = bed.Gateway.Asked(LateBed.Council);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bed.AnotherWorker().RoundAsync(Cancellation))));

        await bed.ToldAsync(1);
        var notice = Assert.Single(bed.Gateway.Agencies.Notices);
        Assert.Equal(("brackenford-council", "ENC-90", 1), (notice.Recipient, notice.Reference, notice.Times));
        Assert.Equal(1, bed.Gateway.Asked(LateBed.Council) - before);
        Assert.Single(await bed.EntriesAsync("late-answer"));
        Assert.Equal("Brackenford Council will be told that the child attended.", LateBed.Only((await bed.ReadAsync(answer)).Is(200)).GetProperty("told").GetString());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Gateway_that_dies_between_answer_and_try_has_its_promise_kept_by_the_next(string store)
    {
        await using var bed = await LateBed.StartAsync(server, store);
        var answer = await bed.IncompleteAsync();

        await bed.Gateway.RestartAsync();
        Assert.False(await bed.AfterAsync(1));

        await bed.ToldAsync(1);
        Assert.True(LateBed.Only((await bed.ReadAsync(answer)).Is(200)).GetProperty("isNews").GetBoolean());
    }

    [Fact]
    public async Task Worker_that_hung_in_its_try_is_overtaken_and_adds_nothing()
    {
        await using var bed = await LateBed.StartAsync(recorded: true);
        await bed.IncompleteAsync();
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        bed.Gateway.Relay!.Between = async path =>
        {
            if (path == $"/{LateBed.Council}/v1/answers" && arrived.TrySetResult()) await go.Task;
        };

        var hung = bed.AfterAsync(0.1);
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.False(await bed.AfterAsync(2));
        go.SetResult();
        await hung;

        await bed.ToldAsync(1);
        Assert.Single(bed.Gateway.Agencies.Notices);
        Assert.Single(await bed.EntriesAsync("late-answer"));
    }

    [Fact]
    public async Task Gateway_that_comes_back_after_the_time_tries_once_more_before_it_gives_up()
    {
        await using var bed = await LateBed.StartAsync();
        await bed.IncompleteAsync();
        await bed.Gateway.RestartAsync();

        Assert.False(await bed.AfterAsync(120));

        await bed.ToldAsync(1);
        Assert.Empty(await bed.EntriesAsync("late-ended"));
    }

    [Fact]
    public async Task Council_that_needs_longer_than_anybody_waits_for_is_heard()
    {
        await using var bed = await LateBed.StartAsync();
        await bed.IncompleteAsync();
        await bed.Gateway.Agencies.SetAsync(LateBed.Council, new Behaviour(DelayMilliseconds: 1500));

        Assert.False(await bed.AfterAsync(1));

        await bed.ToldAsync(1);
    }

    [Fact]
    public async Task Concern_that_is_no_urgent_care_and_a_council_that_answered_before_tell_nobody_a_second_time()
    {
        await using var bed = await LateBed.StartAsync();
        (await bed.Gateway.CheckAsync(LateBed.Child, "plan-flag")).Is(200);
        await bed.ToldAsync(1);
        await bed.IncompleteAsync();
        await bed.SilenceAsync();
        (await bed.Gateway.AskAsync(new Question(LateBed.Child, "plan-flag") { Purpose = "clinical-concern" })).Is(200);
        await bed.Gateway.Agencies.ResetAsync();

        Assert.False(await bed.AfterAsync(1));

        Assert.Equal(2, (await bed.EntriesAsync("late-answer")).Count);
        Assert.Single(bed.Gateway.Agencies.Notices);
    }
}
