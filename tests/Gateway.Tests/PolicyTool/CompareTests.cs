using System.Text.Json.Nodes;
using Gateway.Tests.Synthetic;
using Gateway.Tool.Policy.Compare;

namespace Gateway.Tests.PolicyTool;

public sealed class CompareTests
{
    private const string Cell = "ed-triage-clinician,PU01,D14,S,A2";

    [Fact]
    public async Task The_same_policy_changes_nothing()
    {
        var (code, output, _) = await Synthetic.Tool.RunAsync(["policy", "compare", PolicyFiles.Policy, PolicyFiles.Policy, "--cases", PolicyFiles.Cases]);
        Assert.Equal(0, code);
        Assert.Matches("^[^\n]*[0-9]+ decisions read, 0 would change; 0 items, 0 milder, 0 stricter, 0 for another reason\n$", output);
    }

    [Fact]
    public async Task A_changed_cell_is_counted_by_role_purpose_and_item_and_named()
    {
        using var folder = new TemporaryFolder();
        folder.CopyCase("a.json");
        folder.CopyCase("b.json");
        var changed = folder.CopyPolicy("matrix.csv", Cell, "ed-triage-clinician,PU01,D14,M,M1");
        var (code, output, _) = await Synthetic.Tool.RunAsync(["policy", "compare", PolicyFiles.Policy, changed, "--cases", folder.At("cases")]);
        Assert.Equal(0, code);
        var lines = output.Split('\n');
        Assert.Equal("GC-36-known-role: ed-triage-clinician PU01 D14: S A2 -> M M1, by rule 8 MatrixCell", lines[0]);
        Assert.Equal(lines[0], lines[1]);
        foreach (var counted in (string[])["ed-triage-clinician  2", "PU01 unscheduled-care  2", "D14 gp-registration  2", "ed-triage-clinician  PU01     D14   S A2  M M1     2      rule 8 MatrixCell"])
            Assert.Contains(counted, lines);
        Assert.Contains("2 decisions read, 2 would change; 2 items, 0 milder, 2 stricter", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_that_changed_it_is_the_one_that_speaks_under_one_policy_alone()
    {
        using var folder = new TemporaryFolder();
        PolicyFiles.Change(folder.CopyCase("a.json"), root => (root["request"]!["subject"]!["ageYears"], root["request"]!["items"], root["expect"]) =
            (17, new JsonArray("D01"), JsonNode.Parse("""{"D01":{"outcome":"S","reason":"A1"}}""")));
        var changed = folder.CopyPolicy("limits.csv", "adult-age,18", "adult-age,17");
        var (_, output, _) = await Synthetic.Tool.RunAsync(["policy", "compare", PolicyFiles.Policy, changed, "--cases", folder.At("cases")]);
        Assert.StartsWith("GC-36-known-role: ed-triage-clinician PU01 D01: S A1 -> R X7, by rule 9 SubjectIsAdult\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exported_decisions_are_read_a_line_at_a_time_and_a_line_with_anything_more_is_refused()
    {
        using var folder = new TemporaryFolder();
        var request = JsonNode.Parse(await File.ReadAllTextAsync(PolicyFiles.Sound, TestContext.Current.CancellationToken))!["request"]!;
        var sound = request.ToJsonString();
        request["nhsNumber"] = "9990000018";
        await File.WriteAllLinesAsync(folder.At("d.ndjson"), [sound, request.ToJsonString(), "", sound + "x", sound, new string(' ', 20_000), sound], TestContext.Current.CancellationToken);
        var changed = folder.CopyPolicy("matrix.csv", Cell, "ed-triage-clinician,PU01,D14,M,M1");
        var (code, output, error) = await Synthetic.Tool.RunAsync(["policy", "compare", PolicyFiles.Policy, changed, "--decisions", folder.At("d.ndjson")]);
        Assert.Equal(["line 1", "line 5", "line 7"], output.Split('\n').Where(line => line.StartsWith("line", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        Assert.Equal(["line 2", "line 3", "line 4", "line 6"], error.TrimEnd().Split('\n').Select(line => line.Split(':')[0]));
        Assert.Contains("line 2: request: 'nhsNumber' is not a member of this object", error, StringComparison.Ordinal);
        Assert.DoesNotContain("9990000018", output + error, StringComparison.Ordinal);
        Assert.EndsWith("4 could not be read\n", output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_long_file_says_how_far_it_is()
    {
        using var folder = new TemporaryFolder();
        var sound = JsonNode.Parse(await File.ReadAllTextAsync(PolicyFiles.Sound, TestContext.Current.CancellationToken))!["request"]!.ToJsonString();
        await File.WriteAllLinesAsync(folder.At("d.ndjson"), Enumerable.Repeat(sound, 4_096), TestContext.Current.CancellationToken);
        var clock = new StillClock(default, TimeSpan.FromSeconds(2));
        var (code, output, error) = await Synthetic.Tool.RunAsync(["policy", "compare", PolicyFiles.Policy, PolicyFiles.Policy, "--decisions", folder.At("d.ndjson")], clock);
        Assert.Equal(0, code);
        Assert.Contains("4096 decisions read", output, StringComparison.Ordinal);
        Assert.Matches("^([0-9]+ % read\n)+$", error);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("\n", 1)]
    [InlineData("a", 1)]
    [InlineData("a\r\nb", 2)]
    [InlineData("0123456789\n01234567890\nb\n", 3)]
    [InlineData("012345678901234567890123456789012345", 1)]
    public void Lines_are_whole_or_too_long_and_none_is_lost(string text, int lines)
    {
        foreach (var chunk in (int[])[1, 2, 3, 100])
        {
            var reader = new FactLines(new Trickle(System.Text.Encoding.UTF8.GetBytes(text), chunk), 10);
            var found = new List<string>();
            while (reader.TryRead(out var line, out var tooLong)) found.Add(tooLong ? "too long" : System.Text.Encoding.UTF8.GetString(line.Span));
            Assert.Equal(lines == 0 ? [] : text.TrimEnd('\n').Split('\n').Select(one => one.TrimEnd('\r')).Select(one => one.Length > 10 ? "too long" : one), found);
            Assert.Equal(lines, reader.Number);
        }
    }

    private sealed class Trickle(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(chunk, count));
    }
}
