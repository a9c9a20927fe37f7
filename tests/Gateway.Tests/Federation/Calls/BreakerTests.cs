using System.Net;
using Gateway.Federation.Calls;
using Gateway.Rules.Federation;

namespace Gateway.Tests.Federation.Calls;

/// <summary>A holder that does not answer is soon not asked: it is named as not known at once, and the others lose no time over it.</summary>
public sealed class BreakerTests
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task B10_CouncilThatIsAskedTwiceANight_IsSkippedAfterFiveCallsThatFailed()
    {
        using var holder = new ScriptedHolder { Answer = (_, _) => ScriptedHolder.Status(HttpStatusCode.InternalServerError) };
        for (var call = 0; call < 5; call++)
        {
            Assert.Equal(Because.NoReply, await BecauseAsync(holder));
            if (call < 4) holder.Time.Advance(TimeSpan.FromHours(2));
        }

        Assert.Equal(Because.NotAsked, await BecauseAsync(holder));
        Assert.Equal(5, holder.Sent);
    }

    [Fact]
    public async Task B10_BusyHolderThatDies_IsSkippedAfterFiveCallsHoweverManyWentWell()
    {
        using var holder = new ScriptedHolder();
        for (var call = 0; call < 1000; call++) Assert.IsType<Reply.Body>(await holder.AskAsync());
        holder.Answer = (_, _) => ScriptedHolder.Status(HttpStatusCode.BadGateway);
        for (var call = 0; call < 5; call++) Assert.Equal(Because.NoReply, await BecauseAsync(holder));

        Assert.Equal(Because.NotAsked, await BecauseAsync(holder));
        Assert.Equal(1005, holder.Sent);
    }

    [Fact]
    public async Task B10_OneHolderThatFails_TakesNothingFromAnother()
    {
        using var holder = new ScriptedHolder { Answer = (address, _) => address.Host.Contains("one-csc") ? ScriptedHolder.Status(HttpStatusCode.BadGateway) : ScriptedHolder.Ok() };
        for (var call = 0; call < 20; call++) await holder.AskAsync();

        Assert.IsType<Reply.Body>(await holder.AskAsync("two-csc"));
    }

    [Fact]
    public async Task B11_ProbeRaces500Callers_OneIsSentAndTheRestAreNotAsked()
    {
        using var holder = await BrokenAsync();
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        holder.Answer = (_, _) => answer.Task;
        holder.Time.Advance(Break + TimeSpan.FromMilliseconds(1));
        var before = holder.Sent;

        var callers = Enumerable.Range(0, 500).Select(_ => Task.Run(() => holder.AskAsync())).ToList();
        while (callers.Count > 1)
        {
            var settled = await Task.WhenAny(callers);
            Assert.Equal(Because.NotAsked, Assert.IsType<Reply.Nothing>(await settled).Because);
            callers.Remove(settled);
        }

        Assert.Equal(before + 1, holder.Sent);
        answer.SetResult(await ScriptedHolder.Ok());
        Assert.IsType<Reply.Body>(await callers[0]);
        holder.Answer = (_, _) => ScriptedHolder.Ok();
        Assert.IsType<Reply.Body>(await holder.AskAsync());
    }

    [Fact]
    public async Task B11_ProbeThatFails_LeavesItSkipped()
    {
        using var holder = await BrokenAsync();
        holder.Time.Advance(Break + TimeSpan.FromMilliseconds(1));
        Assert.Equal(Because.NoReply, await BecauseAsync(holder));
        Assert.Equal(Because.NotAsked, await BecauseAsync(holder));
    }

    // Otherwise whoever asks in a hurry could take a council away from everybody else, or bring a dead one back.
    [Fact]
    public async Task B11_AskerInAHurry_NeitherBreaksNorProbes()
    {
        using var holder = new ScriptedHolder { Answer = (_, cancel) => ScriptedHolder.Silent(cancel) };
        for (var call = 0; call < 20; call++)
        {
            var asked = holder.AskAsync(milliseconds: 200);
            await holder.NextAsync();
            holder.Time.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Equal((Because.TimedOut, Reached.Hurried), Assert.IsType<Reply.Nothing>(await asked) is var reply ? (reply.Because, reply.Reached) : default);
        }

        using var broken = await BrokenAsync();
        broken.Time.Advance(Break + TimeSpan.FromMilliseconds(1));
        var before = broken.Sent;
        Assert.Equal(Because.NotAsked, Assert.IsType<Reply.Nothing>(await broken.AskAsync(milliseconds: 200)).Because);
        Assert.Equal(before, broken.Sent);
    }

    [Fact]
    public async Task A14_HolderThatSaysItIsBusyOrSendsNonsense_IsNotBroken()
    {
        using var holder = new ScriptedHolder { Answer = (_, _) => ScriptedHolder.Status(HttpStatusCode.TooManyRequests) };
        for (var call = 0; call < 20; call++) Assert.Equal(Because.Busy, await BecauseAsync(holder));
        holder.Answer = (_, _) => ScriptedHolder.Status(HttpStatusCode.NotFound);
        for (var call = 0; call < 20; call++) Assert.Equal(Because.RejectedUnverified, await BecauseAsync(holder));
        Assert.Equal(40, holder.Sent);
    }

    [Fact]
    public async Task H6_HolderShutOffByHand_IsNotAskedAndComesBackWithoutPenalty()
    {
        using var holder = new ScriptedHolder();
        var line = holder.Calls.Line(ScriptedHolder.Holder("one-csc"));
        await line.Breaker.IsolateAsync(ScriptedHolder.Cancellation);
        Assert.Equal(Because.NotAsked, await BecauseAsync(holder));
        Assert.Equal(0, holder.Sent);

        await line.Breaker.CloseAsync(ScriptedHolder.Cancellation);
        Assert.IsType<Reply.Body>(await holder.AskAsync());
    }

    private static async Task<ScriptedHolder> BrokenAsync()
    {
        var holder = new ScriptedHolder { Answer = (_, _) => ScriptedHolder.Status(HttpStatusCode.BadGateway) };
        for (var call = 0; call < 5; call++) await holder.AskAsync();
        return holder;
    }

    private static async Task<Because> BecauseAsync(ScriptedHolder holder) => Assert.IsType<Reply.Nothing>(await holder.AskAsync()).Because;
}
