using Gateway.Tests.Synthetic;

namespace Gateway.Tests.PolicyTool;

public sealed class ExplainTests
{
    private static Task<(int Code, string Output, string Error)> ExplainAsync(string name, params string[] rest) =>
        Synthetic.Tool.RunAsync(["policy", "explain", Directory.GetFiles(PolicyFiles.Cases, name, SearchOption.AllDirectories).Single(), "--policy", PolicyFiles.Policy, .. rest]);

    [Fact]
    public async Task Sentences_come_first_then_the_questions_the_facts_the_table_and_the_rules()
    {
        var (code, output, _) = await ExplainAsync("GC-16-emergency-with-anomaly.json");
        Assert.Equal(0, code);
        var order = ((string[])["What the asker reads", "Reason for the plan. You may have this once you write why you need it.", "The questions", "G0 ", "Q8 ", "The facts", "The table", "Each rule that spoke", "15 BreakGlassAnomaly: ", "What follows", "Lawful basis: ", "Policy "])
            .Select(text => output.IndexOf(text, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    public async Task Only_governance_reads_of_an_attendance_that_was_left_out()
    {
        Assert.Contains("X14", (await ExplainAsync("GC-29-sensitive-service-routine.json")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("X14", (await ExplainAsync("GC-29-sensitive-service-routine.json", "--asker")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_custodians_said_is_shown_with_its_coverage()
    {
        var (_, output, _) = await ExplainAsync("GC-49-one-department-silent.json");
        Assert.Contains("D09   PARTIAL  NO_REPLY  2 of 3", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_cannot_be_read_says_why()
    {
        using var folder = new TemporaryFolder();
        PolicyFiles.Change(folder.CopyCase("a.json"), root => root["request"]!["purpose"] = "PU99");
        var (code, output, error) = await Synthetic.Tool.RunAsync(["policy", "explain", Path.Combine(folder.At("cases"), "a.json"), "--policy", PolicyFiles.Policy]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("request.purpose: 'PU99' is not a purpose", error, StringComparison.Ordinal);
    }
}
