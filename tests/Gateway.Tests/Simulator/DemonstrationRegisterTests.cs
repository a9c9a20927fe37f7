using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Simulator;

/// <summary>The demonstration's agencies, held to their schema and to what a schema cannot say.</summary>
public sealed partial class DemonstrationRegisterTests
{
    private static readonly JsonElement Register = Contracts.Json("register/demonstration.json");

    private static IEnumerable<JsonElement> Agencies => Register.GetProperty("agencies").EnumerateArray();

    private static IEnumerable<JsonElement> Custodians => Agencies.SelectMany(agency => agency.GetProperty("custodians").EnumerateArray());

    [Fact]
    public void It_obeys_its_schema() => Assert.Empty(new JsonSchema(Contracts.Json("register/register.schema.json")).Check(Register, "#"));

    [Fact]
    public void It_has_everybody_whom_the_demonstration_needs()
    {
        Dictionary<string, int> kinds = new() { ["local-authority"] = 6, ["nhs-trust"] = 5, ["police"] = 2, ["gp-practice"] = 3, ["school"] = 4 };
        Assert.Equal(kinds.OrderBy(kind => kind.Key), Agencies.CountBy(agency => agency.GetProperty("kind").GetString()!).OrderBy(kind => kind.Key));
        Assert.Equal(7, Custodians.Count(custodian => custodian.GetProperty("id").GetString()!.EndsWith("-ed", StringComparison.Ordinal)));
        Assert.Equal("farrowdale-csc", Assert.Single(Custodians, custodian => !custodian.GetProperty("connected").GetBoolean()).GetProperty("id").GetString());
    }

    [Fact]
    public void Ids_are_all_different()
    {
        var ids = Agencies.Concat(Custodians).Select(holder => holder.GetProperty("id").GetString()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Telephone_numbers_are_all_different_and_kept_for_drama()
    {
        var numbers = Number().Matches(Register.GetRawText()).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(45, numbers.Count);
        Assert.Equal(numbers.Count, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.Matches("^(0113 496 0[0-9]{3}|020 7946 0[0-9]{3}|0161 496 0[0-9]{3}|01632 960[0-9]{3})$", number));
    }

    [Fact]
    public void Every_agency_has_a_port_of_its_own_one_more_for_a_replica_and_every_base_is_of_one_custodian()
    {
        var replicas = Custodians.Where(custodian => custodian.TryGetProperty("replicas", out _)).SelectMany(custodian => custodian.GetProperty("replicas").EnumerateArray()).ToList();
        Assert.Equal("http://127.0.0.1:7119/", Assert.Single(replicas).GetString());
        var ports = Agencies.Select(agency => Endpoint().Matches(agency.GetRawText()).Select(match => match.Groups[1].Value).Distinct().Where(port => port != "7119")).ToList();
        Assert.All(ports, ofAgency => Assert.True(ofAgency.Count() <= 1));
        Assert.Equal(19, ports.SelectMany(port => port).Distinct().Count());
        var bases = Custodians.Where(custodian => custodian.TryGetProperty("endpoint", out _)).Select(custodian => custodian.GetProperty("endpoint").GetString()).ToList();
        Assert.Equal(bases.Count, bases.Distinct().Count());
    }

    [Fact]
    public void Every_area_of_an_agency_has_postcodes_and_every_district_a_council()
    {
        var areas = Contracts.Text("register/postcodes-demonstration.csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',')).ToLookup(columns => columns[1], columns => columns[0]);
        var councils = Agencies.Where(agency => agency.GetProperty("kind").GetString() == "local-authority")
            .SelectMany(agency => agency.GetProperty("areas").EnumerateArray()).Select(area => area.GetString()!).Order();
        Assert.Equal(councils, areas.Select(area => area.Key).Order());
        Assert.All(areas, area => Assert.Equal(9, area.Distinct().Count()));
    }

    [GeneratedRegex("\"number\": \"([^\"]+)\"")]
    private static partial Regex Number();

    [GeneratedRegex("http://127\\.0\\.0\\.1:([0-9]+)/")]
    private static partial Regex Endpoint();
}
