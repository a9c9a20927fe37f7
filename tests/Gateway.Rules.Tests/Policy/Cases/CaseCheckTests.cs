using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Rules.Policy.Cases;

namespace Gateway.Rules.Tests.Policy.Cases;

/// <summary>A case that passes, with one expectation changed: exactly that difference is found.</summary>
public sealed class CaseCheckTests
{
    [Theory]
    [InlineData("outcome", "R", "D05")]
    [InlineData("reason", "A1", "D05")]
    [InlineData("modifiers", "+E", "D05")]
    public void A_changed_cell_is_the_only_difference(string member, string value, string where)
    {
        var changed = Changed("SC-02", root => root["expect"]!["D05"]![member] = member == "modifiers" ? new JsonArray(value) : value);
        Assert.Equal(where, Assert.Single(changed).Where);
    }

    [Fact]
    public void A_changed_status_is_the_only_difference()
    {
        var difference = Assert.Single(Changed("SC-02", root => root["expect"]!["D01"]!["status"] = "NO_RECORD"));
        Assert.Equal(new CaseDifference("D01", "S A1, status NO_RECORD, because NO_REPLY", "S A1, status UNKNOWN, because NO_REPLY"), difference);
    }

    [Fact]
    public void A_changed_cause_or_coverage_is_the_only_difference()
    {
        Assert.Equal("D01", Assert.Single(Changed("SC-02", root => root["expect"]!["D01"]!["statusBecause"] = new JsonArray("STALE"))).Where);
        Assert.Equal("D09", Assert.Single(Changed("SC-02", root => root["expect"]!["D09"]!["coverage"]!["answered"] = 7)).Where);
    }

    [Fact]
    public void Other_attendances_are_compared()
    {
        Assert.Equal("D09", Assert.Single(Changed("SC-74", root => root["expect"]!["D09"]!["otherAttendances"]!["reason"] = "A3")).Where);
        Assert.Equal("D09", Assert.Single(Changed("SC-74", root => root["expect"]!["D09"] = JsonNode.Parse("""{"outcome":"S","reason":"A5"}"""))).Where);
        Assert.Equal("D01", Assert.Single(Changed("SC-74", root => root["expect"]!["D01"]!["appliesTo"] = "SENSITIVE_ATTENDANCE")).Where);
    }

    [Fact]
    public void An_obligation_too_many_or_too_few_is_a_difference_and_a_note_for_people_is_not()
    {
        Assert.Equal(
            new CaseDifference("obligations", "none", "RING_BEFORE_DECIDING"),
            Assert.Single(Changed("SC-02", root => root["expectNotes"] = new JsonArray("SHOW_COVERAGE"))));
        Assert.Equal("obligations", Assert.Single(Changed("SC-02", root => root["expectNotes"]!.AsArray().Add("PRIVACY_ALERT"))).Where);
        Assert.Empty(Changed("SC-02", root => root["expectNotes"]!.AsArray().Add("TELL_LA")));
    }

    private static ImmutableArray<CaseDifference> Changed(string id, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(CaseFiles.Worked(id))!;
        change(root);
        var read = CaseReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), CaseFiles.Words);
        return CaseCheck.Run(Repository.Policy, Assert.IsType<CaseReading<PolicyCase>.Valid>(read).Value);
    }
}
