using System.Net;
using System.Text.Json.Nodes;

namespace Gateway.Simulator;

/// <summary>The running simulator: every agency of a register over real HTTP, in this process.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly NamedChildren named;
    private readonly SimulatorOptions options;
    private readonly AgencyBook book;
    private readonly PeopleStore people;
    private readonly PdsBook national;
    private readonly PdsEndpoint pds;
    private readonly FhirEndpoint fhir;
    private readonly Controls controls;
    private readonly NoticeBook notices = new();
    private readonly ReferralBook referrals = new();
    private readonly Pulse pulse = new();
    private readonly ControlApi control;
    private readonly Router router;
    private readonly Listener trap;
    private readonly Listener main;
    private readonly Dictionary<SimulatedAgency, Listener> ports = [];
    private List<Listener> listeners = [];
    private KeepLists? lists;

    private SimulatorHost(SimulatorOptions options)
    {
        this.options = options;
        book = AgencyBook.Read(options.Register);
        people = new PeopleStore(book);
        var signer = new AnswerSigner(options.Clock);
        var bad = new BadAnswers(signer, () => Base(trap!));
        national = new PdsBook(options.People);
        pds = new PdsEndpoint(national, bad, pulse);
        fhir = new FhirEndpoint(people, options.Clock, bad, pulse);
        controls = new Controls(book, pds);
        control = new ControlApi(book, controls, notices, referrals, new CouncilFile(people, options.People, options.Clock), pulse);
        named = new NamedChildren(options.People);
        var relationships = new RelationshipEndpoint(people, options.Clock, signer, bad, pulse);
        router = new Router(
            book,
            new AnswerEndpoint(people, options.Clock, signer, bad, pulse),
            relationships,
            new DescribedEndpoint(named, people, relationships),
            new NoticeEndpoint(notices, options.Clock, bad, pulse),
            new ReferralEndpoint(referrals, options.Clock, bad, pulse),
            new ListEndpoint(people, options.Clock, bad),
            fhir,
            pds,
            control);
        trap = Add(new Scope.Trap(), new IPEndPoint(IPAddress.Loopback, 0));
        main = options.Listening == Listening.OnePort
            ? Add(new Scope.Everybody(), options.Address)
            : Add(new Scope.Control(), new IPEndPoint(IPAddress.Loopback, options.ControlPort));
        if (options.Listening != Listening.OnePort) AddPorts();
    }

    /// <summary>Where the control API is, and with one port everybody.</summary>
    public Uri BaseAddress => Base(main);

    /// <summary>How many agencies it plays.</summary>
    public int Agencies => book.Agencies.Length;

    /// <summary>How many lines of the people's files were about nobody whom it plays.</summary>
    public int LinesLeftOut { get; private set; }

    public IReadOnlyList<ReceivedNotice> Notices => notices.All;

    /// <summary>What councils' own systems received, once a delivery however often it came.</summary>
    public IReadOnlyList<ReceivedReferral> Referrals => referrals.All;

    /// <summary>How often somebody followed the redirect of <see cref="Fault.Redirect"/>; nobody should.</summary>
    public long RedirectsFollowed => control.RedirectsFollowed;

    public static async Task<SimulatorHost> StartAsync(SimulatorOptions options)
    {
        var host = new SimulatorHost(options);
        try
        {
            if (options.People is { } folder) host.LinesLeftOut = PeopleFiles.Load(folder, host.people);
            foreach (var listener in host.listeners) await listener.StartAsync();
            if (options.Lists is { } gateway) host.lists = new KeepLists(gateway, options.People, host.book, host.people, options.Clock, host.pulse);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>The endpoint of a custodian or an agency, as a register would name it.</summary>
    public Uri EndpointOf(string id)
    {
        var agency = book.CustodianById.TryGetValue(id, out var custodian) ? custodian.Agency : book.AgencyById[id];
        return new Uri(Base(ports.GetValueOrDefault(agency, main)), id + "/");
    }

    /// <summary>The register it was given, with every endpoint pointing here.</summary>
    public string RegisterPointingHere()
    {
        var register = JsonNode.Parse(options.Register)!;
        foreach (var agency in register["agencies"]!.AsArray())
        {
            foreach (var part in (string[])["relationships", "notices", "receiving"]) Point(agency![part], (string)agency["id"]!);
            foreach (var custodian in agency!["custodians"]!.AsArray())
            {
                Point(custodian, (string)custodian!["id"]!);
                // The agency's own name leads to its only custodian as well.
                if (custodian["replicas"] is not null) custodian["replicas"] = new JsonArray(EndpointOf((string)agency["id"]!).ToString());
            }
        }
        return register.ToJsonString();
    }

    /// <summary>Adds or replaces what the named custodians hold about a child.</summary>
    public void AddRecord(ChildRecord record) => people.Add(record);

    /// <summary>What a child is called in the agencies' own records.</summary>
    public void AddNames(string nhsNumber, DateOnly dateOfBirth, string given, string family) => named.Add(ChildKey.From(nhsNumber, dateOfBirth), given, family);

    /// <summary>Adds or replaces a record of the national demographics service.</summary>
    public void AddPatient(PdsPerson person) => national.Add(person);

    /// <summary>The national demographics service, as a caller is pointed at it.</summary>
    public Uri Pds => new(BaseAddress, "pds/");

    /// <summary>What the national demographics service was asked, in order.</summary>
    public IReadOnlyList<PdsAsked> PdsAsked => pds.Asked;

    /// <summary>Every search in FHIR as it came, in order.</summary>
    public IReadOnlyList<SearchAsked> Searches => fhir.Asked;

    /// <summary>How often a custodian's council was told that somebody read, because a search did not say that it was silent.</summary>
    public long Alerts(string custodian) => book.CustodianById[custodian].Alerts;

    /// <summary>Changes every Bundle of a custodian before it is signed; null and it is given as it is.</summary>
    public void Change(string custodian, Func<JsonNode, JsonNode>? change) => book.CustodianById[custodian].Change = change ?? (bundle => bundle);

    /// <summary>Waits until the national service was asked so often.</summary>
    public Task PdsAskedReachesAsync(int count, CancellationToken cancellation) => pulse.UntilAsync(() => pds.Asked.Count >= count, cancellation);

    public void AddRelationship(RelationshipRecord relationship) => people.Add(relationship);

    /// <summary>Sets the behaviour of a custodian (its answers only) or of an agency (all that it does).</summary>
    public async Task SetAsync(string id, Behaviour behaviour)
    {
        if (!await controls.SetAsync(id, behaviour)) throw new ArgumentException("Nobody of that name is played.", nameof(id));
    }

    /// <summary>Everybody behaves normally again.</summary>
    public Task ResetAsync() => controls.ResetAsync();

    /// <summary>How often a custodian was asked for answers, or an agency for a relationship.</summary>
    public long Asked(string id) => book.CustodianById.TryGetValue(id, out var custodian) ? custodian.Asked : book.AgencyById[id].Asked;

    public Task AskedReachesAsync(string id, long count, CancellationToken cancellation) =>
        pulse.UntilAsync(() => Asked(id) >= count, cancellation);

    /// <summary>Waits until the gateway took so many submissions of lists.</summary>
    public Task ListsTakenReachAsync(long count, CancellationToken cancellation) => pulse.UntilAsync(() => lists?.Taken >= count, cancellation);

    public Task NoticesReachAsync(int count, CancellationToken cancellation) => pulse.UntilAsync(() => notices.Count >= count, cancellation);

    public Task ReferralsReachAsync(int count, CancellationToken cancellation) => pulse.UntilAsync(() => referrals.Count >= count, cancellation);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref lists, null) is { } keeping) await keeping.DisposeAsync();
        foreach (var listener in Interlocked.Exchange(ref listeners, [])) await listener.DisposeAsync();
    }

    private static Uri Base(Listener listener) =>
        new UriBuilder(Uri.UriSchemeHttp, listener.Address.Address.ToString(), listener.Address.Port).Uri;

    private void AddPorts()
    {
        foreach (var (port, agencies) in book.Ports)
        {
            var listener = Add(new Scope.Of(agencies), new IPEndPoint(IPAddress.Loopback, options.Listening == Listening.FreePorts ? 0 : port));
            foreach (var agency in agencies) ports.TryAdd(agency, listener);
            if (agencies is [var only]) controls.OwnPort(only, listener);
        }
    }

    private Listener Add(Scope scope, IPEndPoint address)
    {
        var listener = new Listener(address, new ScopedApplication(scope, router));
        listeners.Add(listener);
        return listener;
    }

    private void Point(JsonNode? part, string id)
    {
        if (part?["endpoint"] is not null) part["endpoint"] = EndpointOf(id).ToString();
    }
}
