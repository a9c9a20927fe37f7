using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Erasure;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Audit;

public sealed class RetentionRulesTests : IDisposable
{
    private const string Header = "controller,record,from,until_age,years_after,hold,basis\n";
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Published_table_covers_every_kind_of_record()
    {
        var rules = RetentionRules.Read(Contracts.PathOf("ledger/retention.csv"));
        foreach (var record in Enum.GetValues<RecordType>())
            Assert.Equal((25, 8), rules.For(new RetentionClass("any-agency", record), new DateOnly(2026, 11, 22)) is { } rule ? (rule.UntilAge, rule.YearsAfter) : default);
    }

    [Fact]
    public void Controllers_own_row_comes_first_and_then_the_newest_that_is_in_force()
    {
        var rules = Of("*,decision,2026-01-01,25,8,no,x\n*,decision,2027-01-01,30,8,no,x\nmine,decision,2026-01-01,75,0,no,x\nheld,decision,2026-01-01,25,8,yes,x\n");

        Assert.Equal(25, rules.For(RetentionClass.Decision("other"), new DateOnly(2026, 12, 31))!.UntilAge);
        Assert.Equal(30, rules.For(RetentionClass.Decision("other"), new DateOnly(2027, 1, 1))!.UntilAge);
        Assert.Equal(75, rules.For(RetentionClass.Decision("mine"), new DateOnly(2027, 1, 1))!.UntilAge);
        Assert.Null(rules.For(RetentionClass.Decision("held"), new DateOnly(2027, 1, 1))!.Ends(new DateOnly(1900, 1, 1), new DateOnly(1900, 1, 1)));
        Assert.Null(rules.For(RetentionClass.Decision("other"), new DateOnly(2025, 12, 31)));
        Assert.Null(rules.For(RetentionClass.Consent("other"), new DateOnly(2027, 1, 1)));
    }

    [Theory]
    [InlineData("*,decision,2026-01-01,25,8,perhaps,x")]
    [InlineData("*,gossip,2026-01-01,25,8,no,x")]
    [InlineData("*,decision,1 January,25,8,no,x")]
    [InlineData("*,decision,2026-01-01,-1,8,no,x")]
    [InlineData("*,decision,2026-01-01,25,8,no")]
    [InlineData(",decision,2026-01-01,25,8,no,x")]
    public void Row_that_does_not_hold_refuses_the_start_with_its_line(string row) =>
        Assert.Contains("line 3", Assert.Single(Assert.Throws<StartRefusedException>(() => Of($"*,consent,2026-01-01,25,8,no,x\n{row}\n")).Reasons));

    private RetentionRules Of(string rows)
    {
        File.WriteAllText(_file, Header + rows);
        return RetentionRules.Read(_file);
    }
}
