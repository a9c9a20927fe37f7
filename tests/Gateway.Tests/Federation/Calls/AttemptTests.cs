using System.Net;
using System.Net.Http.Headers;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Federation.Calls;
using Gateway.Rules.Federation;

namespace Gateway.Tests.Federation.Calls;

/// <summary>How often and how long one question may trouble one holder.</summary>
public sealed class AttemptTests
{
    [Fact]
    public void Budget_that_is_spent_is_refused_before_anybody_is_asked() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(-100_000, 0).ToArbitrary(),
        milliseconds =>
        {
            using var holder = new ScriptedHolder { Answer = (_, cancel) => ScriptedHolder.Silent(cancel) };
            var asked = holder.AskAsync(milliseconds: milliseconds);
            Assert.True(asked.IsCompleted);
            return holder.Sent == 0 && asked.Result is Reply.Nothing { Because: Because.NotAsked };
        }));

    [Theory]
    [InlineData(2850, 1200)]
    [InlineData(700, 700)]
    public async Task A2_SilentHolder_IsGivenUpAfterAnAttemptAndNotAskedAgain(int budget, int attempt)
    {
        using var holder = new ScriptedHolder { Answer = (_, cancel) => ScriptedHolder.Silent(cancel) };
        var asked = holder.AskAsync(milliseconds: budget);
        await holder.NextAsync();
        holder.Time.Advance(TimeSpan.FromMilliseconds(attempt - 1));
        Assert.False(asked.IsCompleted);

        holder.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((Because.TimedOut, Reached.Silence), Assert.IsType<Reply.Nothing>(await asked) is var reply ? (reply.Because, reply.Reached) : default);
        Assert.Equal(1, holder.Sent);
    }

    [Fact]
    public async Task A11_ClientThatIgnoresItsToken_IsGivenUpAllTheSame()
    {
        var never = new TaskCompletionSource<HttpResponseMessage>();
        using var holder = new ScriptedHolder { Answer = (_, _) => never.Task };
        for (var call = 0; call < 5; call++)
        {
            var asked = holder.AskAsync();
            await holder.NextAsync();
            holder.Time.Advance(TimeSpan.FromMilliseconds(1200));
            Assert.Equal(Because.TimedOut, Assert.IsType<Reply.Nothing>(await asked).Because);
        }

        // What cannot be stopped is at least not begun for ever.
        for (var call = 0; call < 100; call++) Assert.Equal(Because.NotAsked, Assert.IsType<Reply.Nothing>(await holder.AskAsync()).Because);
        Assert.Equal(5, holder.Sent);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, 2)]
    [InlineData(HttpRequestError.ResponseEnded, 2)]
    public async Task B3_ConnectionThatBreaks_IsTriedOnceMore(HttpRequestError how, int sent)
    {
        using var holder = new ScriptedHolder(limits => limits.RetryMilliseconds = 1, TimeProvider.System) { Answer = (_, _) => ScriptedHolder.Fails(how) };
        Assert.IsType<Reply.Nothing>(await holder.AskAsync());
        Assert.Equal(sent, holder.Sent);
    }

    // To read may tell a council: only what certainly never got there is sent again.
    [Theory]
    [InlineData(HttpRequestError.ConnectionError, 2)]
    [InlineData(HttpRequestError.NameResolutionError, 2)]
    [InlineData(HttpRequestError.ResponseEnded, 1)]
    [InlineData(HttpRequestError.Unknown, 1)]
    public async Task B3_QuestionThatIsReadOnce_IsSentAgainOnlyWhereItWasCertainlyNotRead(HttpRequestError how, int sent)
    {
        using var holder = new ScriptedHolder(limits => limits.RetryMilliseconds = 1, TimeProvider.System) { Answer = (_, _) => ScriptedHolder.Fails(how) };
        Assert.IsType<Reply.Nothing>(await holder.AskAsync(once: true));
        Assert.Equal(sent, holder.Sent);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, Because.NoReply)]
    [InlineData(HttpStatusCode.Found, Because.RejectedUnverified)]
    [InlineData(HttpStatusCode.TooManyRequests, Because.Busy)]
    public async Task B3_WhatWasAnswered_IsNotAskedAgain(HttpStatusCode status, Because because)
    {
        using var holder = new ScriptedHolder(limits => limits.RetryMilliseconds = 1, TimeProvider.System) { Answer = (_, _) => ScriptedHolder.Status(status) };
        Assert.Equal(because, Assert.IsType<Reply.Nothing>(await holder.AskAsync()).Because);
        Assert.Equal(1, holder.Sent);
    }

    [Fact]
    public async Task B9_EveryConnectionBreaks_AndATenthIsSentAgainAtMost()
    {
        const int Calls = 400;
        using var holder = new ScriptedHolder(limits => (limits.RetryMilliseconds, limits.BreakAfter) = (1, 100), TimeProvider.System);
        for (var call = 0; call < Calls; call++)
        {
            // A few answers in between keep the breaker out of it.
            holder.Answer = (_, _) => call % 20 == 0 ? ScriptedHolder.Ok() : ScriptedHolder.Fails(HttpRequestError.ResponseEnded);
            await holder.AskAsync();
        }

        Assert.InRange(holder.Sent - Calls, 30, 1 + Calls / 10);
    }

    [Fact]
    public async Task B13_RetryAfterOfAnHour_IsBusyAtOnceAndForAMinuteNotAsked()
    {
        using var holder = new ScriptedHolder { Answer = (_, _) => LeaveMeAlone(TimeSpan.FromHours(1)) };
        Assert.Equal(Because.Busy, await BecauseAsync(holder));
        holder.Answer = (_, _) => ScriptedHolder.Ok();
        holder.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(Because.Busy, await BecauseAsync(holder));
        Assert.Equal(1, holder.Sent);

        holder.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<Reply.Body>(await holder.AskAsync());
    }

    [Fact]
    public async Task B13_HolderThatIsFull_IsBusyAndTheOthersAreNot()
    {
        using var holder = new ScriptedHolder(limits => (limits.AtOnce, limits.Waiting) = (3, 1));
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        holder.Answer = (address, _) => address.Host.Contains("one-csc") ? answer.Task : ScriptedHolder.Ok();
        var held = Enumerable.Range(0, 4).Select(_ => holder.AskAsync()).ToList();

        Assert.Equal(Because.Busy, await BecauseAsync(holder));
        Assert.IsType<Reply.Body>(await holder.AskAsync("two-csc"));
        Assert.Equal(4, holder.Sent);
        holder.Answer = (_, _) => ScriptedHolder.Ok();
        answer.SetResult(await ScriptedHolder.Ok());
        foreach (var one in held) await one;
    }

    [Fact]
    public async Task A7_ReplicaBesideASilentHolder_TheFirstAnswerCountsAndNoOther()
    {
        using var holder = new ScriptedHolder { Answer = (address, cancel) => address.Host.StartsWith("replica-0") ? ScriptedHolder.Silent(cancel) : ScriptedHolder.Ok() };
        var asked = holder.AskAsync(replicas: 1);
        Assert.StartsWith("replica-0", (await holder.NextAsync()).Host);
        holder.Time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.False(asked.IsCompleted);
        holder.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.StartsWith("replica-1", (await holder.NextAsync()).Host);
        Assert.IsType<Reply.Body>(await asked);
        Assert.Equal(2, holder.Sent);
    }

    [Fact]
    public async Task Replica_is_asked_at_once_where_the_holder_is_away_and_never_where_there_is_none()
    {
        using var holder = new ScriptedHolder { Answer = (address, _) => address.Host.StartsWith("replica-0") ? ScriptedHolder.Fails(HttpRequestError.ConnectionError) : ScriptedHolder.Ok() };
        Assert.IsType<Reply.Body>(await holder.AskAsync(replicas: 2));
        Assert.Equal(2, holder.Sent);

        using var alone = new ScriptedHolder { Answer = (_, cancel) => ScriptedHolder.Silent(cancel) };
        var asked = alone.AskAsync();
        await alone.NextAsync();
        alone.Time.Advance(TimeSpan.FromMilliseconds(1200));
        Assert.Equal(Because.TimedOut, Assert.IsType<Reply.Nothing>(await asked).Because);
        Assert.Equal(1, alone.Sent);
    }

    private static async Task<HttpResponseMessage> LeaveMeAlone(TimeSpan time)
    {
        var busy = await ScriptedHolder.Status(HttpStatusCode.ServiceUnavailable);
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(time);
        return busy;
    }

    private static async Task<Because> BecauseAsync(ScriptedHolder holder) => Assert.IsType<Reply.Nothing>(await holder.AskAsync()).Because;
}
