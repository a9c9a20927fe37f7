using Gateway.Acceptance.Replay.Playing;
using Gateway.Simulator;

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
    public static async Task<ClockedGateway> StartAsync(Stack stack, DateTimeOffset start)
    {
        var clocked = new ClockedGateway(stack, start);
        try
        {
            await clocked.StartAsync();
            return clocked;
        }
        catch
        {
            await clocked.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next time that it is this hour in London, in winter or summer.</summary>
    public static DateTimeOffset Next(int hour, int minute)
    {
        var london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        var now = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, london);
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
    public Task GoOnAsync(TimeSpan by) => _tend.MoveToAsync(_clock.GetUtcNow() + by);

    /// <summary>Goes to an instant in the same way.</summary>
    public Task GoToAsync(DateTimeOffset instant) => _tend.MoveToAsync(instant);

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (Agencies is not null) await Agencies.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartAsync()
    {
        Agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = SimulatorOptions.RegisterFile(Stack.DemonstrationRegister), People = _stack.People, Clock = _clock });
        var register = Path.Combine(_folder, "register.json");
        await File.WriteAllTextAsync(register, Stack.WithoutLists(Agencies.RegisterPointingHere()));
        _gateway = await HostedGateway.StartAsync(register, _stack.People, Path.Combine(_folder, "store"), RunningTimeline.Moved, _clock);
        _tend = new TendGateway(_gateway.Services, _clock, Agencies, []);
    }
}
