using System.Text.Json;

namespace Gateway.Tests.Simulator;

public sealed class NoticeTests
{
    [Fact]
    public async Task Notice_sent_twice_is_one_notice_and_is_answered_as_the_first_was()
    {
        await using var simulated = await Simulated.StartAsync();
        var id = Guid.NewGuid();
        var first = await simulated.AskAsync("aldersham-council", "notices", Simulated.Notice(id), 202);
        var second = await simulated.AskAsync("aldersham-council", "notices", Simulated.Notice(id), 202);

        Assert.True(JsonElement.DeepEquals(first, second));
        var notice = Assert.Single(simulated.Host.Notices);
        Assert.Equal((id, "aldersham-council", "attendance", "ENC-1", 2), (notice.NoticeId, notice.Recipient, notice.Kind, notice.Reference, notice.Times));
    }

    [Fact]
    public async Task Control_lists_notices_without_the_child()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.AskAsync("aldersham-council", "notices", Simulated.Notice(Guid.NewGuid()), 202);
        var listed = await simulated.ControlAsync(HttpMethod.Get, "notices");

        Assert.Equal("ENC-1", listed[0].GetProperty("reference").GetString());
        Assert.Equal("aldersham-council", listed[0].GetProperty("recipient").GetString());
        Assert.DoesNotContain(Simulated.Number, listed.GetRawText());
        Assert.DoesNotContain("2023-03-04", listed.GetRawText());
    }

    [Fact]
    public async Task Arrival_of_a_notice_can_be_awaited()
    {
        await using var simulated = await Simulated.StartAsync();
        var arrived = simulated.Host.NoticesReachAsync(2, Simulated.Cancellation);
        await simulated.AskAsync("aldersham-council", "notices", Simulated.Notice(Guid.NewGuid()), 202);
        Assert.False(arrived.IsCompleted);
        await simulated.AskAsync("dunmere-council", "notices", Simulated.Notice(Guid.NewGuid()), 202);
        await arrived;
    }

    [Fact]
    public async Task Agency_that_takes_no_notices_has_none_at_that_address()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.AskAsync("northshire-police", "notices", Simulated.Notice(Guid.NewGuid()), 404);
    }
}
