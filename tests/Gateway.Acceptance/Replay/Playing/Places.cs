using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>
/// The agencies of a timeline as the register has them. The word after the dash is the area; where nobody named the council of an area, there is one all the
/// same, for every place has one.
/// </summary>
internal sealed class Places
{
    private static readonly Dictionary<string, string[]> Regions = new() { ["north"] = ["ash", "birch"], ["south"] = ["cedar", "dogwood"] };

    private static readonly string[] CouncilItems = ["plan-flag", "plan-category", "plan-dates", "lead-social-worker", "looked-after", "unborn-plan", "plan-ended", "sibling-on-plan"];
    private static readonly string[] VisitItems = ["attendance-count", "attendance-dates", "attendance-site", "attendance-complaint", "attendance-outcome"];

    private readonly Dictionary<string, string> _kinds;
    private readonly HashSet<string> _listing;
    private readonly Dictionary<string, string[]> _numbersOf = new(StringComparer.Ordinal);
    private int _numbers = 960_000;

    private Places(Dictionary<string, string> kinds, HashSet<string> listing) => (_kinds, _listing) = (kinds, listing);

    public IEnumerable<string> Agencies => _kinds.Keys;

    public static Places Of(Timeline timeline)
    {
        var kinds = timeline.Agencies.Where(agency => FormatWords.AgencyKinds.Contains(agency.Kind)).ToDictionary(agency => agency.Id, agency => agency.Kind, StringComparer.Ordinal);
        var places = new Places(kinds, [.. timeline.Events.Where(one => one.Text("lastSignedList") is not null).Select(one => one.Agency)]);
        string[] areas = [.. kinds.Where(pair => pair.Value is not ("council" or "gateway") && KindOf(pair.Value) is not null).SelectMany(pair => AreasOf(pair.Key)), .. timeline.Child.Addresses.Select(address => AreaOf(address.Council))];
        foreach (var area in areas.Distinct()) kinds.TryAdd("council-" + area, "council");
        places.AddHolders(timeline);
        return places;
    }

    // Every place has a police force, and every child may have a practice and a school: where the file asks what they hold and names none, there is one all the same.
    private void AddHolders(Timeline timeline)
    {
        var asked = timeline.Events.SelectMany(one => one.Ask?.Items ?? []).Concat(timeline.Expect.Select(one => one.Item)).ToHashSet();
        var home = AreaOf(timeline.Child.Addresses[0].Council);
        if (asked.Contains("gp-registration") && !OfKind("gp-practice").Any()) _kinds.Add($"gp-{home}1", "gp-practice");
        if (asked.Contains("school") && !OfKind("school").Any()) _kinds.Add($"school-{home}1", "school");
        if (!asked.Contains("abuse-marker") || OfKind("police-force").Any(force => AreasOf(force).Contains(home))) return;
        var force = "police-" + (Regions.FirstOrDefault(pair => pair.Value.Contains(home)).Key ?? home);
        _kinds.Add(force, "police-force");
        foreach (var area in AreasOf(force)) _kinds.TryAdd("council-" + area, "council");
    }

    /// <summary>The agencies' kind in the register; null where it has none and nobody signs in.</summary>
    public string? KindOfAgency(string agency) => _kinds.TryGetValue(agency, out var kind) ? KindOf(kind) : null;

    public bool IsOf(string agency, params string[] kinds) => _kinds.TryGetValue(agency, out var kind) && kinds.Contains(kind);

    public IEnumerable<string> OfKind(params string[] kinds) => _kinds.Where(pair => kinds.Contains(pair.Value)).Select(pair => pair.Key);

    /// <summary>Whoever runs the service, where the file names them.</summary>
    public string? Operations => OfKind("gateway").FirstOrDefault();

    public bool KeepsList(string agency) => _listing.Contains(agency);

    /// <summary>What holds an agency's facts; null where it holds none that the gateway asks for.</summary>
    public string? CustodianOf(string agency) => _kinds.GetValueOrDefault(agency) switch
    {
        "council" => agency + "-csc",
        "emergency-department" or "urgent-care" or "sensitive-service" => agency + "-visits",
        "gp-practice" => agency + "-list",
        "police-force" => agency + "-records",
        "school" => agency + "-roll",
        _ => null,
    };

    /// <summary>The telephone numbers of an agency, by day and by night.</summary>
    public IReadOnlyList<string> NumbersOf(string agency) => _numbersOf.GetValueOrDefault(agency) ?? [];

    public static string CouncilOf(string agency) => "council-" + AreasOf(agency)[0];

    public JsonObject Register(AgencyIssuers issuers, ImmutableArray<string> roles, DateOnly from) => new()
    {
        ["version"] = "2026-01-01.1",
        ["validFrom"] = from.ToString("yyyy-MM-dd"),
        ["validTo"] = null,
        ["agencies"] = new JsonArray([.. _kinds.Where(pair => KindOf(pair.Value) is not null).Select(pair => Agency(pair.Key, issuers, roles))]),
    };

    // A force and an ambulance service cover more than one area.
    private static string[] AreasOf(string agency) => Regions.TryGetValue(AreaOf(agency), out var areas) ? areas : [AreaOf(agency)];

    private static string AreaOf(string agency) => agency[(agency.IndexOf('-', StringComparison.Ordinal) + 1)..].TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    private static string? KindOf(string kind) => kind switch
    {
        "council" => "local-authority",
        "emergency-department" or "urgent-care" or "health-visiting" or "maternity" or "ambulance" or "sensitive-service" => "nhs-trust",
        "gp-practice" => "gp-practice",
        "police-force" => "police",
        "school" => "school",
        // Whoever runs the service is an agency like another: it holds nothing and asks nothing.
        "gateway" => "voluntary",
        _ => null,
    };

    private JsonObject Agency(string id, AgencyIssuers issuers, ImmutableArray<string> roles)
    {
        var kind = KindOf(_kinds[id])!;
        var agency = new JsonObject
        {
            ["id"] = id,
            ["name"] = NameOf(id),
            ["kind"] = kind,
            ["areas"] = Array(kind == "voluntary" ? [AreaOf(OfKind("council").First())] : AreasOf(id)),
            ["telephones"] = Telephones(id, kind),
            ["issuer"] = new JsonObject
            {
                ["issuer"] = AgencyIssuers.NameOf(id),
                ["audience"] = "urn:gateway",
                ["roleClaim"] = "role",
                ["roles"] = new JsonObject(RolesOf(id, roles).Select(role => KeyValuePair.Create(role, (JsonNode?)role))),
                ["keys"] = issuers.Keys(),
            },
            ["custodians"] = new JsonArray([.. Custodians(id)]),
        };
        if (kind != "voluntary") agency["relationships"] = new JsonObject { ["endpoint"] = "http://127.0.0.1:1/", ["types"] = Array(RelationshipsOf(kind)), ["verifiedBy"] = Signed() };
        if (IsOf(id, "emergency-department", "urgent-care")) agency["seniors"] = new JsonArray(new JsonObject { ["practitioner"] = Senior(id), ["name"] = "A consultant of " + NameOf(id), ["grade"] = "consultant" });
        if (kind == "school") agency["school"] = new JsonObject { ["urn"] = UrnOf(id) };
        if (kind != "local-authority") return agency;
        agency["notices"] = new JsonObject { ["endpoint"] = "http://127.0.0.1:1/" };
        agency["officers"] = new JsonArray([.. ((string[])["manager", "early-help", "conference-service"]).Select(part => new JsonObject { ["part"] = part, ["practitioner"] = Manager(id), ["name"] = "A manager of " + NameOf(id) })]);
        return agency;
    }

    // Health visitors and midwives are told by where they work: nobody else has their role.
    private ImmutableArray<string> RolesOf(string id, ImmutableArray<string> roles) => _kinds[id] switch
    {
        "gateway" => ["operations", "safeguarding-lead"],
        "health-visiting" => roles.Remove("midwife"),
        "maternity" => roles.Remove("health-visitor"),
        _ => roles.Remove("midwife").Remove("health-visitor"),
    };

    /// <summary>Who decides at a council about what was referred to it.</summary>
    public static string Manager(string council) => council + ".manager";

    /// <summary>A school's number in the national list.</summary>
    public string UrnOf(string school) => (100_000 + OfKind("school").ToList().IndexOf(school)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The senior doctor of a department.</summary>
    public static string Senior(string department) => department + ".consultant";

    public static string NameOf(string id) => string.Join(' ', id.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private IEnumerable<JsonObject> Custodians(string agency)
    {
        if (CustodianOf(agency) is not { } id) yield break;
        var custodian = new JsonObject
        {
            ["id"] = id,
            ["name"] = NameOf(id),
            ["connected"] = true,
            ["endpoint"] = "http://127.0.0.1:1/",
            ["verifiedBy"] = Signed(),
            ["authoritativeFor"] = Array(_kinds[agency] switch
            {
                "council" => CouncilItems,
                "gp-practice" => ["gp-registration"],
                "police-force" => ["abuse-marker"],
                "school" => ["school"],
                _ => VisitItems,
            }),
        };
        if (_listing.Contains(agency)) (custodian["lists"], custodian["listsPulled"]) = ("development", true);
        yield return custodian;
    }

    // Numbers of the ranges that are kept for drama.
    private JsonObject Telephones(string id, string kind)
    {
        string[] numbers = [$"01632 {_numbers++}", $"01632 {_numbers++}"];
        _numbersOf[id] = numbers;
        var duty = new JsonObject { ["name"] = NameOf(id) + " duty desk", ["number"] = numbers[0] };
        if (kind != "local-authority") return new JsonObject { ["duty"] = duty };
        (duty["days"], duty["from"], duty["to"]) = (Array(["monday", "tuesday", "wednesday", "thursday", "friday"]), "08:30", "17:00");
        return new JsonObject { ["duty"] = duty, ["outOfHours"] = new JsonObject { ["name"] = NameOf(id) + " emergency duty team", ["number"] = numbers[1] } };
    }

    private static string[] RelationshipsOf(string kind) => kind switch
    {
        "local-authority" => ["allocation", "referral"],
        "police" => ["incident", "missing-person", "custody"],
        "gp-practice" => ["registration"],
        "school" => ["school-roll"],
        _ => ["encounter", "registration", "school-roll"],
    };

    private static JsonObject Signed() => new() { ["signature"] = "development" };

    private static JsonArray Array(IEnumerable<string> words) => [.. words.Select(word => (JsonNode)word)];
}
