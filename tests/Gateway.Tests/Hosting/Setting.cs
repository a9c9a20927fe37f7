using System.Text.Json.Nodes;
using Gateway.Federation.Calls;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Hosting;

/// <summary>What differs from the usual: the children whom the gateway knows, more councils, a store that is already there.</summary>
internal sealed record Setting(params TestChild[] Children)
{
    /// <summary>Further councils beside the demonstration's six.</summary>
    public int MoreCouncils { get; init; }

    /// <summary>A custodian whose register entry announces that it cannot be asked.</summary>
    public (string Custodian, DateTimeOffset From, DateTimeOffset To)? Maintenance { get; init; }

    /// <summary>An agency that takes notices beside the councils.</summary>
    public string? TakesNotices { get; init; }

    /// <summary>An agency whose own system is told of notices, and where that listens; it knows us by <c>our-key</c>.</summary>
    public (string Agency, Uri Address)? Webhook { get; init; }

    /// <summary>A council whose own system receives what is referred to it, and where that listens; it knows us by <c>our-key</c>.</summary>
    public (string Council, Uri Address)? Receiving { get; init; }

    /// <summary>Agencies whose own systems read messages; <c>Messaging:RabbitMq</c> in the settings says from where.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Agencies that have an operator: <c>operator-of-</c> and the agency signs in.</summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    /// <summary>Agencies that refer and may not ask: <see cref="RegisterForTests.Referring"/>.</summary>
    public bool Referring { get; init; }

    /// <summary>Custodians keep lists, as in the demonstration; else everybody is always asked.</summary>
    public bool Lists { get; init; }

    /// <summary>Custodians whose lists are fetched, for they push none.</summary>
    public IReadOnlyList<string> Pulled { get; init; } = [];

    /// <summary>Custodians that are not asked: they upload files.</summary>
    public IReadOnlyList<string> Uploading { get; init; } = [];

    /// <summary>Callers come over TLS; whoever asks trusts whatever is shown.</summary>
    public bool Https { get; init; }

    /// <summary>Spoils calls of agencies on purpose.</summary>
    public ChaosOnCalls? Chaos { get; init; }

    /// <summary>Custodians that are asked in FHIR, in which shape, and whether they give everything.</summary>
    public IReadOnlyList<(string Custodian, string Speaks, bool Everything)> Speaking { get; init; } = [];

    /// <summary>An agency whose practitioners sign in to the pages at an issuer of their own.</summary>
    public (string Agency, string Issuer)? SigningIn { get; init; }

    /// <summary>Keeps every question that the gateway sends.</summary>
    public bool Recorded { get; init; }

    public string? Connection { get; init; }

    /// <summary>Settings beside the usual.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    /// <summary>Children are looked up with the national service that the simulator plays.</summary>
    public bool FromPds { get; init; }

    /// <summary>The folder of policies, where it is not the published one.</summary>
    public string? Policy { get; init; }
}

/// <summary>The files that the process is pointed at, in a folder of the test.</summary>
internal static class SettingFiles
{
    public static Dictionary<string, string?> Write(string folder, JsonNode register, Setting setting, string store, string connection) => new()
    {
        ["Gateway:Register"] = Text(folder, "register.json", register.ToJsonString()),
        ["Gateway:Practitioners"] = Text(folder, "practitioners.json", RegisterForTests.Practitioners(setting.Operators, setting.Referring).ToJsonString()),
        ["Gateway:Children"] = Text(folder, "children.ndjson", string.Join('\n', setting.Children.Select(Line))),
        ["Gateway:Policy"] = setting.Policy ?? Contracts.PathOf("policy"),
        ["Gateway:Holders"] = Contracts.PathOf("policy/holders.csv"),
        ["Gateway:Alerts"] = Contracts.PathOf("policy/alerts.csv"),
        ["Gateway:Calendar"] = Contracts.PathOf("calendar/bank-holidays-england-and-wales.csv"),
        ["Gateway:Matching"] = Contracts.PathOf("matching"),
        ["Gateway:Referrals"] = Contracts.PathOf("referrals"),
        ["Gateway:Postcodes"] = Contracts.PathOf("register/postcodes-demonstration.csv"),
        ["Storage:Provider"] = store,
        ["Storage:Connection"] = connection,
        ["Ledger:Key"] = Convert.ToBase64String(new byte[32]),
        ["Messaging:Transport"] = "InMemory",
        // Silent sources are asked again when a test says so, and not beside it.
        ["Federation:Late:SweepSeconds"] = "0",
        // A busy machine is no silent agency: whoever tests silence says how long it is waited.
        ["Federation:Calls:ConnectMilliseconds"] = "5000",
        ["Federation:Calls:AttemptMilliseconds"] = "10000",
        ["Federation:Calls:InvolvedMilliseconds"] = "20000",
        ["Federation:Uploads:SweepSeconds"] = "0",
        ["Federation:Silence:SweepSeconds"] = "0",
        ["Notices:SweepSeconds"] = "0",
        ["Referrals:SweepSeconds"] = "0",
        ["Attachments:SweepSeconds"] = "0",
        ["Incidents:SweepSeconds"] = "0",
        ["Concerns:SweepSeconds"] = "0",
        ["Departments:SweepSeconds"] = "0",
        ["Signals:SweepSeconds"] = "0",
        ["Retention:SweepMinutes"] = "0",
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:Microsoft"] = "Trace",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Trace",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
        ["Logging:LogLevel:System.Net.Http"] = "Trace",
        ["Logging:LogLevel:MassTransit"] = "Trace",
    };

    public static Dictionary<string, string?> OfPds(Uri address) => new()
    {
        ["Gateway:ChildrenFrom"] = "pds",
        ["Gateway:Pds:Address"] = address.AbsoluteUri,
        ["Gateway:Pds:Organisation"] = "RXX01",
        ["Gateway:Pds:Token"] = "token-of-the-application",
        ["Gateway:Pds:RequestsASecond"] = "1000",
        ["Gateway:Pds:PatienceMilliseconds"] = "1000",
    };

    public static string Line(TestChild child)
    {
        var line = Usual(child);
        foreach (var (name, value) in child.Also ?? []) line[name] = value?.DeepClone();
        return line.ToJsonString();
    }

    private static JsonObject Usual(TestChild child) => new()
    {
        ["nhsNumber"] = child.Number,
        ["dateOfBirth"] = Day(child.Born),
        ["givenName"] = child.Given,
        ["familyName"] = child.Family,
        ["sex"] = "F",
        ["canary"] = child.Canary,
        ["addresses"] = new JsonArray(
        [
            Address(child.Postcode, child.Born, null), .. child.Before.Select(before => Address(before.Postcode, before.From, before.To)),
        ]),
        ["protected"] = child.Protected,
    };

    private static JsonObject Address(string postcode, DateOnly from, DateOnly? to) => new JsonObject { ["postcode"] = postcode, ["from"] = Day(from), ["to"] = to is { } end ? Day(end) : null };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");

    private static string Text(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
