using System.Globalization;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.MatchingTool;

public sealed class EvaluateTests
{
    private const string Map = """{ "given": "first", "family": "last", "dob": "born", "sex": "sex", "postcode": "pc" }""";
    private const string Headings = "key,first,last,born,sex,pc";

    private static readonly string[] People =
        ["Amara,Okafor,04/03/2015,F,ZA4 7QX", "Jack,Doyle,10/06/2014,M,ZB1 9BP", "Zofia,Kowalska,01/09/2015,F,ZC2 3XY", "Rhys,Pritchard,21/12/2013,M,ZD3 1AA"];

    [Fact]
    public async Task Two_files_are_linked_and_held_to_the_column_they_share()
    {
        using var files = new Files(Map);
        files.Write("a.csv", [Headings, .. Numbered(People)]);
        files.Write("b.csv", [Headings, .. Numbered(People).Select(row => row.Replace("Kowalska", "Kowalski", StringComparison.Ordinal))]);
        var (code, output, error) = await files.EvaluateAsync("--right", "b.csv", "--truth", "key");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("4 left and 4 right records, 4 true pairs (records with the same key)", output, StringComparison.Ordinal);
        Assert.Equal(["1.0000", "1.0000", "1.0000"], Row(output, "p >= 0.5"));
        Assert.Contains("Blocking recall 1.0000", output, StringComparison.Ordinal);
        Assert.Matches(@"Seconds \d+\.\d\d", output);
        Assert.Matches(@"Peak memory \d+ MB", output);
    }

    [Fact]
    public async Task Duplicates_are_found_in_one_file_and_pairs_of_the_truth_join_on()
    {
        using var files = new Files(Map.Replace("{", """{ "id": "key", """, StringComparison.Ordinal));
        files.Write("a.csv", [Headings, .. People.Select((row, i) => $"{i},{row}"), $"10,{People[0]}", $"20,{People[0]}"]);
        files.Write("pairs.csv", ["one,other", "0,10", "20,10"]);
        var (code, output, _) = await files.EvaluateAsync("--truth-pairs", "pairs.csv");
        Assert.Equal(0, code);
        Assert.Contains("6 records, 3 true pairs", output, StringComparison.Ordinal);
        Assert.Equal(["1.0000", "1.0000", "1.0000"], Row(output, "best F1"));
    }

    [Theory]
    [InlineData("rec-{0}-org", "rec-{0}-dup-0", null)]
    [InlineData("A{0}x", "B{0}y", "[AB]([0-9]+)")]
    public async Task The_truth_may_be_a_part_of_a_column(string left, string right, string? pattern)
    {
        using var files = new Files(Map);
        files.Write("a.csv", [Headings, .. Numbered(People, left)]);
        files.Write("b.csv", [Headings, .. Numbered(People, right)]);
        string[] given = pattern is null ? [] : ["--truth-pattern", pattern];
        var (code, output, _) = await files.EvaluateAsync(["--right", "b.csv", "--truth", "key", .. given]);
        Assert.Equal(0, code);
        Assert.Contains("4 true pairs", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "given": "first", "dob": { "year": "y", "month": "m", "day": "d" }, "address": ["no", "street"], "other": "job" }""")]
    [InlineData("""{ "left": { "given": "first", "dob_day": "d", "dob_month": "m", "dob_year": "y" }, "right": { "given": "first", "dob_day": "d", "dob_month": "m", "dob_year": "y" } }""")]
    [InlineData("""{ "columns": { "given": { "left": "first", "right": "FIRST" }, "dob": ["y", "m", "d"] }, "dateFormat": "yyyy MM dd" }""")]
    public async Task A_map_may_join_columns_and_differ_by_side(string map)
    {
        using var files = new Files(map);
        string[] rows = ["key,first,y,m,d,no,street,job", "1,Amara,2015,3,4,12,Mill Lane,smith", "2,Jack,2014,6,10,7,Church Road,cook", "3,Zofia,2013,9,1,3,Park Way,clerk"];
        files.Write("a.csv", rows);
        files.Write("b.csv", rows);
        var (code, output, error) = await files.EvaluateAsync("--right", "b.csv", "--truth", "key");
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("dob as date", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_up_tells_what_is_found_with_the_partner_there_and_hidden()
    {
        using var files = new Files(Map);
        files.Write("a.csv", [Headings, .. Numbered(People)]);
        files.Write("b.csv", [Headings, .. Numbered(People)]);
        var (_, output, _) = await files.EvaluateAsync("--right", "b.csv", "--truth", "key", "--lookup");
        Assert.Matches(@"partner there +4 ", output);
        Assert.Matches(@"partner hidden +4 +0 \(0\.00 %\) +0 \(0\.00 %\)", output);
    }

    [Fact]
    public async Task A_page_says_whether_probabilities_mean_what_they_say_and_holds_no_record()
    {
        using var files = new Files(Map);
        files.Write("a.csv", [Headings, .. Numbered(People)]);
        files.Write("b.csv", [Headings, .. Numbered(People)]);
        var (code, _, error) = await files.EvaluateAsync("--right", "b.csv", "--truth", "key", "--page", "page.html");
        Assert.Equal((0, ""), (code, error));
        var page = files.Read("page.html");
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        Assert.Contains("0.99 to 0.999", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Okafor", page, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Numbered(string[] rows, string form = "{0}") =>
        rows.Select((row, i) => $"{string.Format(CultureInfo.InvariantCulture, form, i)},{row}");

    private static string[] Row(string output, string name) =>
        output.Split('\n').Single(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..3];
}
