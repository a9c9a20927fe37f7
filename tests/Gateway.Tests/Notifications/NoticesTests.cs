using System.Data.Common;
using System.Text.Json;
using Gateway.Audit;
using Gateway.Notifications;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Notifications;

public sealed class NoticesTests
{
    public static TheoryData<string> Both => TestStore.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Council_gets_the_notice_in_the_words_of_the_contract(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council);

        await gateway.RecordAsync(TestAgencies.Notice());
        var posted = await council.NextAsync();
        await gateway.Messages.DoneAsync();

        var notice = await gateway.OnlyNoticeAsync();
        Assert.NotNull(notice.DeliveredAt);
        Assert.Equal(
            ["arrivedAt", "child", "kind", "noticeId", "reference", "ringBack", "sentAt", "where"],
            posted.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(notice.Id, posted.GetProperty("noticeId").GetGuid());
        Assert.Equal("attendance", posted.GetProperty("kind").GetString());
        Assert.Equal("""{"nhsNumber":"9990000018","dateOfBirth":"2023-03-04"}""", posted.GetProperty("child").GetRawText());
        Assert.Equal("2026-11-22T02:09:58Z", posted.GetProperty("arrivedAt").GetString());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Sixteen_writers_at_once_tell_the_council_once(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        await using var one = await NoticesHost.StartAsync(store, council);
        await using var other = await NoticesHost.StartAsync(store, council);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            (i % 2 == 0 ? one : other).RecordAsync(TestAgencies.Notice(), TestAgencies.Notice())));
        await council.NextAsync();

        Assert.Equal(1, await one.ReadAsync(db => db.Set<NoticeOfAttendance>().CountAsync()));
        Assert.Single(await one.OwedAsync());
        Assert.Single(council.Posted);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_second_council_is_told_though_the_first_already_was(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council);

        await gateway.RecordAsync(TestAgencies.Notice());
        await gateway.RecordAsync(TestAgencies.Notice(), TestAgencies.Notice(council: TestAgencies.Brackenford), TestAgencies.Notice("ENC-2"));

        await council.NextAsync();
        await council.NextAsync();
        await council.NextAsync();
        Assert.Equal(3, council.Posted.Select(notice => notice.GetProperty("noticeId").GetGuid()).Distinct().Count());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_same_message_again_changes_nothing(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        council.Answer = CouncilListener.Down;
        await using var gateway = await NoticesHost.StartAsync(store, council);
        await gateway.RecordAsync(TestAgencies.Notice());
        var message = await gateway.Messages.DoneAsync();
        await gateway.HoldBackOthersAsync();
        var before = await gateway.OnlyNoticeAsync();

        gateway.Clock.Advance(TimeSpan.FromSeconds(40));
        for (var time = 0; time < 20; time++)
        {
            await gateway.Bus.Publish(new AttendanceNoticeWaiting(before.Id), (PublishContext context) => context.MessageId = message, TestContext.Current.CancellationToken);
            Assert.Equal(message, await gateway.Messages.DoneAsync());
        }

        var after = await gateway.OnlyNoticeAsync();
        Assert.Equal((1, before.NextAttemptAt), (after.FailedAttempts, after.NextAttemptAt));
        Assert.Single(council.Posted);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Council_that_was_down_is_told_when_it_is_back(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        council.Answer = CouncilListener.Down;
        await using var gateway = await NoticesHost.StartAsync(store, council);
        await gateway.RecordAsync(TestAgencies.Notice());

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await gateway.Messages.DoneAsync();
            Assert.Equal(attempt, (await gateway.OnlyNoticeAsync()).FailedAttempts);
            if (attempt == 3) council.Answer = CouncilListener.Acknowledge;
            gateway.Advance(TimeSpan.FromMinutes(2));
        }

        await gateway.Messages.DoneAsync();
        var notice = await gateway.OnlyNoticeAsync();
        Assert.Equal((3, "answered-503"), (notice.FailedAttempts, notice.LastFailure));
        Assert.NotNull(notice.DeliveredAt);
        Assert.Single(council.Posted.Select(posted => posted.GetProperty("noticeId").GetGuid()).Distinct());
        Assert.Single(gateway.Ledger.Entries);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Notice_that_was_committed_and_not_sent_is_sent_by_the_next_process(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        await using (await NoticesHost.StartAsync(store, council)) { }
        await using var died = NoticesHost.Build(store, council);
        await died.RecordAsync(TestAgencies.Notice());

        await using var next = await NoticesHost.StartAsync(store, council);
        next.Outbox.Raise();

        await council.NextAsync();
        await next.Messages.DoneAsync();
        Assert.NotNull((await next.OnlyNoticeAsync()).DeliveredAt);
        await next.WrittenAsSentAsync();
        Assert.NotNull(Assert.Single(await next.OwedAsync()).SentAt);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Message_that_was_lost_in_flight_is_owed_again(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        var clock = new MovableClock();
        await using (await NoticesHost.StartAsync(store, council)) { }
        await using var died = NoticesHost.Build(store, council, clock: clock);
        await died.RecordAsync(TestAgencies.Notice());
        await died.ReadAsync(db => db.Set<OutboxMessage>().ExecuteUpdateAsync(set => set.SetProperty(message => message.SentAt, clock.GetUtcNow())));

        await using var next = await NoticesHost.StartAsync(store, council, clock: clock);
        next.Advance(TimeSpan.FromMinutes(1));

        await council.NextAsync();
        await next.Messages.DoneAsync();
        Assert.NotNull((await next.OnlyNoticeAsync()).DeliveredAt);
        Assert.Equal(2, (await next.OwedAsync()).Count);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Nothing_leaves_before_the_ledger_has_it(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council);
        gateway.Ledger.Refuses = true;
        var recordedBefore = 0;
        council.Answer = (context, notice) =>
        {
            recordedBefore = gateway.Ledger.Entries.Count;
            return CouncilListener.Acknowledge(context, notice);
        };

        await gateway.RecordAsync(TestAgencies.Notice());
        await gateway.Messages.DoneAsync();
        Assert.Empty(council.Posted);
        Assert.Equal("not-recorded", (await gateway.OnlyNoticeAsync()).LastFailure);

        gateway.Ledger.Refuses = false;
        gateway.Advance(TimeSpan.FromMinutes(2));
        await gateway.Messages.DoneAsync();
        Assert.Single(council.Posted);
        Assert.Equal(1, recordedBefore);
    }

    [Fact]
    public async Task Ledger_entry_names_the_agencies_in_common_and_the_child_only_in_its_own_section()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council);

        await gateway.RecordAsync(TestAgencies.Notice());
        await gateway.Messages.DoneAsync();

        var entry = Assert.Single(gateway.Ledger.Entries);
        var common = JsonSerializer.Deserialize<JsonElement>(entry.Common.Bytes.Span);
        var section = JsonSerializer.Deserialize<JsonElement>(Assert.Single(entry.Sections).Bytes.Span);
        Assert.Equal((EntryType.Disclosure, EntryOutcome.Noted, AgencyClass.NhsTrust), (entry.Type, entry.Outcome, entry.ActorClass));
        Assert.Equal(TestAgencies.Notice().InteractionId, entry.InteractionId);
        Assert.Equal("aldersham-council", common.GetProperty("recipient").GetString());
        Assert.DoesNotContain(TestAgencies.ChildNumber, common.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(TestAgencies.ChildNumber, section.GetProperty("child").GetProperty("nhsNumber").GetString());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Late_notice_is_warned_of_once_by_its_id(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = await NoticesHost.StartAsync(store, council);
        await gateway.RecordAsync(TestAgencies.Notice(council: TestAgencies.Farrowdale));
        await gateway.Messages.DoneAsync();

        gateway.Advance(TimeSpan.FromMinutes(11));
        await gateway.Messages.DoneAsync();
        gateway.Advance(TimeSpan.FromMinutes(11));
        await gateway.Messages.DoneAsync();

        var notice = await gateway.OnlyNoticeAsync();
        Assert.Equal((3, "not-connected"), (notice.FailedAttempts, notice.LastFailure));
        Assert.Single(gateway.Logs.Lines, line => line.Level is Microsoft.Extensions.Logging.LogLevel.Warning && line.Text.Contains($"{notice.Id} has not been delivered", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Message_headers_and_logs_name_no_child(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        council.Answer = CouncilListener.Down;
        await using var gateway = await NoticesHost.StartAsync(store, council);

        await gateway.RecordAsync(TestAgencies.Notice());
        await gateway.Messages.DoneAsync();
        council.Answer = CouncilListener.Acknowledge;
        gateway.Advance(TimeSpan.FromMinutes(2));
        await gateway.Messages.DoneAsync();

        var everything = string.Join('\n', [.. gateway.Messages.Seen, .. gateway.Logs.Lines.Select(line => line.Text)]);
        Assert.Contains("noticeId", everything, StringComparison.Ordinal);
        foreach (var personal in new[] { TestAgencies.ChildNumber, "999 000 0018", "2023-03-04", "ENC-1", "Brook Street", "960777" })
            Assert.DoesNotContain(personal, everything, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task Store_that_cannot_be_reached_is_a_database_fault_to_the_caller(string provider)
    {
        using var folder = await TestStore.NewAsync("Sqlite");
        var store = provider == "Sqlite" ? folder : folder with { Provider = provider, Connection = $"Host=127.0.0.1;Port={Ports.Free()};Username=nobody" };
        await using var council = await CouncilListener.StartAsync();
        await using var gateway = NoticesHost.Build(store, council);

        await Assert.ThrowsAnyAsync<DbException>(() => gateway.RecordAsync(TestAgencies.Notice()));
    }
}
