using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Gateway.Tests.Notifications;

/// <summary>Only an acknowledgement of this very notice is a delivery; whatever else comes back, the notice waits.</summary>
public sealed class CouncilFaultTests
{
    private static readonly Dictionary<string, Func<HttpContext, JsonElement, Task>> Faults = new()
    {
        ["answered-200"] = (context, _) => context.Response.WriteAsync("""{"noticeId":"x"}"""),
        ["answered-302"] = (context, _) => Task.Run(() => context.Response.Redirect("/elsewhere")),
        ["answered-500"] = (context, _) => Task.FromResult(context.Response.StatusCode = 500),
        ["another-notice"] = (context, _) => AcceptAsync(context, $$"""{"noticeId":"{{Guid.NewGuid()}}","received":"2026-11-22T02:10:00Z"}"""),
        ["not-the-contract"] = (context, _) => AcceptAsync(context, "<html>Thank you</html>"),
        ["not-the-contract "] = (context, notice) => AcceptAsync(context, $$"""{"noticeId":{{notice.GetProperty("noticeId").GetRawText()}}}"""),
        ["not-the-contract  "] = (context, _) => AcceptAsync(context, new string(' ', 40_000) + "{}"),
        ["unreachable"] = (context, _) => Task.Run(context.Abort),
    };

    public static TheoryData<string> Kinds => [.. Faults.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task Faulty_answer_leaves_the_notice_waiting_and_the_next_good_one_delivers_it(string kind)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var council = await CouncilListener.StartAsync();
        council.Answer = Faults[kind];
        await using var gateway = await NoticesHost.StartAsync(store, council);
        await gateway.RecordAsync(TestAgencies.Notice());
        await gateway.Messages.DoneAsync();
        var waiting = await gateway.OnlyNoticeAsync();
        Assert.Equal((kind.Trim(), null), (waiting.LastFailure, waiting.DeliveredAt));

        council.Answer = CouncilListener.Acknowledge;
        gateway.Advance(TimeSpan.FromMinutes(2));
        await gateway.Messages.DoneAsync();
        Assert.NotNull((await gateway.OnlyNoticeAsync()).DeliveredAt);
    }

    private static Task AcceptAsync(HttpContext context, string body)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return context.Response.WriteAsync(body);
    }
}
