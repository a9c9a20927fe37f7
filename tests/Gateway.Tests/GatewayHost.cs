using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Federation.Calls;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests;

/// <summary>
/// The whole service on a real port, with every agency of a register beside it over real HTTP and a store of its own. It is
/// a Sunday in November, ten past two in the morning.
/// </summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public static readonly TheoryData<string> Stores = new("Sqlite", "Postgres");
    public static readonly DateTimeOffset Night = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _tokens = new();
    private readonly Dictionary<string, string?> _settings;
    private ChaosOnCalls? _chaos;
    private string _scheme = "http";
    private WebApplication _app = null!;

    private GatewayHost(Dictionary<string, string?> settings, string folder, SimulatorHost agencies, QuestionRelay? relay, TestClock clock) =>
        (_settings, Folder, Agencies, Relay, Clock) = (settings, folder, agencies, relay, clock);

    public string Folder { get; }
    public SimulatorHost Agencies { get; }
    public TestClock Clock { get; }
    public RecordingLogs Logs { get; } = new();
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null } }) { Timeout = TimeSpan.FromSeconds(60) };
    public Uri Address { get; private set; } = null!;
    public QuestionRelay? Relay { get; }
    public IServiceProvider Services => _app.Services;
    public Ledger Ledger => Services.GetRequiredService<Ledger>();
    public LedgerReader Entries => new(Ledger);
    public (string Provider, string Connection) Store => (_settings["Storage:Provider"]!, _settings["Storage:Connection"]!);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<GatewayHost> StartAsync(params TestChild[] children) => StartAsync(null, "Sqlite", new Setting(children));

    public static Task<GatewayHost> StartAsync(PostgresServer? server, string store, params TestChild[] children) => StartAsync(server, store, new Setting(children));

    public static async Task<GatewayHost> StartAsync(PostgresServer? server, string store, Setting setting)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-host-").FullName;
        var clock = new TestClock(Night);
        var register = RegisterForTests.With(setting);
        var agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = RegisterForTests.Marked(register), Clock = clock });
        var relay = setting.Recorded ? await QuestionRelay.StartAsync(agencies.BaseAddress) : null;
        var connection = setting.Connection ?? (store == "Sqlite" ? Path.Combine(folder, "store") : await server!.CreateDatabaseAsync());
        var settings = SettingFiles.Write(folder, RegisterForTests.PointingAt(register, relay?.Address ?? agencies.BaseAddress), setting, store, connection);
        if (setting.FromPds) foreach (var (name, value) in SettingFiles.OfPds(agencies.Pds)) settings[name] = value;
        foreach (var (name, value) in setting.More) settings[name] = value;
        var host = new GatewayHost(settings, folder, agencies, relay, clock) { _chaos = setting.Chaos, _scheme = setting.Https ? "https" : "http" };
        ((ConcurrentBag<RecordingLogs>)TestContext.Current.KeyValueStorage.GetOrAdd(OfThisTest, _ => new ConcurrentBag<RecordingLogs>())!).Add(host.Logs);
        await host.BeginAsync();
        return host;
    }

    /// <summary>What the services of this test said at the highest level: why one of them answers nothing.</summary>
    public static string Alarms() => TestContext.Current is { Test: not null } test && test.KeyValueStorage.TryGetValue(OfThisTest, out var kept) && kept is ConcurrentBag<RecordingLogs> logs
        ? string.Concat(logs.SelectMany(log => log.Lines).Where(line => line.Level == LogLevel.Critical).Select(line => System.Environment.NewLine + line.Text))
        : "";

    // What is kept there is every test's.
    private static string OfThisTest => nameof(Alarms) + TestContext.Current.Test?.UniqueID;

    /// <summary>The process ends and another begins on the same store.</summary>
    public Task RestartAsync() => RestartAsync(() => { });

    /// <summary>As <see cref="RestartAsync()"/>, with something done to what is at rest in between.</summary>
    public async Task RestartAsync(Action between)
    {
        await _app.DisposeAsync();
        between();
        _tokens.Clear();
        await BeginAsync();
    }

    /// <summary>The process ends, others of the test's live and die on the same store, and then another begins.</summary>
    public async Task RestartAfterAsync(Func<Task> others)
    {
        await _app.DisposeAsync();
        await others();
        _tokens.Clear();
        await BeginAsync();
    }

    /// <summary>Its settings, as the environment of a process has them.</summary>
    public Dictionary<string, string> Environment() => _settings.Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);

    /// <summary>A setting for the next process on the same store.</summary>
    public void Set(string name, string value) => _settings[name] = value;

    public void Holds(string custodian, TestChild child, CustodianFacts facts) =>
        Agencies.AddRecord(new ChildRecord(child.Number, child.Born, new Dictionary<string, CustodianFacts> { [custodian] = facts }));

    /// <summary>The child is in the department since half an hour ago, or was until it ended.</summary>
    public void Attends(TestChild child, string site = "aldersham-general-ed", string reference = "ENC-1", DateTimeOffset? ended = null, int minutesAgo = 30) =>
        Involve("alder-valley-nhs-trust", "encounter", child, reference, site, ended, minutesAgo: minutesAgo);

    public void Involve(string agency, string type, TestChild child, string reference = "REF-1", string? site = null, DateTimeOffset? ended = null, bool pregnancy = false, int minutesAgo = 30) =>
        Agencies.AddRelationship(new RelationshipRecord(agency, "*", child.Number, child.Born, type, reference, Night.AddMinutes(-minutesAgo).AddDays(ended is null ? 0 : -3), ended, site, pregnancy));

    /// <summary>The triage nurse asks for urgent care.</summary>
    public Task<Answer> CheckAsync(TestChild child, params string[] items) => AskAsync(new Question(child, items));

    public Task<Answer> AskAsync(Question question) => SendAsync(question.Body(), question.Asker, question.RequestId.ToString());

    public async Task<Answer> SendAsync(string body, string asker = "nurse", string? requestId = "", string mediaType = "application/json", string? token = null)
    {
        token ??= await TokenAsync(asker);
        return await SendAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(mediaType) } }, token, requestId);
    }

    public async Task<Answer> SendAsync(HttpContent? body, string? token, params string?[] requestIds)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, "v1/checks")) { Content = body };
        if (!string.IsNullOrEmpty(token)) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        foreach (var id in requestIds) if (id is not null) request.Headers.TryAddWithoutValidation("X-Request-ID", id.Length == 0 ? Guid.NewGuid().ToString() : id);
        return await Answer.OfAsync(await Http.SendAsync(request, Cancellation), Cancellation);
    }

    public Task<Answer> GetAsync(string path, string asker) => SendAsync(HttpMethod.Get, path, asker, null);

    public Task<Answer> PostAsync(string path, string asker, JsonNode? body, string? requestId = null) => SendAsync(HttpMethod.Post, path, asker, body?.ToJsonString() ?? "", requestId);

    public async Task<Answer> SendAsync(HttpMethod method, string path, string asker, string? body, string? requestId = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + await TokenAsync(asker));
        if (requestId is not null) request.Headers.TryAddWithoutValidation("X-Request-ID", requestId);
        return await Answer.OfAsync(await Http.SendAsync(request, Cancellation), Cancellation, $"{method.Method.ToLowerInvariant()} /{path.Split('?')[0]}");
    }

    public async Task<string> TokenAsync(string asker)
    {
        if (_tokens.TryGetValue(asker, out var known) && known.Until > Clock.GetUtcNow()) return known.Token;
        using var response = await Http.PostAsync(
            new Uri(Address, "development/tokens"), new StringContent(new JsonObject { ["practitioner"] = asker }.ToJsonString(), Encoding.UTF8, "application/json"), Cancellation);
        var token = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("accessToken").GetString()!;
        _tokens[asker] = (token, Clock.GetUtcNow().AddMinutes(10));
        return token;
    }

    public long Asked(params string[] custodians) => custodians.Sum(Agencies.Asked);

    /// <summary>How many questions went to custodians, whoever they are.</summary>
    public long AskedOfAnybody => Asked([.. RegisterForTests.Custodians]);

    public async ValueTask DisposeAsync()
    {
        // Whatever still writes in the folder has ended when it goes.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        Http.Dispose();
        if (Relay is not null) await Relay.DisposeAsync();
        await Agencies.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task BeginAsync()
    {
        _app = Program.Build(["--environment", "Development", "--urls", $"{_scheme}://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(_settings);
            builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Logs);
            builder.Services.AddSingleton<TimeProvider>(Clock);
            if (_chaos is not null) builder.Services.AddSingleton(_chaos);
        });
        await _app.StartAsync(Cancellation);
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }
}
