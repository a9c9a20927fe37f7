using System.Text.Json.Nodes;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Hosting;

/// <summary>The demonstration's register, with a practitioner for every role of the matrix.</summary>
internal static class RegisterForTests
{
    private static readonly (string Role, string Agency)[] Places =
    [
        ("ed-reception", "alder-valley-nhs-trust"), ("ed-triage-clinician", "alder-valley-nhs-trust"), ("ed-treating-clinician", "alder-valley-nhs-trust"),
        ("midwife", "alder-valley-nhs-trust"), ("ambulance-clinician", "alder-valley-nhs-trust"), ("urgent-care-clinician", "alder-valley-nhs-trust"),
        ("police-frontline", "northshire-police"), ("police-ppu", "northshire-police"), ("police-investigator", "northshire-police"), ("police-any-officer", "northshire-police"),
        ("gp", "millpond-surgery"), ("health-visitor", "millpond-surgery"),
        ("dsl", "st-oswins-primary"), ("school-other", "st-oswins-primary"), ("school-nurse", "st-oswins-primary"),
        ("csc-front-door", "aldersham-council"), ("csc-social-worker", "aldersham-council"), ("csc-emergency-duty", "aldersham-council"),
        ("practice-reviewer", "aldersham-council"), ("court-order-party", "aldersham-council"), ("inspector", "aldersham-council"),
        ("researcher", "aldersham-council"), ("child-or-parent", "aldersham-council"),
    ];

    /// <summary>Who refers and may not ask: the role, and where; each signs in by the name of the role, and <c>lead-of-</c> and the agency.</summary>
    public static readonly IReadOnlyList<(string Role, string Agency, string Kind)> Referring =
    [
        ("probation-officer", "northshire-probation", "probation"), ("drug-and-alcohol-worker", "turning-tide", "drug-and-alcohol"), ("voluntary-worker", "lantern-families", "voluntary"),
    ];

    // Named at Aldersham, whose partnership has no head of service here.
    private static readonly string[] Officers = ["manager", "early-help", "conference-service", "team-manager", "service-manager", "partner"];

    public static readonly IReadOnlyList<string> Custodians =
        [.. Agencies(Demonstration()).SelectMany(agency => agency["custodians"]!.AsArray()).Where(custodian => (bool)custodian!["connected"]!).Select(custodian => (string)custodian!["id"]!)];

    public static IEnumerable<string> Roles => Places.Select(place => place.Role);

    public static JsonNode With(Setting setting)
    {
        var register = Demonstration();
        foreach (var (role, agency) in Places) Agency(register, agency)["issuer"]!["roles"]![role] = role;
        Agency(register, "alder-valley-nhs-trust")["supervisors"] = new JsonArray("second-doctor", "ed-treating-clinician");
        Agency(register, "alder-valley-nhs-trust")["seniors"] = new JsonArray(Senior("ed-treating-clinician", "consultant"), Senior("second-doctor", "consultant"), Senior("second-nurse", "st4-or-above"));
        Agency(register, "brackenford-hospitals-nhs-trust")["seniors"] = new JsonArray(Senior("brackenford-doctor", "st4-or-above"), Senior("second-brackenford-doctor", "consultant"));
        Agency(register, "brackenford-hospitals-nhs-trust")["supervisors"] = new JsonArray("brackenford-doctor");
        Agency(register, "aldersham-council")["officers"] = new JsonArray([.. Officers.Select(part => new JsonObject { ["part"] = part, ["practitioner"] = "csc-" + part, ["name"] = "Officermark " + part })]);
        Agency(register, "aldersham-council")["relationships"]!["types"]!.AsArray().Add("legal-authority");
        Agency(register, "aldersham-council")["designatedOfficer"] = Named("designated-officer");
        Agency(register, "st-oswins-primary")["mailboxes"] = new JsonArray(new JsonObject { ["role"] = "dsl", ["deputy"] = "deputy-dsl" });
        (Agency(register, "st-oswins-primary")["school"]!["head"], Agency(register, "st-oswins-primary")["school"]!["chair"]) = (Named("head"), Named("chair"));
        for (var n = 1; n <= setting.MoreCouncils; n++) register["agencies"]!.AsArray().Add(Council(register, n));
        if (setting.Referring) Refer(register);
        if (setting.TakesNotices is { } notified) Agency(register, notified)["notices"] = new JsonObject { ["endpoint"] = "http://127.0.0.1:7101/" };
        if (setting.Webhook is var (hooked, address)) Agency(register, hooked)["webhook"] = new JsonObject { ["endpoint"] = address.AbsoluteUri, ["key"] = "our-key" };
        if (setting.Receiving is var (receiving, system)) Agency(register, receiving)["receiving"] = new JsonObject { ["endpoint"] = system.AbsoluteUri, ["key"] = "our-key" };
        foreach (var queued in setting.Queues) Agency(register, queued)["queue"] = true;
        foreach (var operated in setting.Operators) Agency(register, operated)["issuer"]!["roles"]!["operations"] = "operations";
        if (!setting.Lists) ListsNothing(register);
        foreach (var pulled in setting.Pulled) CustodianOf(register, pulled)["listsPulled"] = true;
        foreach (var uploading in setting.Uploading) Upload(CustodianOf(register, uploading).AsObject());
        foreach (var (speaking, speaks, everything) in setting.Speaking) Speak(CustodianOf(register, speaking).AsObject(), speaks, everything);
        if (setting.SigningIn is var (signing, issuer)) SignIn(Agency(register, signing)["issuer"]!.AsObject(), issuer);
        if (setting.Maintenance is var (custodian, from, to)) Announce(register, custodian, from, to);
        return register;
    }

    private static JsonObject Named(string subject) => new() { ["practitioner"] = subject, ["name"] = "Askermark " + subject };

    private static JsonObject Senior(string subject, string grade) => new() { ["practitioner"] = subject, ["name"] = "Seniormark " + subject, ["grade"] = grade };

    private static void Refer(JsonNode register)
    {
        Agency(register, "alder-valley-nhs-trust")["issuer"]!["roles"]!["adult-mental-health-clinician"] = "adult-mental-health-clinician";
        foreach (var (role, id, kind) in Referring)
        {
            var agency = Agency(register, "st-oswins-primary").DeepClone().AsObject();
            (agency["id"], agency["name"], agency["kind"], agency["custodians"]) = (id, "Referring " + kind, kind, new JsonArray());
            foreach (var absent in (string[])["relationships", "school", "mailboxes"]) agency.Remove(absent);
            agency["issuer"]!["issuer"] = "urn:gateway:development:" + id;
            agency["issuer"]!["roles"] = new JsonObject { [role] = role, ["safeguarding-lead"] = "safeguarding-lead" };
            register["agencies"]!.AsArray().Add(agency);
        }
    }

    private static void SignIn(JsonObject issuer, string address)
    {
        issuer["issuer"] = address;
        issuer["keys"] = new JsonObject { ["discovery"] = $"{address}/.well-known/openid-configuration" };
        issuer["signIn"] = new JsonObject { ["clientId"] = "gateway-pages" };
    }

    private static void ListsNothing(JsonNode register)
    {
        foreach (var agency in Agencies(register))
            foreach (var custodian in agency["custodians"]!.AsArray()) custodian!.AsObject().Remove("lists");
    }

    /// <summary>The same agencies under names that nothing else has: what a custodian says of a place is told from what we say of a custodian.</summary>
    public static string Marked(JsonNode register)
    {
        var marked = register.DeepClone();
        foreach (var agency in Agencies(marked))
        {
            agency["name"] = (string)agency["kind"]! switch { "gp-practice" => "Practicemark", "school" => "Schoolmark", _ => (string)agency["name"]! };
            foreach (var custodian in agency["custodians"]!.AsArray()) custodian!["name"] = "Sitemark " + custodian["id"];
        }

        return marked.ToJsonString();
    }

    public static JsonNode PointingAt(JsonNode register, Uri agencies)
    {
        foreach (var agency in Agencies(register))
        {
            foreach (var part in (string[])["relationships", "notices"])
                if (agency[part] is { } named) named["endpoint"] = new Uri(agencies, agency["id"] + "/").ToString();
            foreach (var custodian in agency["custodians"]!.AsArray())
            {
                if (custodian!["endpoint"] is not null) custodian["endpoint"] = new Uri(agencies, custodian["id"] + "/").ToString();
                if (custodian["replicas"] is not null) custodian["replicas"] = new JsonArray(new Uri(agencies, agency["id"] + "/").ToString());
            }
        }

        return register;
    }

    public static JsonArray Practitioners(IReadOnlyList<string>? operators = null, bool referring = false) =>
    [
        .. referring ? Referring.SelectMany(one => (JsonNode[])[Practitioner(one.Role, one.Agency, one.Role), Practitioner("lead-of-" + one.Agency, one.Agency, "safeguarding-lead")]) : [],
        .. referring ? [Practitioner("adult-mental-health-clinician", "alder-valley-nhs-trust", "adult-mental-health-clinician")] : Array.Empty<JsonNode>(),
        .. (operators ?? []).Select(agency => Practitioner("operator-of-" + agency, agency, "operations")),
        Practitioner("nurse", "alder-valley-nhs-trust", "triage-nurse"), Practitioner("second-nurse", "alder-valley-nhs-trust", "triage-nurse"),
        Practitioner("brackenford-nurse", "brackenford-hospitals-nhs-trust", "triage-nurse"),
        .. Places.Select(place => Practitioner(place.Role, place.Agency, place.Role)),
        Practitioner("second-doctor", "alder-valley-nhs-trust", "ed-treating-clinician"),
        Practitioner("brackenford-doctor", "brackenford-hospitals-nhs-trust", "ed-doctor"), Practitioner("castlebridge-doctor", "castlebridge-nhs-trust", "ed-doctor"),
        Practitioner("second-brackenford-doctor", "brackenford-hospitals-nhs-trust", "ed-doctor"),
        .. ((string[])["aldersham-council", "brackenford-council", "castlebridge-council", "dunmere-council", "eastholt-council", "alder-valley-nhs-trust", "brackenford-hospitals-nhs-trust", "northshire-police", "st-oswins-primary", "brackenford-academy"])
            .Select(agency => Practitioner("officer-of-" + agency, agency, "information-governance")),
        .. Officers.Select(part => Practitioner("csc-" + part, "aldersham-council", "csc-social-worker")),
        Practitioner("deputy-dsl", "st-oswins-primary", "dsl"), Practitioner("second-dsl", "st-oswins-primary", "dsl"), Practitioner("second-teacher", "st-oswins-primary", "teacher"),
        Practitioner("head", "st-oswins-primary", "dsl"), Practitioner("chair", "st-oswins-primary", "teacher"), Practitioner("designated-officer", "aldersham-council", "csc-social-worker"),
        Practitioner("academy-dsl", "brackenford-academy", "dsl"), Practitioner("academy-teacher", "brackenford-academy", "teacher"), Practitioner("southmere-ppu", "southmere-police", "public-protection"),
        Practitioner("brackenford-worker", "brackenford-council", "social-worker"),
        Practitioner("second-officer", "alder-valley-nhs-trust", "information-governance"),
        Practitioner("visitor-of-community", "aldersham-community-nhs-trust", "health-visitor"), Practitioner("nurse-of-community", "aldersham-community-nhs-trust", "school-nurse"),
    ];

    private static JsonObject Practitioner(string sub, string agency, string word) => new JsonObject
    {
        ["sub"] = sub,
        ["name"] = "Askermark " + sub,
        ["agency"] = agency,
        ["roleWord"] = word,
        ["title"] = "A practitioner",
    };

    private static JsonNode Council(JsonNode register, int n)
    {
        var council = Agency(register, "eastholt-council").DeepClone();
        council["id"] = $"north-council-{n}";
        council["name"] = $"North council {n}";
        council["areas"] = new JsonArray($"north-{n}");
        council["issuer"]!["issuer"] = $"urn:gateway:development:north-council-{n}";
        council["custodians"]![0]!["id"] = $"north-council-{n}-csc";
        council["custodians"]![0]!["name"] = $"North {n} children's services";
        return council;
    }

    private static void Upload(JsonObject custodian)
    {
        foreach (var member in (string[])["endpoint", "replicas", "verifiedBy", "lists"]) custodian.Remove(member);
        custodian["uploads"] = true;
    }

    private static void Announce(JsonNode register, string custodian, DateTimeOffset from, DateTimeOffset to) =>
        CustodianOf(register, custodian)["maintenance"] =
            new JsonObject { ["from"] = $"{from:yyyy-MM-dd'T'HH:mm:ss'Z'}", ["to"] = $"{to:yyyy-MM-dd'T'HH:mm:ss'Z'}" };

    private static void Speak(JsonObject custodian, string speaks, bool everything)
    {
        (custodian["speaks"], custodian["uploadsEverything"]) = (speaks, everything);
        custodian.Remove("replicas");
    }

    private static JsonNode CustodianOf(JsonNode register, string id) => Agencies(register).SelectMany(agency => agency["custodians"]!.AsArray()).Single(one => (string)one!["id"]! == id)!;

    private static JsonNode Demonstration() => JsonNode.Parse(Contracts.Text("register/demonstration.json"))!;

    private static JsonNode Agency(JsonNode register, string id) => Agencies(register).Single(agency => (string)agency["id"]! == id);

    private static IEnumerable<JsonNode> Agencies(JsonNode register) => register["agencies"]!.AsArray().Select(agency => agency!);
}
