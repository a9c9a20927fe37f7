using Gateway.Tool.Matching.Evaluate.Reading;
using Gateway.Tool.Matching.Evaluate.Scoring;

namespace Gateway.Tests.MatchingTool;

/// <summary>A map or a truth that says two things is refused: a figure of it would be of one that nobody chose.</summary>
public sealed class MapRefusalTests
{
    [Theory]
    [InlineData("""{"given":"first","given":"family"}""")]
    [InlineData("""{"given":"first","GIVEN":"family"}""")]
    [InlineData("""{"left":{"given":"first","given":"family"}}""")]
    [InlineData("""{"dob":{"year":1,"month":2,"day":3}}""")]
    public void Map_that_says_two_things_is_refused(string map) => Assert.Throws<RefusedException>(() => Read(map));

    [Fact]
    public void One_field_for_each_side_is_one_field()
    {
        var field = Assert.Single(Read("""{"left":{"given":"first"},"right":{"given":"forename"}}""").Fields);
        Assert.Equal(("first", "forename"), (field.Left[0], field.Right[0]));
    }

    [Fact]
    public void Number_that_two_records_of_a_file_have_is_refused()
    {
        string[][] rows = [["a0", "b0"]];
        Assert.Throws<RefusedException>(() => Truth.FromPairs(["a0", "a0", null], [null, null, "b0"], 2, [.. rows], "pairs.csv"));
        Assert.Equal(1, Truth.FromPairs(["a0", "a1", null], [null, null, "b0"], 2, [.. rows], "pairs.csv").Pairs);
    }

    private static ColumnMap Read(string map)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, map);
        try
        {
            return ColumnMap.Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
