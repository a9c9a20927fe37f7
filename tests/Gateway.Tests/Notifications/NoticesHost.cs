using System.Collections.Frozen;
using System.Diagnostics;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Notifications;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Notifications;

/// <summary>A gateway with its store and its notices, over real HTTP to a council; two on one store are two processes.</summary>
internal sealed class NoticesHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private bool _started;

    private NoticesHost(WebApplication app) => _app = app;

    public required MovableClock Clock { get; init; }
    public required RecordingLedger Ledger { get; init; }
    public required RecordingLogs Logs { get; init; }
    public MessageWatch Messages { get; } = new();

    public RecordNotices Notices => _app.Services.GetRequiredService<RecordNotices>();
    public OutboxSignal Outbox => _app.Services.GetRequiredService<OutboxSignal>();
    public IBus Bus => _app.Services.GetRequiredService<MessageBus>().Control;

    public static async Task<NoticesHost> StartAsync(TestStore store, CouncilListener council, Uri? broker = null, MovableClock? clock = null)
    {
        var host = Build(store, council, broker, clock);
        await host.StartAsync();
        return host;
    }

    public Task StartAsync()
    {
        _started = true;
        Bus.ConnectReceiveObserver(Messages);
        return _app.StartAsync();
    }

    /// <summary>Not started: it can write, and nothing of it sends.</summary>
    public static NoticesHost Build(TestStore store, CouncilListener council, Uri? broker = null, MovableClock? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(Settings(store, broker));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseDefaultServiceProvider(options => options.ValidateOnBuild = options.ValidateScopes = true);

        var logs = new RecordingLogs();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        clock ??= new MovableClock();
        var ledger = new RecordingLedger();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<AppendToLedger>(ledger.AppendAsync);
        builder.Services.AddSingleton(new Register("test", TestAgencies.For(council).ToFrozenDictionary(agency => agency.Id), []));
        builder.AddData();
        builder.AddNotifications();
        var app = builder.Build();
        app.MapGet("/", () => "serving");
        return new NoticesHost(app) { Clock = clock, Ledger = ledger, Logs = logs };
    }

    public async Task<string> AskAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(_app.Urls.Single()));
    }

    public Task RecordAsync(params AttendanceNotice[] notices) => Notices.RecordAsync(notices, TestContext.Current.CancellationToken);

    public async Task<T> ReadAsync<T>(Func<GatewayContext, Task<T>> read)
    {
        await using var db = await _app.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync();
        return await read(db);
    }

    public Task<NoticeOfAttendance> OnlyNoticeAsync() => ReadAsync(db => db.Set<NoticeOfAttendance>().SingleAsync());

    /// <summary>As while a message is under way: nobody queues another for an hour.</summary>
    public Task HoldBackOthersAsync() => ReadAsync(db =>
        db.Set<NoticeOfAttendance>().ExecuteUpdateAsync(set => set.SetProperty(notice => notice.QueuedUntil, Clock.GetUtcNow() + TimeSpan.FromHours(1))));

    public Task<List<OutboxMessage>> OwedAsync() =>
        ReadAsync(db => db.Set<OutboxMessage>().OrderBy(message => message.Sequence).ToListAsync());

    /// <summary>Until it is written down of every message that it was sent: that comes after the broker has it, and so beside whoever takes it.</summary>
    public async Task WrittenAsSentAsync()
    {
        for (var started = Stopwatch.GetTimestamp(); (await OwedAsync()).Any(message => message.SentAt is null); await Task.Delay(20, TestContext.Current.CancellationToken))
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "A message that was taken is still owed.");
    }

    /// <summary>Sets the clock forward and lets the dispatcher see it.</summary>
    public void Advance(TimeSpan by)
    {
        Clock.Advance(by);
        Outbox.Raise();
    }

    private static Dictionary<string, string?> Settings(TestStore store, Uri? broker) => new()
    {
        ["Storage:Provider"] = store.Provider,
        ["Storage:Connection"] = store.Connection,
        ["Messaging:Transport"] = broker is null ? "InMemory" : "RabbitMq",
        ["Messaging:RabbitMq"] = broker?.OriginalString,
    };

    public async ValueTask DisposeAsync()
    {
        if (_started) await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
