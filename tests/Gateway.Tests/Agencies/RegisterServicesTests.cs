using System.Text.Json.Nodes;
using Gateway.Agencies.Loading;

namespace Gateway.Tests.Agencies;

/// <summary>Which services of health visitors, school nurses and midwives may have a child: data, held to what it needs to be true.</summary>
public sealed class RegisterServicesTests
{
    private const string Community = "aldersham-community-nhs-trust";

    [Fact]
    public void A_service_may_have_a_child_by_area_or_by_practice_and_is_found_once()
    {
        var register = Demonstration.Accepted(LoadRegister.From(With(agency => agency["services"]!.AsArray().Add(Service("health-visitor", practices: ["kiln-lane-practice", "millpond-surgery"]))), Demonstration.Terms));

        string[] Found(string[] areas, string? practice) => [.. register.ServicesOf(areas, practice).Select(one => $"{one.Agency.Id} {one.Role}")];
        Assert.Equal([Community + " health-visitor", Community + " school-nurse"], Found(["aldersham"], null));
        Assert.Equal([Community + " health-visitor", Community + " school-nurse"], Found(["aldersham", "aldersham"], "millpond-surgery"));
        Assert.Equal([Community + " health-visitor"], Found(["brackenford"], "kiln-lane-practice"));
        Assert.Empty(Found(["brackenford"], "harbour-view-surgery"));
        Assert.Empty(Found([], null));
    }

    [Theory]
    [InlineData("role", "\"health visitor\"", "role: must be one of health-visitor, midwife, school-nurse")]
    [InlineData("role", "\"gp\"", "role: must be one of health-visitor, midwife, school-nurse")]
    [InlineData("role", "\"midwife\"", "role: 'midwife' is not a role that anybody of this agency signs in with")]
    [InlineData("role", "null", "role: is missing")]
    [InlineData("areas", "[\"brackenford\"]", "areas: 'brackenford' is not an area that the agency serves")]
    [InlineData("areas", "[]", "areas: must name at least one")]
    [InlineData("areas", "[\"aldersham\",\"aldersham\"]", "areas: names 'aldersham' twice")]
    [InlineData("areas", "null", "must have areas or practices")]
    [InlineData("practices", "[\"st-oswins-primary\"]", "services: 'st-oswins-primary' is not a practice of this register")]
    [InlineData("practices", "[\"nowhere\"]", "services: 'nowhere' is not a practice of this register")]
    [InlineData("practices", "7", "practices: must be a list of words")]
    [InlineData("surprise", "1", "surprise: is not a member known here")]
    public void A_service_at_fault_is_named(string member, string value, string fault) =>
        Assert.Contains(Faults(With(agency => agency["services"]![0]![member] = JsonNode.Parse(value))), one => one.Contains(Community, StringComparison.Ordinal) && one.Contains(fault, StringComparison.Ordinal));

    [Fact]
    public void A_service_whose_system_could_not_say_whose_a_child_is_stops_the_start()
    {
        Assert.Equal(2, Faults(With(agency => agency["relationships"]!["types"] = new JsonArray("encounter"))).Count(fault => fault.Contains("nothing could say whose child it is", StringComparison.Ordinal)));
        Assert.Equal(2, Faults(With(agency => agency.AsObject().Remove("relationships"))).Count(fault => fault.Contains("nothing could say whose child it is", StringComparison.Ordinal)));
        Assert.Contains(Faults(With(agency => agency["services"] = new JsonArray())), fault => fault.Contains("services: must name at least one", StringComparison.Ordinal));
        Assert.Contains(Faults(With(agency => agency["services"] = new JsonArray(Service("school-nurse", areas: ["aldersham"])), "millpond-surgery")), fault => fault.Contains("services: is for an agency of the kind nhs-trust", StringComparison.Ordinal));
    }

    private static JsonObject Service(string role, string[]? areas = null, string[]? practices = null)
    {
        var service = new JsonObject { ["role"] = role };
        if (areas is not null) service["areas"] = new JsonArray([.. areas.Select(area => (JsonNode)area)]);
        if (practices is not null) service["practices"] = new JsonArray([.. practices.Select(practice => (JsonNode)practice)]);
        return service;
    }

    private static string With(Action<JsonNode> change, string of = Community)
    {
        var register = JsonNode.Parse(Demonstration.RegisterText)!;
        change(register["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == of)!);
        return register.ToJsonString();
    }

    private static IReadOnlyList<string> Faults(string register) => Demonstration.Faults(LoadRegister.From(register, Demonstration.Terms));
}
