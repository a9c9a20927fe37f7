using System.Collections.Frozen;
using Gateway.Agencies;
using Gateway.Agencies.Loading;

namespace Gateway.Tests.Agencies;

/// <summary>The demonstration files as they stand in the repository.</summary>
internal static class Demonstration
{
    public static readonly string Contracts = Path.Combine(Root(), "contracts");
    public static readonly string RegisterFile = Path.Combine(Contracts, "register", "demonstration.json");
    public static readonly string PostcodesFile = Path.Combine(Contracts, "register", "postcodes-demonstration.csv");
    public static readonly string CalendarFile = Path.Combine(Contracts, "calendar", "bank-holidays-england-and-wales.csv");

    public static readonly FrozenSet<string> Roles = FrozenSet.Create(
        "ambulance-clinician", "csc-emergency-duty", "csc-front-door", "csc-social-worker", "dsl", "ed-reception", "ed-treating-clinician",
        "ed-triage-clinician", "gp", "health-visitor", "midwife", "police-any-officer", "police-frontline", "police-investigator", "police-ppu", "school-nurse", "school-other");

    public static readonly RegisterTerms Terms = new(Roles, Development: true, AllowPlainHttp: false, new DateOnly(2026, 11, 22));

    public static string RegisterText { get; } = File.ReadAllText(RegisterFile);

    public static Register Register { get; } = Accepted(LoadRegister.From(RegisterText, Terms));

    public static BankHolidays Holidays { get; } = Accepted(BankHolidays.Read(File.ReadAllText(CalendarFile)));

    public static T Accepted<T>(Loaded<T> loaded) => loaded switch
    {
        Loaded<T>.Accepted(var value) => value,
        Loaded<T>.Refused(var faults) => throw new InvalidDataException(string.Join(Environment.NewLine, faults)),
        _ => throw new InvalidOperationException(),
    };

    public static IReadOnlyList<string> Faults<T>(Loaded<T> loaded) => loaded is Loaded<T>.Refused(var faults) ? faults : [];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("Gateway.sln");
        return folder.FullName;
    }
}
