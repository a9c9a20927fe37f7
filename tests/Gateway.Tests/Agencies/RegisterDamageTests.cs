using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Agencies.Loading;

namespace Gateway.Tests.Agencies;

/// <summary>Every member of the demonstration register, damaged in every way we can think of: refused, and named.</summary>
public sealed class RegisterDamageTests
{
    private static readonly string[] MayBeAbsent =
        ["validTo", "issuer", "relationships", "notices", "telephones", "replicas", "lists", "officers", "seniors", "services", "roles word", "school", "days", "closed", "designatedOfficer", "head", "chair"];

    [Fact]
    public void Every_member_of_another_type_is_named() => ForEveryMember((owner, name) => owner[name] = owner[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? "text" : 7);

    [Fact]
    public void Every_member_that_is_an_empty_object_is_named() => ForEveryMember((owner, name) => owner[name] = new JsonObject());

    [Fact]
    public void Every_member_that_is_an_empty_list_is_named() => ForEveryMember((owner, name) => owner[name] = new JsonArray(), name => name is "custodians" or "officers" or "seniors");

    [Fact]
    public void Every_member_that_is_an_empty_text_is_named() => ForEveryMember((owner, name) => owner[name] = "");

    [Fact]
    public void Every_member_with_control_characters_is_named() => ForEveryMember((owner, name) => owner[name] = "a\u0000b");

    [Fact]
    public void Every_member_that_is_missing_is_named() => ForEveryMember((owner, name) => owner.Remove(name), MayBeAbsent.Contains);

    [Fact]
    public void Every_member_that_is_null_is_named() => ForEveryMember((owner, name) => owner[name] = null, MayBeAbsent.Contains);

    [Fact]
    public void Every_member_with_another_name_is_named() => ForEveryMember(
        (owner, name) =>
        {
            var value = owner[name];
            owner.Remove(name);
            owner[name + "Of"] = value;
        },
        name => name == "roles word");

    [Fact]
    public void Any_few_damages_are_all_told() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.SubListOf(Enumerable.Range(0, 20)).ToArbitrary(),
        damaged =>
        {
            var register = JsonNode.Parse(Demonstration.RegisterText)!;
            foreach (var index in damaged) register["agencies"]![index]!["name"] = "";
            var faults = Demonstration.Faults(LoadRegister.From(register.ToJsonString(), Demonstration.Terms));
            Assert.Equal(damaged.Count, faults.Count);
            Assert.All(damaged.Order().Zip(faults), pair => Assert.Contains($"agencies[{pair.First}] ", pair.Second));
        }));

    [Theory]
    [InlineData("number", "0800 CHILDLINE")]
    [InlineData("number", "960101")]
    [InlineData("number", "01632-960101")]
    [InlineData("number", "01632 960101 ext 4")]
    [InlineData("number", "+1 202 555 0100")]
    [InlineData("from", "8:30")]
    [InlineData("from", "17:00")]
    [InlineData("to", "24:00")]
    [InlineData("days", "Monday")]
    [InlineData("days", "monday", "monday")]
    public void Duty_line_of_a_wrong_shape_is_named(string member, params string[] value) =>
        Names("agencies[0] 'aldersham-council' telephones duty", agency => agency["telephones"]!["duty"]![member] = member == "days" ? new JsonArray([.. value.Select(v => (JsonNode)v)]) : value[0]);

    [Theory]
    [InlineData("http://127.0.0.1:7101")]
    [InlineData("http://127.0.0.1:7101/base")]
    [InlineData("http://name:secret@127.0.0.1:7101/")]
    [InlineData("http://127.0.0.1:7101/?a=b")]
    [InlineData("http://127.0.0.1:7101/#a")]
    [InlineData("http://agency.example/")]
    [InlineData("file:///etc/")]
    [InlineData("/v1/")]
    public void Endpoint_of_a_wrong_shape_is_named(string endpoint)
    {
        Names("agencies[0] 'aldersham-council' notices endpoint", agency => agency["notices"]!["endpoint"] = endpoint);
        Names("agencies[0] 'aldersham-council' relationships endpoint", agency => agency["relationships"]!["endpoint"] = endpoint);
        Names("agencies[0] 'aldersham-council' custodians[0] 'aldersham-csc' endpoint", agency => agency["custodians"]![0]!["endpoint"] = endpoint);
    }

    [Theory]
    [InlineData("\"guesswork\"", "keys:")]
    [InlineData("{}", "keys:")]
    [InlineData("{\"jwks\":{\"keys\":[]},\"discovery\":\"https://a.example/\"}", "keys:")]
    [InlineData("{\"discovery\":\"http://a.example/\"}", "keys discovery:")]
    [InlineData("{\"jwks\":{\"keys\":[]}}", "keys jwks:")]
    [InlineData("{\"jwks\":{}}", "keys jwks:")]
    [InlineData("{\"jwks\":7}", "keys jwks:")]
    [InlineData("{\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}}", "keys jwks: keys[0] holds a secret")]
    [InlineData("{\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}]}}", "keys jwks: keys[0] cannot be read")]
    [InlineData("{\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}}", "keys jwks: keys[0] must be EC P-256")]
    public void Keys_of_a_wrong_shape_are_named(string keys, string place) =>
        Names($"agencies[0] 'aldersham-council' issuer {place}", agency => agency["issuer"]!["keys"] = JsonNode.Parse(keys));

    [Theory]
    [InlineData("\"none\"", "must be \"development\", or an object with jwks")]
    [InlineData("{\"discovery\":\"https://agency.example/keys\"}", "discovery: is not a member known here")]
    [InlineData("{\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}}", "holds a secret")]
    public void Keys_that_a_list_cannot_be_signed_with_are_named(string keys, string fault) =>
        Names(fault, agency => agency["custodians"]![0]!["lists"] = JsonNode.Parse(keys));

    [Fact]
    public void Lists_that_nobody_could_fetch_are_named() =>
        Names("listsPulled: must be left out", agency => (agency["custodians"]![0]!["listsPulled"], _) = (true, agency["custodians"]![0]!.AsObject().Remove("lists")));

    [Theory]
    [InlineData("endpoint", "endpoint: must be left out, since it uploads files")]
    [InlineData("verifiedBy", "verifiedBy: must be left out, since it uploads files")]
    [InlineData("lists", "lists: must be left out, since it uploads files")]
    [InlineData("connected", "uploads: must be true beside a connected that is true, or left out")]
    [InlineData("uploads", "uploads: must be true beside a connected that is true, or left out")]
    public void Member_that_means_nothing_beside_uploads_is_named(string member, string fault) => Names(fault, agency =>
    {
        var custodian = agency["custodians"]![0]!.AsObject();
        foreach (var other in (string[])["endpoint", "verifiedBy", "lists"])
            if (other != member) custodian.Remove(other);
        custodian["uploads"] = member != "uploads";
        custodian["connected"] = member != "connected";
    });

    [Theory]
    [InlineData("{}", "verifiedBy: must have either signature or tls")]
    [InlineData("{\"signature\":\"development\",\"tls\":{\"publicKeys\":[\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]}}", "verifiedBy: must have either")]
    [InlineData("{\"signature\":\"trust-me\"}", "verifiedBy signature: must be")]
    [InlineData("{\"signature\":{\"jwks\":{\"keys\":[]}}}", "verifiedBy signature jwks:")]
    [InlineData("{\"signature\":{\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}}}", "verifiedBy signature jwks: keys[0] holds a secret")]
    [InlineData("{\"tls\":{\"publicKeys\":[\"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"]}}", "verifiedBy tls: needs every address of this holder to be https")]
    [InlineData("{\"tls\":{\"publicKeys\":[\"abc\"]}}", "verifiedBy tls publicKeys: 'abc' must be")]
    [InlineData("{\"tls\":{}}", "verifiedBy tls publicKeys: is missing")]
    public void Way_to_verify_answers_of_a_wrong_shape_is_named(string by, string place)
    {
        Names($"custodians[0] 'aldersham-csc' {place}", agency => agency["custodians"]![0]!["verifiedBy"] = JsonNode.Parse(by));
        Names($"relationships {place}", agency => agency["relationships"]!["verifiedBy"] = JsonNode.Parse(by));
    }

    [Fact]
    public void Signature_key_without_a_name_is_named()
    {
        using var issuer = new TestIssuer();
        var keys = issuer.Jwks;
        keys["keys"]![0]!.AsObject().Remove("kid");
        Names("verifiedBy signature jwks: needs a kid", agency => agency["relationships"]!["verifiedBy"]!["signature"] = new JsonObject { ["jwks"] = keys });
    }

    [Theory]
    [InlineData("replicas", "[\"http://127.0.0.1:7101/\"]", "replicas: names the endpoint itself")]
    [InlineData("replicas", "[\"http://agency.example/\"]", "replicas: must be https")]
    [InlineData("replicas", "[\"http://127.0.0.1:7131\"]", "replicas: must end in a slash")]
    [InlineData("replicas", "[\"http://127.0.0.1:7131/\",\"http://127.0.0.1:7131/\"]", "replicas: names 'http://127.0.0.1:7131/' twice")]
    [InlineData("endpoint", "\"https://169.254.169.254/\"", "endpoint: must not be an address")]
    [InlineData("endpoint", "\"https://0.0.0.0/\"", "endpoint: must not be an address")]
    [InlineData("endpoint", "\"https://[fe80::1]/\"", "endpoint: must not be an address")]
    [InlineData("maintenance", "{\"from\":\"2026-11-22T02:00:00Z\",\"to\":\"2026-11-22T02:00:00Z\"}", "maintenance to: must be later than from")]
    [InlineData("maintenance", "{\"from\":\"2026-11-22\",\"to\":\"2026-11-23T02:00:00Z\"}", "maintenance from: must be an instant")]
    public void Place_or_time_to_ask_a_custodian_of_a_wrong_shape_is_named(string member, string value, string place) =>
        Names($"custodians[0] 'aldersham-csc' {place}", agency => agency["custodians"]![0]![member] = JsonNode.Parse(value));

    [Theory]
    [InlineData("fhir", "[\"plan-flag\"]", "speaks: must be one of native, cp-is, patient-flags, encounters")]
    [InlineData("CP-IS", "[\"plan-flag\"]", "speaks: must be one of")]
    [InlineData("cp-is", "[\"plan-flag\",\"attendance-count\"]", "authoritativeFor: 'attendance-count' cannot be asked of who speaks cp-is")]
    [InlineData("patient-flags", "[\"plan-flag\",\"school\"]", "authoritativeFor: 'school' cannot be asked of who speaks patient-flags")]
    [InlineData("encounters", "[\"plan-flag\",\"attendance-count\"]", "authoritativeFor: 'plan-flag' cannot be asked of who speaks encounters")]
    public void What_cannot_be_asked_in_a_custodians_own_words_is_named(string speaks, string items, string place) => Names($"custodians[0] 'aldersham-csc' {place}", agency =>
        (agency["custodians"]![0]!["speaks"], agency["custodians"]![0]!["authoritativeFor"]) = (speaks, JsonNode.Parse(items)));

    [Theory]
    [InlineData("replicas", "[\"http://127.0.0.1:7131/\"]", "cp-is", "replicas: must be left out, since who speaks cp-is is asked once and in one place")]
    [InlineData("listsPulled", "true", "cp-is", "listsPulled: must be left out")]
    [InlineData("uploadsEverything", "true", "native", "uploadsEverything: must be left out")]
    [InlineData("uploadsEverything", "true", null, "uploadsEverything: must be left out")]
    [InlineData("uploadsEverything", "\"yes\"", "cp-is", "uploadsEverything: must be true or false")]
    public void What_cannot_stand_beside_a_custodians_own_words_is_named(string member, string value, string? speaks, string place) => Names($"custodians[0] 'aldersham-csc' {place}", agency =>
    {
        agency["custodians"]![0]![member] = JsonNode.Parse(value);
        if (speaks is not null) agency["custodians"]![0]!["speaks"] = speaks;
    });

    [Fact]
    public void Custodian_that_is_not_connected_speaks_nothing() => Names("custodians[0] 'aldersham-csc' speaks: must be left out, since connected is not true", agency =>
    {
        var custodian = agency["custodians"]![0]!.AsObject();
        foreach (var member in (string[])["endpoint", "replicas", "verifiedBy"]) custodian.Remove(member);
        (custodian["connected"], custodian["speaks"]) = (false, "cp-is");
    });

    [Fact]
    public void Unknown_role_is_named() =>
        Names("agencies[0] 'aldersham-council' issuer roles social-worker: 'chief' is not a role", agency => agency["issuer"]!["roles"]!["social-worker"] = "chief");

    [Fact]
    public void Unknown_item_is_named() =>
        Names("custodians[0] 'aldersham-csc' authoritativeFor: 'shoe-size' is not an item", agency => agency["custodians"]![0]!["authoritativeFor"]!.AsArray().Add("shoe-size"));

    [Fact]
    public void Unknown_relationship_is_named() =>
        Names("relationships types: 'friendship' is not a type", agency => agency["relationships"]!["types"]!.AsArray().Add("friendship"));

    [Fact]
    public void Custodian_that_is_not_connected_has_no_endpoint() =>
        Names("custodians[0] 'aldersham-csc' endpoint: must be left out", agency => agency["custodians"]![0]!["connected"] = false);

    [Fact]
    public void Out_of_hours_line_without_duty_hours_is_named() => Names("telephones duty: needs days", agency =>
    {
        foreach (var member in new[] { "days", "from", "to" }) agency["telephones"]!["duty"]!.AsObject().Remove(member);
    });

    [Fact]
    public void Duty_hours_without_an_out_of_hours_line_are_named() =>
        Names("telephones outOfHours: is missing", agency => agency["telephones"]!.AsObject().Remove("outOfHours"));

    [Theory]
    [InlineData("registrar", "one", "grade: must be one of consultant, st4-or-above")]
    [InlineData("consultant", "two", "seniors: names 'two' twice")]
    public void Seniors_that_do_not_read_are_named(string grade, string practitioner, string place) => Names(place, agency => agency["seniors"] = new JsonArray(
        new JsonObject { ["practitioner"] = practitioner, ["name"] = "One", ["grade"] = grade }, new JsonObject { ["practitioner"] = "two", ["name"] = "Two", ["grade"] = "st4-or-above" }));

    private static void Names(string place, Action<JsonNode> damage)
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        damage(register["agencies"]![0]!);
        Assert.Contains(Demonstration.Faults(LoadRegister.From(register.ToJsonString(), Demonstration.Terms)), fault => fault.Contains(place, StringComparison.Ordinal));
    }

    private static void ForEveryMember(Action<JsonObject, string> damage, Func<string, bool>? except = null)
    {
        var count = Members(JsonNode.Parse(Demonstration.RegisterText)!).Count();
        Assert.True(count > 500);
        for (var index = 0; index < count; index++)
        {
            var register = JsonNode.Parse(Demonstration.RegisterText)!;
            var (owner, name) = Members(register).ElementAt(index);
            if (except?.Invoke(NameOf(owner) == "roles" ? "roles word" : name) == true) continue;
            var path = owner.GetPath();
            damage(owner, name);
            var faults = Demonstration.Faults(LoadRegister.From(register.ToJsonString(), Demonstration.Terms));
            Assert.True(faults.Any(fault => IsNamed(fault, path, name)), $"{path} {name}: {string.Join(" | ", faults)}");
        }
    }

    private static string? NameOf(JsonObject owner) => owner.Parent is JsonObject ? owner.GetPropertyName() : null;

    private static bool IsNamed(string fault, string path, string name)
    {
        var agency = path.Length > 2 ? path[2..].Split('.')[0] : "";
        return fault.Contains(agency, StringComparison.Ordinal) && fault.Contains(name, StringComparison.Ordinal);
    }

    private static IEnumerable<(JsonObject Owner, string Name)> Members(JsonNode? node) => node switch
    {
        JsonObject owner => owner.ToArray().SelectMany(member => Members(member.Value).Prepend((owner, member.Key))),
        JsonArray list => list.SelectMany(Members),
        _ => [],
    };
}
