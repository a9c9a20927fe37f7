namespace Gateway.Tests.MatchingTool;

public sealed class EvaluateRefusalTests
{
    private const string Map = """{ "given": "first", "dob": "born" }""";
    private static readonly string[] Good = ["key,first,born", "1,Amara,04/03/2015", "1,Amara,04/03/2015", "2,Jack,10/06/2014"];

    [Theory]
    [InlineData("""{ "given": "forename" }""", "given is said to be in the column forename")]
    [InlineData("""{ "given": 7 }""", "given must be a heading")]
    [InlineData("""{ "dob": { "year": "y" } }""", "dob must be a heading")]
    [InlineData("[]", "must hold one JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("{}", "no field is mapped")]
    public Task A_bad_map_is_refused(string map, string why) => Refused(map, Good, why, "--truth", "key");

    [Fact]
    public Task A_heading_that_stands_twice_is_named() =>
        Refused(Map, ["key,first,born,first", "1,Amara,04/03/2015,Amara"], "the heading first stands twice", "--truth", "key");

    [Fact]
    public Task A_ragged_row_is_named() => Refused(Map, [.. Good, "3,Zofia"], "row 5 of", "--truth", "key");

    [Fact]
    public Task An_open_quotation_mark_is_named() => Refused(Map, [.. Good, "3,\"Zofia,01/09/2015"], "is never closed", "--truth", "key");

    [Fact]
    public Task An_empty_file_is_refused() => Refused(Map, [""], "is empty", "--truth", "key");

    [Fact]
    public Task A_file_of_headings_alone_is_refused() => Refused(Map, Good[..1], "no rows", "--truth", "key");

    [Theory]
    [InlineData("yyyy-QQ-dd", "is no date format")]
    [InlineData("dd", "is no date format")]
    [InlineData("yyyyMMdd", "dob: --date-format yyyyMMdd fits 0 of its 3 values")]
    public Task A_date_format_that_does_not_fit_is_refused(string format, string why) => Refused(Map, Good, why, "--truth", "key", "--date-format", format);

    [Fact]
    public Task A_column_of_no_dates_is_named() => Refused("""{ "dob": "first" }""", Good, "dob: most of its values are not dates", "--truth", "key");

    [Fact]
    public Task A_truth_that_is_not_there_is_named() => Refused(Map, Good, "--truth is said to be in the column person", "--truth", "person");

    [Fact]
    public Task A_truth_that_no_two_share_is_refused() => Refused(Map, [Good[0], Good[1], Good[3]], "no two records share a value of key", "--truth", "key");

    [Theory]
    [InlineData("(", "is no regular expression")]
    [InlineData("x([0-9])", "no two records share a value of key by the pattern")]
    public Task A_bad_pattern_is_refused(string pattern, string why) => Refused(Map, Good, why, "--truth", "key", "--truth-pattern", pattern);

    [Fact]
    public Task Pairs_need_the_column_of_numbers() => Refused(Map, Good, "must be mapped as id", "--truth-pairs", "a.csv");

    [Fact]
    public Task A_file_that_is_not_there_is_named() => Refused(Map, Good, "--right: there is no file", "--right", "none.csv", "--truth", "key");

    [Fact]
    public Task One_truth_is_needed() => Refused(Map, Good, "Give one of --truth COLUMN and --truth-pairs FILE.");

    [Fact]
    public async Task Another_encoding_is_refused()
    {
        using var files = new Files(Map);
        files.Write("a.csv", [.. "key,first,born\n1,Zo"u8, 0xEB, .. ",04/03/2015\n"u8]);
        var (code, _, error) = await files.EvaluateAsync("--truth", "key");
        Assert.Equal(2, code);
        Assert.Contains("is not in UTF-8", error, StringComparison.Ordinal);
    }

    private static async Task Refused(string map, string[] rows, string why, params string[] rest)
    {
        using var files = new Files(map);
        files.Write("a.csv", rows);
        var (code, output, error) = await files.EvaluateAsync(rest);
        Assert.Contains(why, error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (code, output));
        Assert.Single(error.TrimEnd().Split('\n'));
    }
}
