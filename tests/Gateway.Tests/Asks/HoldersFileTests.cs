using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Rules.Policy.Alerts;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Asks;

/// <summary>The tables of who answers and of when a pattern counts: read whole, or refused with every line at fault.</summary>
public sealed class HoldersFileTests
{
    private static readonly HashSet<string> Roles = ["csc-front-door", "csc-emergency-duty", "ed-treating-clinician", "police-ppu", "gp", "dsl"];
    private static readonly HashSet<string> Reasons = ["Ha", "He", "Hg", "X1"];
    private static readonly string Good = File.ReadAllText(Contracts.PathOf("policy/holders.csv"));

    [Fact]
    public void Published_tables_are_read()
    {
        var holders = Assert.IsType<Loaded<WhoAnswers>.Accepted>(LoadWhoAnswers.Read(Good, Roles, Reasons)).Value;
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromHours(4)), (holders.For("Ha", AgencyKind.NhsTrust).InHours, holders.For("Ha", AgencyKind.NhsTrust).OutOfHours));
        Assert.Equal(["csc-front-door", "csc-emergency-duty"], holders.For("Hd", AgencyKind.LocalAuthority).Roles);
        Assert.IsType<Loaded<AlertLimits>.Accepted>(LoadAlertLimits.Read(File.ReadAllText(Contracts.PathOf("policy/alerts.csv"))));
    }

    [Theory]
    [InlineData("any,school", "any,college", "kind is not a kind of agency"), InlineData("any,school", "X1,school", "reason is a code of the holder's")]
    [InlineData("any,school,dsl", "any,school,teacher", "roles are roles of the matrix"), InlineData("any,school,dsl", "any,school,", "roles are roles of the matrix")]
    [InlineData("lead,4,18", "lead,0,18", "hours are whole numbers"), InlineData("lead,4,18", "lead,4,200", "hours are whole numbers")]
    [InlineData("any,gp-practice,gp", "any,school,dsl", "stand twice"), InlineData("any,gp-practice,gp", "Ha,gp-practice,gp", "has no row for any reason")]
    [InlineData("reason,kind", "kind,reason", "must be the header")]
    public void Damage_is_named(string whole, string damaged, string told)
    {
        var refused = Assert.IsType<Loaded<WhoAnswers>.Refused>(LoadWhoAnswers.Read(Good.Replace(whole, damaged), Roles, Reasons));
        Assert.Contains(refused.Faults, fault => fault.Contains(told));
    }

    [Theory]
    [InlineData("sampleOneIn,20,decisions", "sampleOneIn,0,decisions"), InlineData("sampleOneIn,20,decisions", "sampleOneIn,20,days"), InlineData("sampleOneIn,20,decisions", "")]
    [InlineData("sampleOneIn,20,decisions", "sampleOneIn,20,decisions\nsampleOneIn,20,decisions"), InlineData("sampleOneIn", "anything")]
    public void Limit_that_is_wrong_missing_or_unknown_stops_the_start(string whole, string damaged) =>
        Assert.IsType<Loaded<AlertLimits>.Refused>(LoadAlertLimits.Read(File.ReadAllText(Contracts.PathOf("policy/alerts.csv")).Replace(whole, damaged)));
}
