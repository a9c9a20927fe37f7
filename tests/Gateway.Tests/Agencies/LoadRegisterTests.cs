using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Agencies;

public sealed class LoadRegisterTests
{
    [Fact]
    public void Demonstration_register_is_accepted_whole()
    {
        var register = Demonstration.Register;
        Assert.Equal(20, register.Agencies.Count);
        Assert.Equal(6, register.HoldersOf(Item.PlanFlag).Length);
        Assert.Equal(7, register.HoldersOf(Item.AttendanceDates).Length);
        Assert.False(register.HoldersOf(Item.PlanFlag).Single(c => c.Id == "farrowdale-csc").Connected);
        Assert.Equal("dunmere-council", register.CouncilOf("dunmere")!.Id);
        Assert.Equal("csc-front-door", register.Agencies["aldersham-council"].Issuer!.Roles["front-door-worker"]);
    }

    [Fact]
    public void Custodian_without_its_own_telephones_has_those_of_its_agency()
    {
        var council = Demonstration.Register.Agencies["aldersham-council"];
        Assert.Equal(council.Telephones, Demonstration.Register.CustodiansOf(council).Single().Telephones);
    }

    [Theory]
    [InlineData("cp-is", "CareTeam/_search")]
    [InlineData("patient-flags", "PatientFlag/_search")]
    [InlineData("native", "v1/answers")]
    public void Custodian_is_asked_where_what_it_speaks_is_answered(string speaks, string path)
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        var custodian = register["agencies"]![0]!["custodians"]![0]!.AsObject();
        custodian.Remove("replicas");
        custodian["speaks"] = speaks;
        if (speaks != "native") custodian["uploadsEverything"] = true;
        Assert.Empty(new Simulator.JsonSchema(Simulator.Contracts.Json("register/register.schema.json")).Check(System.Text.Json.JsonDocument.Parse(register.ToJsonString()).RootElement, "#"));

        var read = Demonstration.Accepted(LoadRegister.From(register.ToJsonString(), Demonstration.Terms)).CustodiansOf(Demonstration.Register.Agencies["aldersham-council"]).Single();

        Assert.Equal((speaks, speaks != "native"), (read.Speaks.Word(), read.UploadsEverything));
        Assert.EndsWith("/" + path, Assert.Single(read.Addresses).AbsolutePath);
    }

    [Fact]
    public void Custodian_of_whom_nothing_is_said_speaks_our_own_contract_and_gives_no_promise() =>
        Assert.All(Demonstration.Register.Custodians, custodian => Assert.Equal((Speaks.Native, false), (custodian.Speaks, custodian.UploadsEverything)));

    [Fact]
    public void All_errors_are_told_at_once_each_with_its_entry()
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        register["agencies"]![0]!["kind"] = "council";
        register["agencies"]![6]!["custodians"]![1]!["endpoint"] = "ftp://127.0.0.1/";
        register["agencies"]![6]!["telephones"]!["duty"]!["to"] = "25:00";
        register["validTo"] = "2020-01-01";
        Assert.Equal(
            [
                "register: validTo: must not be before validFrom",
                "register: agencies[0] 'aldersham-council' kind: must be one of local-authority, nhs-trust, police, gp-practice, school, probation, drug-and-alcohol, voluntary",
                "register: agencies[6] 'alder-valley-nhs-trust' telephones duty to: must be a time such as 08:30",
                "register: agencies[6] 'alder-valley-nhs-trust' custodians[1] 'brook-street-ed' endpoint: must be an absolute http or https address",
            ],
            Faults(register));
    }

    [Theory]
    [InlineData("", "line 1: is not JSON")]
    [InlineData("{\n\"version\": ", "line 2: is not JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{} {}", "line 1: is not JSON")]
    public void What_is_not_a_register_at_all_is_refused(string text, string fault) =>
        Assert.Contains($"register: {fault}", Demonstration.Faults(LoadRegister.From(text, Demonstration.Terms)));

    [Fact]
    public void Member_given_twice_is_refused() => Assert.Contains(
        "register: agencies[0] 'aldersham-council' kind: is given twice",
        Demonstration.Faults(LoadRegister.From(
            Demonstration.RegisterText.ReplaceFirst("\"kind\"", "\"kind\": \"school\", \"kind\""), Demonstration.Terms)));

    [Fact]
    public void Register_that_is_not_yet_in_force_is_refused() => Assert.Equal(
        ["register: validFrom: this version is not in force on 2025-12-31"],
        Demonstration.Faults(LoadRegister.From(Demonstration.RegisterText, Demonstration.Terms with { Today = new DateOnly(2025, 12, 31) })));

    [Fact]
    public void Development_keys_are_refused_outside_Development_for_every_agency_that_has_them()
    {
        var faults = Demonstration.Faults(LoadRegister.From(Demonstration.RegisterText, Demonstration.Terms with { Development = false }));
        string[] places = ["issuer keys:", "verifiedBy signature:", "lists:"];
        var of = Array.ConvertAll(places, place => faults.Count(fault => fault.Contains(place, StringComparison.Ordinal)));
        Assert.Equal(Demonstration.Register.Agencies.Values.Count(a => a.Issuer is not null), of[0]);
        Assert.Equal(Demonstration.Register.Custodians.Count(c => c.Connected) + Demonstration.Register.Agencies.Values.Count(a => a.Relationships is not null), of[1]);
        Assert.Equal(Demonstration.Register.Custodians.Count(c => c.Lists is not null), of[2]);
        Assert.Equal(faults.Count, of.Sum());
        Assert.All(faults, fault => Assert.EndsWith(": development keys are for the Development environment only", fault));
    }

    [Fact]
    public void Plain_http_beyond_loopback_needs_to_be_allowed()
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        register["agencies"]![0]!["custodians"]![0]!["endpoint"] = "http://simulator:7101/";
        Assert.Equal(["register: agencies[0] 'aldersham-council' custodians[0] 'aldersham-csc' endpoint: must be https, since it leaves this machine"], Faults(register));
        Demonstration.Accepted(LoadRegister.From(register.ToJsonString(), Demonstration.Terms with { AllowPlainHttp = true }));
    }

    [Theory]
    [InlineData("id", "brackenford-council", "agencies[1] 'brackenford-council' id: is already the id of another agency or custodian")]
    [InlineData("id", "northgate-childrens-ed", "agencies[7] 'brackenford-hospitals-nhs-trust' custodians: 'northgate-childrens-ed' is already the id of another agency or custodian")]
    [InlineData("areas", "[\"brackenford\"]", "agencies[1] 'brackenford-council' areas: 'brackenford' already has another local authority")]
    [InlineData("areas", "[\"brackenford\"]", "agencies[6] 'alder-valley-nhs-trust' areas: 'aldersham' has no local authority")]
    [InlineData("custodians", "[]", "agencies[0] 'aldersham-council' custodians: none is authoritative for plan-flag, and its silence would go unseen")]
    public void Entries_are_held_against_each_other(string member, string value, string fault)
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        register["agencies"]![0]![member] = value.StartsWith('[') ? JsonNode.Parse(value) : value;
        Assert.Contains($"register: {fault}", Faults(register));
    }

    [Fact]
    public void Two_agencies_with_one_issuer_are_refused()
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        register["agencies"]![1]!["issuer"]!["issuer"] = "urn:gateway:development:aldersham-council";
        Assert.Equal(["register: agencies[1] 'brackenford-council' issuer issuer: is already the issuer of another agency"], Faults(register));
    }

    private static IReadOnlyList<string> Faults(JsonNode register) => Demonstration.Faults(LoadRegister.From(register.ToJsonString(), Demonstration.Terms));
}

internal static class Replacing
{
    public static string ReplaceFirst(this string text, string old, string by)
    {
        var at = text.IndexOf(old, StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), by, text.AsSpan(at + old.Length));
    }
}
