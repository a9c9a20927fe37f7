using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Matching.Trace;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Simulator;
using Gateway.Tests.Agencies;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Matching.Trace;

/// <summary>The gateway's trace and the simulated national service, over real HTTP.</summary>
internal sealed class PdsBed : IAsyncDisposable
{
    public static readonly DateOnly Born = new(2018, 3, 21);

    private readonly PdsHttp _http;

    private PdsBed(SimulatorHost agencies, TraceSettings settings)
    {
        var (tables, clock) = (MatchingTables.From(Contracts.PathOf("matching")), new TestClock(GatewayHost.Night));
        var postcodes = Demonstration.Accepted(Postcodes.Read(File.ReadAllText(Demonstration.PostcodesFile), Demonstration.Register));
        (Agencies, _http) = (agencies, new PdsHttp(settings, new ConfiguredToken("token"), clock));
        Trace = new PdsTrace(_http, new WeighPatients(tables, clock), new HomesOfPatient(postcodes, clock), tables, NoteAsync, settings, clock, NullLogger<PdsTrace>.Instance);
    }

    public SimulatorHost Agencies { get; }

    public Children Trace { get; }

    public List<(ChildAsked Former, ChildAsked Present)> Noted { get; } = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PdsBed> WithAsync(params PdsPerson[] people)
    {
        var agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = Contracts.Text("register/demonstration.json") });
        foreach (var person in people) agencies.AddPatient(person);
        return new PdsBed(agencies, Settings(agencies.Pds));
    }

    public static TraceSettings Settings(Uri address) => new(address, "RXX01", 1000, TimeSpan.FromMilliseconds(1500));

    /// <summary>The same national service, asked otherwise.</summary>
    public PdsBed Otherwise(TraceSettings settings) => new(Agencies, settings);

    /// <summary>A girl born in March 2018, at one address ever since.</summary>
    public static PdsPerson Person(int n, string given, string family, string postcode = "ZA1 1AA") => new(TestChild.NumberOf(n), Born, given, family)
    {
        Gender = "female",
        Homes = [new PdsHome(postcode, Born)],
    };

    public static MatchingQuestion Described(string given, string family, string? postcode = null) => new() { Given = given, Surname = family, DateOfBirth = Born, Postcode = postcode };

    public static NhsNumber Number(string digits) => NhsNumber.Read(digits, out var number) == NhsNumberFault.None ? number : throw new ArgumentException("no number", nameof(digits));

    public ValueTask<ChildMatch> MatchAsync(PdsPerson person) => Trace.MatchAsync(Number(person.NhsNumber), person.DateOfBirth, Cancellation);

    public async Task<Home> HomeAsync(PdsPerson person) => Assert.IsType<ChildMatch.Exact>(await MatchAsync(person)).Home;

    public async Task<Sought.Done> FindAsync(MatchingQuestion question) => Assert.IsType<Sought.Done>(await Trace.FindAsync(question, Cancellation));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Agencies.DisposeAsync();
    }

    private Task<bool> NoteAsync(ChildAsked former, ChildAsked present, CancellationToken stopping)
    {
        Noted.Add((former, present));
        return Task.FromResult(true);
    }
}
