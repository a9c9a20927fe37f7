using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Benchmarks.Processes;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.FanOut;

/// <summary>The sources, and the gateway's own way of asking them, with the limits that it has in production.</summary>
internal sealed class FanOutBed : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(2850);
    public static readonly DateOnly Since = new(2025, 11, 22);

    private static readonly Agency Council = new(
        "a-council", "A", AgencyKind.LocalAuthority, ["a"], new Telephones(new DutyLine(new TelephoneLine("A", "01632 960101"), null), null), null, null, null);

    private readonly Child _sources;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private FanOutBed(Child sources, int port) => (_sources, Port) = (sources, port);

    public int Port { get; }

    public static ChildAsked Child { get; } = new(NhsNumber.TryFromFirstNine(999_000_001, out var number) ? number : default, new DateOnly(2023, 3, 4));

    public static async Task<FanOutBed> StartAsync()
    {
        var port = Ports.Free();
        var sources = Processes.Child.Dotnet("The sources", Programs.Self, ["sources", port.ToString(CultureInfo.InvariantCulture)]);
        sources.Drain();
        await sources.UntilReadyAsync(port, Sources.Calls, TimeSpan.FromSeconds(30));
        return new FanOutBed(sources, port);
    }

    /// <summary>A new memory of every holder: breakers are closed, and nothing has been sent.</summary>
    public static CustodianCalls Calls(CallLimits? limits = null) => new(new CustodianHttp(Handler()), limits ?? new CallLimits(), TimeProvider.System);

    public static TimedCalls Handler() => new(CustodianHttp.Handler(new CallLimits()));

    /// <summary>So many custodians of one behaviour.</summary>
    public ImmutableArray<CustodianQuestion> Of(string behaviour, int count) => [.. Enumerable.Range(1, count).Select(n => Question($"{behaviour}-{n}"))];

    public static async Task<FanOutTaken> AskAsync(AskCustodians ask, ImmutableArray<CustodianQuestion> questions, TimeSpan? deadline = null)
    {
        var (calls, began) = (TimedCalls.Begin(), Stopwatch.GetTimestamp());
        var answers = await ask.AskAsync(Guid.NewGuid(), Child, Purpose.UnscheduledCare, Since, questions, deadline ?? Deadline, CancellationToken.None);
        return new FanOutTaken(Stopwatch.GetElapsedTime(began).TotalMilliseconds, calls, answers);
    }

    /// <summary>Calls that the sources were sent since the last time this was asked.</summary>
    public async Task<long> CallsAsync() => long.Parse(await _http.GetStringAsync(new Uri($"http://127.0.0.1:{Port}{Sources.Calls}")), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sources.DisposeAsync();
    }

    private CustodianQuestion Question(string id) => new(
        new Custodian(id, id, Council, new Uri($"http://127.0.0.1:{Port}/{id}/"), FrozenSet<Item>.Empty, Council.Telephones)
        {
            // What a signature costs stands elsewhere: here it is the calls.
            VerifiedBy = new VerifiedBy.Tls([]),
        },
        [Item.PlanFlag, Item.PlanDates, Item.LookedAfter], MustBeCurrent: true);
}

/// <summary>One question to every source, in milliseconds.</summary>
internal sealed record FanOutTaken(double Milliseconds, CallsOfOne Calls, ImmutableArray<CustodianAnswer> Answers)
{
    public double OverSlowest => Milliseconds - Calls.Slowest;
}
