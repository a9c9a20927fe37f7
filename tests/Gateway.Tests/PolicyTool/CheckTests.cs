using System.Text.Json.Nodes;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.PolicyTool;

public sealed class CheckTests
{
    private static Task<(int Code, string Output, string Error)> CheckAsync(string folder, params string[] rest) =>
        Synthetic.Tool.RunAsync(["policy", "check", folder, "--policy", PolicyFiles.Policy, .. rest]);

    [Fact]
    public async Task Our_own_cases_pass()
    {
        var (code, output, _) = await CheckAsync(PolicyFiles.Cases);
        Assert.Equal($"{Directory.GetFiles(PolicyFiles.Cases, "*.json", SearchOption.AllDirectories).Length} passed, 0 failed\n", output);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task One_changed_expectation_is_the_one_failure_printed()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in (string[])["a.json", "b.json", "c.json"]) folder.CopyCase(name);
        PolicyFiles.Change(Path.Combine(folder.At("cases"), "b.json"), root => root["expect"]!["D14"]!["outcome"] = "M");
        var (code, output, _) = await CheckAsync(folder.At("cases"));
        Assert.Equal(["FAIL b.json: GC-36-known-role, A role of the matrix", "  D14: expected M A2; actual S A2", "2 passed, 1 failed"], output.TrimEnd().Split('\n'));
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Every_item_that_differs_is_printed_in_the_order_of_the_case()
    {
        using var folder = new TemporaryFolder();
        PolicyFiles.Change(folder.CopyCase("a.json"), root =>
        {
            root["expect"]!["D01"]!["reason"] = "A5";
            root["expect"]!["D14"]!["modifiers"] = new JsonArray("+E");
            root["expectNotes"] = new JsonArray("PRIVACY_ALERT");
        });
        var lines = (await CheckAsync(folder.At("cases"))).Output.TrimEnd().Split('\n');
        Assert.Equal(["  D01: expected S A5; actual S A1", "  D14: expected S A2 +E; actual S A2", "  obligations: expected PRIVACY_ALERT; actual none"], lines[1..^1]);
    }

    [Theory]
    [InlineData("{}", "id: is missing")]
    [InlineData("", "is not JSON")]
    [InlineData("not json", "is not JSON")]
    [InlineData("[1, 2]", "must be an object")]
    [InlineData("null", "must be an object")]
    public async Task A_file_that_is_no_case_counts_as_failed(string content, string fault)
    {
        using var folder = new TemporaryFolder();
        folder.CopyCase("a.json");
        await File.WriteAllTextAsync(Path.Combine(folder.At("cases"), "b.json"), content, TestContext.Current.CancellationToken);
        var (code, output, _) = await CheckAsync(folder.At("cases"));
        Assert.Contains("FAIL b.json: cannot be read as a case", output, StringComparison.Ordinal);
        Assert.Contains(fault, output, StringComparison.Ordinal);
        Assert.EndsWith("1 passed, 1 failed\n", output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task An_unknown_field_and_an_unknown_value_are_named()
    {
        using var folder = new TemporaryFolder();
        PolicyFiles.Change(folder.CopyCase("a.json"), root => (root["request"]!["mood"], root["request"]!["flags"]) = ("good", new JsonArray("VIP")));
        var (_, output, _) = await CheckAsync(folder.At("cases"));
        Assert.Contains("  request: 'mood' is not a member of this object\n", output, StringComparison.Ordinal);
        Assert.Contains("  request.flags: 'VIP' is not a flag\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_any_size_is_read_no_further_than_a_case_may_be()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("cases"));
        await using (var large = File.Create(Path.Combine(folder.At("cases"), "large.json"))) large.SetLength(1L << 32);
        var (code, output, _) = await CheckAsync(folder.At("cases"));
        Assert.Contains("has 65537 bytes, and may have 65536", output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Folders_within_are_read_and_names_are_in_order()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, inside) in ((string, string?)[])[("z.json", null), ("A.JSON", null), (".hidden.json", "m"), ("a.json", "m/n")])
            PolicyFiles.Change(folder.CopyCase(name, inside), root => root["expect"]!["D01"]!["reason"] = "A5");
        await File.WriteAllTextAsync(Path.Combine(folder.At("cases"), "README.md"), "not a case", TestContext.Current.CancellationToken);
        var (_, output, _) = await CheckAsync(folder.At("cases"));
        Assert.Equal(
            ["FAIL A.JSON", "FAIL m/.hidden.json", "FAIL m/n/a.json", "FAIL z.json"],
            output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        Assert.EndsWith("0 passed, 4 failed\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_a_failure()
    {
        using var folder = new TemporaryFolder();
        var (code, output, error) = await CheckAsync(folder.Path);
        Assert.Equal(("0 passed, 0 failed\n", 1), (output, code));
        Assert.StartsWith("There is no case in", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("policy")]
    [InlineData("policy check")]
    [InlineData("policy chekc x")]
    [InlineData("policy check /nowhere/at/all")]
    [InlineData("policy check . --policy /nowhere/at/all")]
    [InlineData("policy check . --unknown x")]
    [InlineData("policy explain /nowhere/at/all.json")]
    [InlineData("policy compare . .")]
    [InlineData("policy compare . . --cases . --decisions x")]
    [InlineData("policy compare . . --cases /nowhere/at/all")]
    [InlineData("policy compare . . --decisions /nowhere/at/all")]
    [InlineData("policy compare /nowhere/at/all . --cases .")]
    public async Task Wrong_usage_ends_with_2(string typed)
    {
        var (code, output, error) = await Synthetic.Tool.RunAsync(typed.Split(' '));
        Assert.Equal(2, code);
        Assert.NotEqual("", error);
        Assert.DoesNotContain("passed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_with_a_fault_checks_nothing()
    {
        using var folder = new TemporaryFolder();
        var policy = folder.CopyPolicy("matrix.csv", "gp,PU03,D01,S,A5", "gp,PU03,D01,PERHAPS,A5");
        var (code, output, error) = await Synthetic.Tool.RunAsync(["policy", "check", PolicyFiles.Cases, "--policy", policy]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("'PERHAPS' is not an outcome", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_cell_fails_the_cases_about_it_and_no_other()
    {
        using var folder = new TemporaryFolder();
        var policy = folder.CopyPolicy("matrix.csv", "ambulance-clinician,PU01,D17,J1,Ja", "ambulance-clinician,PU01,D17,R,X1");
        var (code, output, _) = await Synthetic.Tool.RunAsync(["policy", "check", PolicyFiles.Cases, "--policy", policy]);
        Assert.Equal(
            ["FAIL PERMIT/GC-37-ambulance-unscheduled.json"],
            output.Split('\n').Where(line => line.StartsWith("FAIL", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        Assert.Contains("  D17: expected J1 Ja; actual R X1\n  obligations: expected REVIEW_ONE_WORKING_DAY; actual none\n", output, StringComparison.Ordinal);
        Assert.Equal(1, code);
    }
}
