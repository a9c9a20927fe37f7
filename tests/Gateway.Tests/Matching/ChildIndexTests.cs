using Gateway.Agencies;
using Gateway.Audit.Sealing;
using Gateway.Matching;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Agencies;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Matching;

public sealed class ChildIndexTests
{
    private static readonly DateOnly Born = new(2010, 3, 4);

    [Fact]
    public void Number_and_birth_date_must_both_agree()
    {
        var (child, other) = (TestChild.Of(90) with { Born = Born }, TestChild.Of(91) with { Born = Born });
        var index = Load(child, other);

        Assert.Equal(2, index.Count);
        Assert.IsType<ChildMatch.Exact>(Match(index, child));
        Assert.IsType<ChildMatch.None>(Match(index, child with { Born = Born.AddDays(1) }));
        Assert.IsType<ChildMatch.None>(Match(index, TestChild.Of(92) with { Born = Born }));
    }

    [Theory, InlineData("2025-11-22", true), InlineData("2025-11-21", false), InlineData("2026-11-21", true)]
    public void Home_of_twelve_months_ago_to_the_day_still_counts(string ended, bool counts)
    {
        var child = TestChild.Of(93) with { Born = Born, Before = [("ZB1 1AA", Born, DateOnly.ParseExact(ended, "yyyy-MM-dd"))] };

        var home = HomeOf(Load(child), child);

        Assert.Equal(counts ? ["aldersham-council", "brackenford-council"] : ["aldersham-council"], home.Councils);
        Assert.False(home.Unplaced);
    }

    [Fact]
    public void Address_of_no_known_council_is_remembered_as_such_while_it_counts()
    {
        var now = TestChild.Of(94, "YY1 1AA") with { Born = Born };
        var lately = TestChild.Of(95) with { Born = Born, Before = [("YY1 1AA", Born, new DateOnly(2026, 1, 1))] };
        var longAgo = TestChild.Of(96) with { Born = Born, Before = [("YY1 1AA", Born, new DateOnly(2024, 1, 1))] };
        var index = Load(now, lately, longAgo);

        Assert.Equal([true, true, false], ((TestChild[])[now, lately, longAgo]).Select(child => HomeOf(index, child).Unplaced));
    }

    [Fact]
    public void Protected_is_kept_apart_from_the_same_home_unprotected()
    {
        var (open, hidden) = (TestChild.Of(97) with { Born = Born }, TestChild.Of(98, isProtected: true) with { Born = Born });
        var index = Load(open, hidden);
        Assert.Equal((false, true), (HomeOf(index, open).Protected, HomeOf(index, hidden).Protected));
    }

    [Fact]
    public void Number_that_is_there_twice_stops_the_start()
    {
        var child = TestChild.Of(99) with { Born = Born };
        Assert.DoesNotContain(child.Number, Assert.Throws<InvalidDataException>(() => Load(child, child with { Born = Born.AddDays(1) })).Message);
    }

    [Theory]
    [InlineData("not json"), InlineData("{}"), InlineData("[]"), InlineData("null")]
    [InlineData("""{"nhsNumber":"9990000019","dateOfBirth":"2010-03-04","addresses":[],"protected":false}""")]
    [InlineData("""{"nhsNumber":"9990000018","dateOfBirth":"2010-02-30","addresses":[],"protected":false}""")]
    [InlineData("""{"nhsNumber":"9990000018","dateOfBirth":"2010-03-04","addresses":[{"postcode":"ZA1 1AA","from":"yesterday","to":null}],"protected":false}""")]
    [InlineData("""{"nhsNumber":"9990000018","dateOfBirth":"2010-03-04","addresses":[],"protected":"no"}""")]
    public void Fault_names_the_line_and_quotes_nothing(string line)
    {
        var fault = Assert.Throws<InvalidDataException>(() => Load([SettingFiles.Line(TestChild.Of(100)), line]));
        Assert.Equal("The snapshot of children cannot be read at line 2.", fault.Message);
        Assert.Null(fault.InnerException);
    }

    private static Home HomeOf(ChildIndex index, TestChild child) => Assert.IsType<ChildMatch.Exact>(Match(index, child)).Home;

    private static ChildMatch Match(ChildIndex index, TestChild child)
    {
        NhsNumber.Read(child.Number, out var number);
        return index.Match(number, child.Born);
    }

    private static ChildIndex Load(params TestChild[] children) => Load([.. children.Select(SettingFiles.Line)]);

    private static ChildIndex Load(string[] lines)
    {
        var path = Path.GetTempFileName();
        File.WriteAllLines(path, lines);
        try
        {
            var load = new LoadChildren(Demonstration.Accepted(Postcodes.Read(File.ReadAllText(Demonstration.PostcodesFile), Demonstration.Register)), MatchingTables.From(Contracts.PathOf("matching")), new LedgerKey(new byte[32]), new MovableTime(GatewayHost.Night));
            var index = new ChildIndex(new FindInIndex(load.Matching, new MovableTime(GatewayHost.Night)));
            index.Become(load.FromFile(path));
            return index;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
