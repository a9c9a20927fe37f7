using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;
using Gateway.Simulator;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>What the gateway answered, as it came.</summary>
internal sealed record Answered(int Status, JsonElement Json, string Text)
{
    public static readonly JsonElement None = JsonDocument.Parse("{}").RootElement;

    public bool Is(int status) => Status == status;

    public string? Word(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public IEnumerable<JsonElement> List(string name) => Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}

/// <summary>Somebody of a timeline, signed in.</summary>
internal sealed record Person(string Agency, string Role, string Subject)
{
    public static Person Of(string agency, string role) => new(agency, role, $"{agency}.{role}");
}

/// <summary>A real gateway and real simulated agencies for one timeline, with a store of their own and a clock that the replay moves.</summary>
internal sealed class RunningTimeline : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-replay-").FullName;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
    private readonly AgencyIssuers _issuers;
    private HostedGateway? _gateway;
    private string _children = "";

    /// <summary>Whatever is due happens when the clock is set forward: it jumps, and a timer would not.</summary>
    public static readonly KeyValuePair<string, string?>[] Moved =
    [
        new("Federation:Calls:AttemptMilliseconds", "3000"), new("Federation:Late:SweepSeconds", "0"), new("Federation:Late:AttemptMilliseconds", "2000"), new("Federation:Uploads:SweepSeconds", "0"), new("Notices:SweepSeconds", "0"), new("Referrals:SweepSeconds", "0"), new("Attachments:SweepSeconds", "0"),
        new("Signals:SweepSeconds", "0"), new("Federation:Silence:SweepSeconds", "0"), new("Incidents:SweepSeconds", "0"), new("Concerns:SweepSeconds", "0"), new("Departments:SweepSeconds", "0"),
    ];

    private RunningTimeline(Timeline timeline)
    {
        (Timeline, Places, People) = (timeline, Places.Of(timeline), new People(timeline));
        World = new World(timeline, People, Places);
        Clock = new ReplayClock(timeline.Clock.At(default) - TimeSpan.FromHours(1));
        _issuers = new AgencyIssuers(Clock);
    }

    public Timeline Timeline { get; }
    public Places Places { get; }
    public People People { get; }
    public World World { get; }
    public ReplayClock Clock { get; }
    public SimulatorHost Agencies { get; private set; } = null!;

    /// <summary>Every check that was put, in order.</summary>
    public List<CheckSeen> Checks { get; } = [];

    /// <summary>Agencies whose systems are away, or whose custodian is silent.</summary>
    public HashSet<string> Away { get; } = [];

    public TendGateway Tend { get; private set; } = null!;

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public string Store => Path.Combine(_folder, "store");

    private string Register => Path.Combine(_folder, "register.json");

    public static async Task<RunningTimeline> StartAsync(Timeline timeline)
    {
        var running = new RunningTimeline(timeline);
        try
        {
            var register = running.Places.Register(running._issuers, PolicyTables.Published.Roles, timeline.Clock.FirstDay.AddDays(-30));
            running.Agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = register.ToJsonString(), Clock = running.Clock });
            await File.WriteAllTextAsync(running.Register, running.Agencies.RegisterPointingHere());
            running.World.Begin(running.Agencies);
            await running.KnowChildrenAsync();
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    /// <summary>The index of children is read again where it is another than before: somebody moved, or was born.</summary>
    public async Task KnowChildrenAsync()
    {
        People.Write(_folder, Today);
        var children = await File.ReadAllTextAsync(Path.Combine(_folder, "children.ndjson"));
        if (children == _children && _gateway is not null) return;
        _children = children;
        await RestartAsync();
    }

    /// <summary>The process ends and another begins on the same store.</summary>
    public async Task RestartAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        _gateway = await HostedGateway.StartAsync(Register, _folder, Store,
        [
            new("Gateway:Postcodes", Path.Combine(_folder, "postcodes.csv")), new("Gateway:Practitioners", null), new("Gateway:Referrals", Repository.At("contracts", "referrals")),
            new("Ledger:Key", Convert.ToBase64String(new byte[32])),
            .. Moved,
            new("Notices:Operations", Places.Operations),
        ], Clock);
        Tend = new TendGateway(_gateway.Services, Clock, Agencies, Away);
    }

    public async Task<Answered> SendAsync(Person who, HttpMethod method, string path, JsonNode? body = null, string? requestId = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_gateway!.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _issuers.TokenOf(who.Agency, who.Role, who.Subject));
        if (method != HttpMethod.Get) request.Headers.Add("X-Request-ID", requestId ?? Guid.NewGuid().ToString());
        if (method != HttpMethod.Get) request.Content = new StringContent(body?.ToJsonString() ?? "", Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answered((int)response.StatusCode, text.StartsWith('{') ? JsonDocument.Parse(text).RootElement : Answered.None, text);
    }

    public Task<Answered> GetAsync(Person who, string path) => SendAsync(who, HttpMethod.Get, path);

    public Task<Answered> PostAsync(Person who, string path, JsonNode? body) => SendAsync(who, HttpMethod.Post, path, body);

    /// <summary>All of somebody's notices, page after page.</summary>
    public async Task<IReadOnlyList<JsonElement>> NoticesAsync(Person who)
    {
        var all = new List<JsonElement>();
        for (var path = "v1/notices"; ;)
        {
            var page = await GetAsync(who, path);
            all.AddRange(page.List("notices"));
            if (page.Word("next") is not { } next || all.Count > 2000) return all;
            path = "v1/notices?after=" + next;
        }
    }

    public bool MaySignIn(string agency, string role) => Places.KindOfAgency(agency) is not null && PolicyTables.Published.Roles.Contains(role);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (Agencies is not null) await Agencies.DisposeAsync();
        _http.Dispose();
        _issuers.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
