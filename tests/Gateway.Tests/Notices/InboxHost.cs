using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Policy;
using Gateway.Simulator;
using Gateway.Tests.Simulator;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Notices;

/// <summary>The inbox of a gateway on a store, with the published policy and matrix, and a ledger that may die. Two on one store are two processes.</summary>
internal sealed class InboxHost : IAsyncDisposable
{
    // A Monday, half past nine.
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private InboxHost(WebApplication app) => _app = app;

    public required MovableTime Clock { get; init; }
    public required MortalLedger Ledger { get; init; }
    public required RecordingLogs Logs { get; init; }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<InboxHost> StartAsync(TestStore store, MovableTime? clock = null, Action<JsonNode>? change = null, params (string Name, string Value)[] settings)
    {
        var register = RegisterForTests.With(new Setting());
        change?.Invoke(register);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = store.Provider,
            ["Storage:Connection"] = store.Connection,
            ["Notices:SweepSeconds"] = "0",
            ["Ledger:Key"] = Convert.ToBase64String(new byte[32]),
            ["Ledger:Anchor"] = "not-opened-here.db",
        });
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        var (logs, ledger) = (new RecordingLogs(), new MortalLedger());
        clock ??= new MovableTime(Morning);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        var services = builder.Services;
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<AppendToLedger>(ledger.AppendAsync);
        services.AddSingleton(PoliciesInForce.Load(new PolicyFolder(Contracts.PathOf("policy")), clock));
        services.AddSingleton(Taken(BankHolidays.Read(Contracts.Text("calendar/bank-holidays-england-and-wales.csv"))));
        services.AddSingleton(provider => Taken(LoadRegister.From(
            register.ToJsonString(), new RegisterTerms(provider.GetRequiredService<PoliciesInForce>().RoleNames.ToHashSet(), true, false, DateOnly.FromDateTime(Morning.UtcDateTime)))));
        services.AddSingleton<RecordOnce>();
        services.AddSingleton<RecordReading>();
        services.AddSingleton<WhomToRing>();
        builder.AddData();
        builder.AddNotices();
        var app = builder.Build();
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>()) await service.StartingAsync(Cancellation);
        return new InboxHost(app) { Clock = clock, Ledger = ledger, Logs = logs };
    }

    public Task PostAsync(params Posting[] postings) => Services.GetRequiredService<PostToInbox>().PostAsync(postings, Cancellation);

    /// <summary>Whatever is due now is given to whoever has it.</summary>
    public Task TendAsync() => Services.GetRequiredService<TendInbox>().RoundAsync(Cancellation);

    public Task AfterAsync(TimeSpan by)
    {
        Clock.Advance(by);
        return TendAsync();
    }

    /// <summary>Somebody of an agency, as their token says.</summary>
    internal Practitioner Who(string agency, string role, string subject) => new(Services.GetRequiredService<Register>().Agencies[agency], subject, role, null);

    internal TakeNotice Take => Services.GetRequiredService<TakeNotice>();

    internal ReadNotice Read => Services.GetRequiredService<ReadNotice>();

    internal async Task<IReadOnlyList<NoticeView>> ListAsync(Practitioner who) => (await Services.GetRequiredService<ListNotices>().RunAsync(who, null, Cancellation))!.Shown;

    public async Task<T> ReadAsync<T>(Func<GatewayContext, Task<T>> read)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await read(db);
    }

    public Task<List<InboxNotice>> NoticesAsync() => ReadAsync(db => db.Set<InboxNotice>().AsNoTracking().OrderBy(notice => notice.Id).ToListAsync(Cancellation));

    public async Task<InboxNotice> OnlyAsync() => Assert.Single(await NoticesAsync());

    public Task<List<NoticeTurn>> TurnsAsync() => ReadAsync(db => db.Set<NoticeTurn>().AsNoTracking().OrderBy(turn => turn.Step).ThenBy(turn => turn.At).ToListAsync(Cancellation));

    /// <summary>Who has had it so far: part, agency and time.</summary>
    public async Task<string> CourseAsync() => string.Join(" | ", (await TurnsAsync()).Select(turn => $"{Gateway.Rules.Notices.NoticeRecipientWords.Word(turn.Part)} {turn.Agency} {turn.Person ?? turn.Roles.Trim()} {turn.At:ddd HH:mm}"));

    private static T Taken<T>(Loaded<T> loaded) => loaded switch
    {
        Loaded<T>.Accepted(var value) => value,
        Loaded<T>.Refused(var faults) => throw new StartRefusedException(faults),
        _ => throw new InvalidOperationException(),
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A ledger that keeps what it was given, refuses it, or records it and dies before it can say so.</summary>
internal sealed class MortalLedger
{
    private readonly RecordingLedger _inner = new();

    public IReadOnlyList<LedgerEntry> Entries => _inner.Entries;

    public bool Refuses { set => _inner.Refuses = value; }

    /// <summary>So many entries are recorded of which the process never hears.</summary>
    public int Dies { get; set; }

    public async ValueTask<AppendResult> AppendAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        var result = await _inner.AppendAsync(entry, cancellation);
        return Dies-- > 0 ? throw new IOException("killed") : result;
    }
}
