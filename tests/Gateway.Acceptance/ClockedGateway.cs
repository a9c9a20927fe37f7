using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Playing;
using Gateway.Notices.Channels;
using Gateway.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Acceptance;

/// <summary>A gateway and agencies of its own for one journey, at an hour that the journey needs, under a clock that it sets forward.</summary>
internal sealed class ClockedGateway : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-clocked-").FullName;
    private readonly Stack _stack;
    private readonly ReplayClock _clock;
    private HostedGateway _gateway = null!;
    private TendGateway _tend = null!;

    private ClockedGateway(Stack stack, DateTimeOffset start) => (_stack, _clock) = (stack, new ReplayClock(start));

    public SimulatorHost Agencies { get; private set; } = null!;

    public IServiceProvider Services => _gateway.Services;

    public Uri Address => _gateway.Address;

    /// <param name="start">No earlier than the people were invented, and no more than a day after, where custodians are asked.</param>
    /// <param name="change">The register and who signs in there, for a journey that needs somebody whom the demonstration does not have.</param>
    /// <param name="more">Settings beside the usual.</param>
    /// <param name="receives">A council whose own system receives what is referred to it.</param>
    public static async Task<ClockedGateway> StartAsync(
        Stack stack, DateTimeOffset start, Action<JsonNode, JsonArray>? change = null, IEnumerable<KeyValuePair<string, string?>>? more = null, string? receives = null)
    {
        var clocked = new ClockedGateway(stack, start);
        try
        {
            await clocked.StartAsync(change ?? ((_, _) => { }), more ?? [], receives);
            return clocked;
        }
        catch
        {
            await clocked.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next time that it is this hour in London, in winter or summer.</summary>
    public static DateTimeOffset Next(int hour, int minute) => Next(DateTimeOffset.UtcNow, hour, minute);

    private static DateTimeOffset Next(DateTimeOffset after, int hour, int minute)
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var now = TimeZoneInfo.ConvertTime(after, london);
        var at = now.Date.AddHours(hour).AddMinutes(minute);
        if (at < now.DateTime) at = at.AddDays(1);
        return new DateTimeOffset(at, london.GetUtcOffset(at)).ToUniversalTime();
    }

    public async Task<Visitor> SignedInAsync(string practitioner, string lands = "Check a child", bool javaScript = true)
    {
        var visitor = await Visitor.OpenAsync(_stack, javaScript: javaScript, gateway: Address);
        await visitor.SignInAsync(practitioner, lands);
        return visitor;
    }

    /// <summary>Goes on by this long, by way of everything that is due until then.</summary>
    public Task GoOnAsync(TimeSpan by) => MoveToAsync(_clock.GetUtcNow() + by);

    /// <summary>Goes on to the next time that it is this hour in London.</summary>
    public Task GoToAsync(int hour, int minute) => MoveToAsync(Next(_clock.GetUtcNow(), hour, minute));

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Somebody is told something, as the gateway itself would.</summary>
    public async Task TellAsync(Notices.Posting posting)
    {
        await _gateway.TellAsync(posting);
        await GoOnAsync(TimeSpan.Zero);
    }

    /// <summary>An agency's own system, for one of its practitioners.</summary>
    public Task<HttpClient> SystemAsync(string practitioner) => _stack.SystemAsync(practitioner, Address);

    /// <summary>Goes to an instant in the same way.</summary>
    public Task GoToAsync(DateTimeOffset instant) => _tend.MoveToAsync(instant);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (Agencies is not null) await Agencies.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task MoveToAsync(DateTimeOffset instant)
    {
        await _tend.MoveToAsync(instant);
        await Services.GetRequiredService<SendDeliveries>().RoundAsync(CancellationToken.None);
    }

    private async Task StartAsync(Action<JsonNode, JsonArray> change, IEnumerable<KeyValuePair<string, string?>> more, string? receives)
    {
        var played = JsonNode.Parse(SimulatorOptions.RegisterFile(Stack.DemonstrationRegister))!;
        if (receives is not null) played["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == receives)!["receiving"] = new JsonObject { ["endpoint"] = "http://127.0.0.1:7100/", ["key"] = "development" };
        Agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = played.ToJsonString(), People = _stack.People, Clock = _clock });
        var register = Path.Combine(_folder, "register.json");
        var (agencies, people) = (JsonNode.Parse(Stack.WithoutLists(Agencies.RegisterPointingHere()))!, JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_stack.People, "practitioners.json")))!.AsArray());
        change(agencies, people);
        var practitioners = Path.Combine(_folder, "practitioners.json");
        await File.WriteAllTextAsync(register, agencies.ToJsonString());
        await File.WriteAllTextAsync(practitioners, people.ToJsonString());
        _gateway = await HostedGateway.StartAsync(
            register, _stack.People, Path.Combine(_folder, "store"), [.. RunningTimeline.Moved, new("Gateway:Practitioners", practitioners), .. more], _clock);
        _tend = new TendGateway(_gateway.Services, _clock, Agencies, []);
    }
}
