using System.Text.Json;
using Gateway.Rules.Identifiers;
using Gateway.Simulator;
using Gateway.Tests.Agencies;

namespace Gateway.Tests.Crash;

/// <summary>What outlives every gateway that dies here: the agencies, the children in the departments, and the files of the settings.</summary>
internal sealed class CrashSite : IAsyncDisposable
{
    public const string Nurse = "nurse-okafor";
    public const string Receptionist = "receptionist-doyle";
    public const string Officer = "officer-alder";
    private const string Trust = "alder-valley-nhs-trust";
    private static readonly (string Council, string Custodian, string Postcode)[] Homes =
    [
        ("aldersham-council", "aldersham-csc", "ZA1 1AA"),
        ("brackenford-council", "brackenford-csc", "ZB1 1AA"),
        ("castlebridge-council", "castlebridge-csc", "ZC1 1AA"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-crash-").FullName;

    private CrashSite(SimulatorHost agencies) => Agencies = agencies;

    public SimulatorHost Agencies { get; }

    /// <summary>Every second one is of a child on a plan.</summary>
    public required IReadOnlyList<Attendance> Attendances { get; init; }

    public static async Task<CrashSite> PrepareAsync(int attendances)
    {
        var agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = Demonstration.RegisterText });
        var site = new CrashSite(agencies) { Attendances = [.. Numbers().Take(attendances).Select(Attending)] };
        foreach (var (attendance, place) in site.Attendances.Select((a, i) => (a, i))) site.Tell(attendance, Homes[place % Homes.Length].Custodian);
        site.Write("register.json", agencies.RegisterPointingHere());
        site.Write("children.ndjson", string.Join('\n', site.Attendances.Select((a, i) => Child(a, Homes[i % Homes.Length].Postcode))));
        site.Write("practitioners.json", JsonSerializer.Serialize<object[]>(
        [
            new { sub = Nurse, name = "Amara Okafor", agency = Trust, roleWord = "triage-nurse", title = "Triage nurse" },
            new { sub = Officer, name = "Jean Barlow", agency = "aldersham-council", roleWord = "information-governance", title = "Information governance officer" },
            new { sub = Receptionist, name = "Pat Doyle", agency = Trust, roleWord = "ed-receptionist", title = "Receptionist" },
        ]));
        return site;
    }

    public Task SilenceACouncilAsync(Random random) => Agencies.SetAsync(Homes[random.Next(Homes.Length)].Custodian, new Behaviour(Fault: Fault.Error));

    public Dictionary<string, string> Settings(CrashStore store)
    {
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            // A process that lives for two seconds gains nothing from being compiled twice.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_TC_CallCounting"] = "0",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
            // By this it says when its index of children is open.
            ["Logging__LogLevel__Gateway.Matching.Snapshot.KeepChildren"] = "Information",
            // And by this that nobody whom it asked again is silent any more.
            ["Logging__LogLevel__Gateway.Federation.Late.KeepAsking"] = "Information",
            ["Gateway__Register"] = At("register.json"),
            ["Gateway__Policy"] = Path.Combine(Demonstration.Contracts, "policy"),
            ["Gateway__Matching"] = Path.Combine(Demonstration.Contracts, "matching"),
            ["Gateway__Calendar"] = Demonstration.CalendarFile,
            ["Gateway__Postcodes"] = Demonstration.PostcodesFile,
            ["Gateway__Children"] = At("children.ndjson"),
            ["Gateway__Practitioners"] = At("practitioners.json"),
            ["Messaging__Transport"] = "InMemory",
        };
        // What is proved here is what a death loses: whoever asks may ask as fast as they can.
        (settings["Gateway__Admission__AgencyASecond"], settings["Gateway__Admission__AgencyTogether"]) = ("100000", "100000");
        foreach (var (name, value) in store.Settings) settings[name] = value;
        return settings;
    }

    public async ValueTask DisposeAsync()
    {
        await Agencies.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<NhsNumber> Numbers()
    {
        for (var first = 999_100_000L; ; first++)
            if (NhsNumber.TryFromFirstNine(first, out var number)) yield return number;
    }

    private static Attendance Attending(NhsNumber child, int place) =>
        new(child, $"ENC-{place:D5}", place % 2 == 0 ? Homes[place % Homes.Length].Council : null);

    private static string Child(Attendance attendance, string postcode) => JsonSerializer.Serialize(new
    {
        nhsNumber = attendance.Child.Digits,
        dateOfBirth = Attendance.Born,
        addresses = new[] { new { postcode, from = "2023-03-04", to = (string?)null } },
        @protected = false,
    });

    private void Tell(Attendance attendance, string custodian)
    {
        var (number, born) = (attendance.Child.Digits, Attendance.Born);
        var now = TimeProvider.System.GetUtcNow();
        Agencies.AddRelationship(new RelationshipRecord(
            Trust, "*", number, born, "encounter", attendance.Reference, now - TimeSpan.FromHours(1), Site: "brook-street-ed"));
        var plan = attendance.Council is null ? null : new PlanFact(["neglect"], new DateOnly(2026, 5, 14));
        Agencies.AddRecord(new ChildRecord(number, born, new Dictionary<string, CustodianFacts> { [custodian] = new() { Plan = plan } }));
    }

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private string At(string name) => Path.Combine(_folder, name);
}
