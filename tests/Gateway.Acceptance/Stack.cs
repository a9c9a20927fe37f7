using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator;
using Microsoft.Playwright;

namespace Gateway.Acceptance;

/// <summary>Everything a person would meet, in one process: invented people, simulated agencies over real HTTP, the gateway and a browser.</summary>
public sealed class Stack : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-acceptance-").FullName;
    private HostedGateway _gateway = null!;
    private IPlaywright _driver = null!;

    public SimulatorHost Agencies { get; private set; } = null!;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address => _gateway.Address;

    internal Cast Cast { get; private set; } = null!;

    internal string People => Path.Combine(_folder, "people");

    private string Register => Path.Combine(_folder, "register.json");

    public async ValueTask InitializeAsync()
    {
        var browser = Chromium.StartAsync();
        var made = await Tool.Program.Main(["synthetic", "generate", "--children", "200", "--seed", "1", "--quiet", "--register", DemonstrationRegister, "--out", People]);
        Assert.Equal(0, made);
        Cast = new Cast(People);
        Agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = SimulatorOptions.RegisterFile(DemonstrationRegister), People = People });
        await File.WriteAllTextAsync(Register, WithoutLists(Agencies.RegisterPointingHere()));
        _gateway = await StartAnotherGatewayAsync("store");
        await WarmAsync();
        (_driver, Browser) = await browser;
    }

    /// <param name="clock">The time it goes by; else the real one.</param>
    internal Task<HostedGateway> StartAnotherGatewayAsync(string store, TimeProvider? clock = null, params KeyValuePair<string, string?>[] more) => HostedGateway.StartAsync(Register, People, StoreFolder(store), more, clock);

    /// <summary>A gateway at which the practitioners of three agencies sign in with their own sign-in service.</summary>
    internal async Task<HostedGateway> StartAnotherGatewayAsync(string store, OpenIdProviders providers)
    {
        var register = Path.Combine(_folder, $"register-{store}.json");
        await File.WriteAllTextAsync(register, providers.In(await File.ReadAllTextAsync(Register)));
        var settings = OpenIdProviders.Secrets.Select(secret => KeyValuePair.Create($"Gateway:SignIn:Secrets:{secret.Key}", (string?)secret.Value));
        // Nobody is invented here: whoever signs in has a password at their own agency.
        var gateway = await HostedGateway.StartAsync(register, People, StoreFolder(store), settings.Append(new("Gateway:Practitioners", null)));
        await providers.KnowAsync(gateway.Address);
        return gateway;
    }

    internal async Task<Visitor> SignedInAsync(string practitioner)
    {
        var visitor = await Visitor.OpenAsync(this);
        await visitor.SignInAsync(practitioner);
        return visitor;
    }

    internal Task TellAsync(Notices.Posting posting) => _gateway.TellAsync(posting);

    /// <summary>What is known of the child of a journey, by whom nobody has the number.</summary>
    internal (string Given, string Family, string Postcode) Child(Journey journey)
    {
        foreach (var line in File.ReadLines(Path.Combine(People, "children.ndjson")))
        {
            using var document = JsonDocument.Parse(line);
            var child = document.RootElement;
            if (child.GetProperty("nhsNumber").GetString() != journey.NhsNumber) continue;
            return (child.GetProperty("givenName").GetString()!, child.GetProperty("familyName").GetString()!, child.GetProperty("addresses")[0].GetProperty("postcode").GetString()!);
        }

        throw new InvalidOperationException("The child is not in the demonstration.");
    }

    /// <summary>An agency's own system, for one of its practitioners.</summary>
    internal async Task<HttpClient> SystemAsync(string practitioner, Uri? gateway = null)
    {
        var http = new HttpClient { BaseAddress = gateway ?? Address };
        using var token = await http.PostAsJsonAsync("development/tokens", new { practitioner });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(await token.Content.ReadAsStringAsync())!["accessToken"]);
        return http;
    }

    internal string StoreFolder(string store) => Path.Combine(_folder, store);

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _driver?.Dispose();
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (Agencies is not null) await Agencies.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal static string DemonstrationRegister => Repository.At("contracts", "register", "demonstration.json");

    // Everybody answers for themselves here, so that a page shows what happens when one of them does not.
    internal static string WithoutLists(string register)
    {
        var json = JsonNode.Parse(register)!;
        foreach (var custodian in json["agencies"]!.AsArray().SelectMany(agency => agency!["custodians"]?.AsArray() ?? [])) custodian!.AsObject().Remove("lists");
        return json.ToJsonString();
    }

    // The first answer of a process compiles itself: it must not eat into the deadline of the first test.
    private async Task WarmAsync()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var first = Cast["plan-in-another-council"];
        using var token = await http.PostAsJsonAsync("/development/tokens", new { practitioner = first.Practitioner });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(await token.Content.ReadAsStringAsync())!["accessToken"]);
        http.DefaultRequestHeaders.Add("X-Request-ID", Guid.NewGuid().ToString("D"));
        using var answer = await http.PostAsJsonAsync("/v1/checks", new
        {
            child = new { nhsNumber = first.NhsNumber, dateOfBirth = first.DateOfBirth },
            purpose = first.Purpose,
            items = (string[])["plan-flag", "attendance-count"],
            deadlineMilliseconds = 10_000,
        });
        answer.EnsureSuccessStatusCode();
    }
}
