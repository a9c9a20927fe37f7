using Gateway.Agencies;

namespace Gateway.Tests.Agencies;

public sealed class PostcodesTests
{
    private const string Moved = "district,council,from,to\nZA4,aldersham,2009-04-01,2026-03-31\nZA4,brackenford,2026-04-01,\nZA47,dunmere,2009-04-01,\n";

    [Theory]
    [InlineData("ZA4 7QX", "aldersham-council")]
    [InlineData(" za47qx ", "aldersham-council")]
    [InlineData("ZF1 1AA", "farrowdale-council")]
    [InlineData("ZA4", null)]
    [InlineData("SW1A 1AA", null)]
    [InlineData("not a postcode", null)]
    [InlineData("", null)]
    public void Demonstration_districts_have_their_council(string postcode, string? council)
    {
        var postcodes = Demonstration.Accepted(Postcodes.Read(File.ReadAllText(Demonstration.PostcodesFile), Demonstration.Register));
        Assert.Equal(council, postcodes.CouncilOf(postcode, new DateOnly(2026, 11, 22))?.Id);
    }

    [Theory]
    [InlineData("2009-03-31", null)]
    [InlineData("2009-04-01", "aldersham-council")]
    [InlineData("2026-03-31", "aldersham-council")]
    [InlineData("2026-04-01", "brackenford-council")]
    [InlineData("2099-01-01", "brackenford-council")]
    public void District_that_moved_belongs_to_the_council_of_the_day(string day, string? council) =>
        Assert.Equal(council, Demonstration.Accepted(Postcodes.Read(Moved, Demonstration.Register)).CouncilOf("ZA4 7QX", DateOnly.Parse(day))?.Id);

    [Fact]
    public void District_is_the_part_before_the_last_three_characters() =>
        Assert.Equal("dunmere-council", Demonstration.Accepted(Postcodes.Read(Moved, Demonstration.Register)).CouncilOf("ZA47 7QX", new DateOnly(2026, 1, 1))?.Id);

    [Fact]
    public void Every_line_at_fault_is_named_at_once() => Assert.Equal(
        [
            "postcodes: line 2: district must be the first part of a postcode, such as ZA4",
            "postcodes: line 2: council must be an area that a local authority of the register has",
            "postcodes: line 3: from must be a day such as 2026-11-01",
            "postcodes: line 4: to must not be before from",
            "postcodes: line 6: district ZA4 has another council on some of these days",
            "postcodes: line 7: must have 4 fields, as in the header district,council,from,to",
        ],
        Demonstration.Faults(Postcodes.Read(
            """
            district,council,from,to
            Z 4,nowhere,2009-04-01,
            ZA1,aldersham,yesterday,
            ZA2,aldersham,2009-04-01,2009-03-31
            ZA4,aldersham,2009-04-01,
            ZA4,brackenford,2026-04-01,
            ZA5,aldersham
            """, Demonstration.Register)));
}
