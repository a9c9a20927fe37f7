using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

public sealed class RelationshipTests
{
    private const string Trust = "alder-valley-nhs-trust";

    [Fact]
    public async Task Open_encounter_of_the_practitioner_is_confirmed_with_its_site()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Host.AddRelationship(Encounter("ENC-1", hoursAgo: 1) with { Site = "brook-street-ed" });
        var answer = await simulated.AskAsync(Trust, "relationships", Simulated.RelationshipQuestion("nurse-okafor", ["encounter"]));

        Assert.Equal("confirmed", answer.GetProperty("answer").GetString());
        Assert.Equal(Trust, answer.GetProperty("agency").GetString());
        Assert.Equal(
            """{"type":"encounter","reference":"ENC-1","startedAt":"2026-11-22T01:10:00Z","endedAt":null,"site":"brook-street-ed"}""",
            answer.GetProperty("relationship").GetRawText());
    }

    [Theory]
    [InlineData("nurse-other", "encounter", "2023-03-04")]
    [InlineData("nurse-okafor", "custody", "2023-03-04")]
    [InlineData("nurse-okafor", "encounter", "2023-04-03")]
    [InlineData("*", "encounter", "2023-03-04")]
    public async Task Another_practitioner_type_or_birth_date_is_not_confirmed(string practitioner, string type, string born)
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Host.AddRelationship(Encounter("ENC-1", hoursAgo: 1));
        simulated.Host.AddRelationship(Encounter("ENC-2", hoursAgo: 1) with { Practitioner = "nurse-third" });
        var answer = await simulated.AskAsync(Trust, "relationships", Simulated.RelationshipQuestion(practitioner, [type], born));

        Assert.Equal("not-confirmed", answer.GetProperty("answer").GetString());
        Assert.False(answer.TryGetProperty("relationship", out _));
    }

    [Fact]
    public async Task Relationship_of_one_agency_is_not_that_of_another()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Host.AddRelationship(Encounter("ENC-1", hoursAgo: 1));
        var answer = await simulated.AskAsync("castlebridge-nhs-trust", "relationships", Simulated.RelationshipQuestion("nurse-okafor", ["encounter"]));
        Assert.Equal("not-confirmed", answer.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task Anybody_of_the_agency_may_be_meant()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Host.AddRelationship(Encounter("ENC-1", hoursAgo: 1) with { Practitioner = "*" });
        Assert.Equal("ENC-1", await ReferenceAsync(simulated, "somebody-new"));
    }

    [Fact]
    public async Task Open_goes_before_ended_and_then_the_latest()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Host.AddRelationship(Encounter("ENC-ended-early", hoursAgo: 40) with { EndedAt = Simulated.Now.AddHours(-39) });
        simulated.Host.AddRelationship(Encounter("ENC-ended-late", hoursAgo: 2) with { EndedAt = Simulated.Now.AddHours(-1) });
        Assert.Equal("ENC-ended-late", await ReferenceAsync(simulated, "nurse-okafor"));

        simulated.Host.AddRelationship(Encounter("ENC-open-early", hoursAgo: 30));
        Assert.Equal("ENC-open-early", await ReferenceAsync(simulated, "nurse-okafor"));
        simulated.Host.AddRelationship(Encounter("ENC-open-late", hoursAgo: 3));
        simulated.Host.AddRelationship(Encounter("ENC-not-begun", hoursAgo: -3));
        Assert.Equal("ENC-open-late", await ReferenceAsync(simulated, "nurse-okafor"));
    }

    [Fact]
    public async Task Ended_encounter_is_reported_with_its_end()
    {
        await using var simulated = await Simulated.StartAsync();
        simulated.Host.AddRelationship(Encounter("ENC-1", hoursAgo: 2) with { EndedAt = Simulated.Now.AddHours(-1) });
        var answer = await simulated.AskAsync(Trust, "relationships", Simulated.RelationshipQuestion("nurse-okafor", ["encounter"]));
        Assert.Equal(Simulated.Now.AddHours(-1), answer.GetProperty("relationship").GetProperty("endedAt").GetDateTimeOffset());
    }

    private static async Task<string?> ReferenceAsync(Simulated simulated, string practitioner)
    {
        var answer = await simulated.AskAsync(Trust, "relationships", Simulated.RelationshipQuestion(practitioner, ["encounter"]));
        return answer.GetProperty("relationship").GetProperty("reference").GetString();
    }

    private static RelationshipRecord Encounter(string reference, int hoursAgo) =>
        new(Trust, "nurse-okafor", Simulated.Number, Simulated.Born, "encounter", reference, Simulated.Now.AddHours(-hoursAgo));
}
