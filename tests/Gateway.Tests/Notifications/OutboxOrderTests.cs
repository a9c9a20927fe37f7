using System.Collections.Concurrent;
using Gateway.Notifications;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Notifications;

public sealed class OutboxOrderTests
{
    public static TheoryData<string> Both => TestStore.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Messages_of_one_council_leave_in_order_though_two_processes_send_them(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var council = await CouncilListener.StartAsync();
        await using (await NoticesHost.StartAsync(store, council)) { }
        await using var writer = NoticesHost.Build(store, council);
        for (var visit = 0; visit < 20; visit++)
            await writer.RecordAsync(TestAgencies.Notice($"ENC-{visit}"), TestAgencies.Notice($"ENC-{visit}", TestAgencies.Brackenford));

        var left = new LeavingOrder();
        await using var one = NoticesHost.Build(store, council);
        await using var other = NoticesHost.Build(store, council);
        one.Bus.ConnectPublishObserver(left);
        other.Bus.ConnectPublishObserver(left);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        for (var posted = 0; posted < 40; posted++) await council.NextAsync();

        var lines = await one.ReadAsync(db => db.Set<NoticeOfAttendance>().ToDictionaryAsync(notice => notice.Id, notice => notice.Recipient));
        foreach (var line in (await one.OwedAsync()).GroupBy(message => message.Line))
            Assert.Equal(line.Select(message => message.Subject), left.Subjects.Where(subject => lines[subject] == line.Key).Distinct());
    }

    private sealed class LeavingOrder : IPublishObserver
    {
        private readonly ConcurrentQueue<Guid> _subjects = new();

        public IEnumerable<Guid> Subjects => _subjects;

        public Task PostPublish<T>(PublishContext<T> context) where T : class
        {
            if (context.Message is AttendanceNoticeWaiting waiting) _subjects.Enqueue(waiting.NoticeId);
            return Task.CompletedTask;
        }

        public Task PrePublish<T>(PublishContext<T> context) where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception) where T : class => Task.CompletedTask;
    }
}
