using System.Xml.Linq;

namespace Gateway.Deploy;

internal sealed record Failure(string Test, string Message);

internal sealed record Tally(int Passed, int Skipped, IReadOnlyList<Failure> Failures)
{
    public static readonly Tally Nothing = new(0, 0, []);

    public static Tally Broken(string what, string why) => new(0, 0, [new Failure(what, why)]);

    public static Tally operator +(Tally a, Tally b) => new(a.Passed + b.Passed, a.Skipped + b.Skipped, [.. a.Failures, .. b.Failures]);

    public override string ToString() => $"{Passed} passed, {Failures.Count} failed" + (Skipped > 0 ? $", {Skipped} skipped" : "");
}

/// <summary>Runs one test project and reads what came of it from its result file, never from its words.</summary>
internal sealed class TestRun(string project, string? filter, bool skippedIsFailed, IReadOnlyDictionary<string, string> environment)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    // In its whole form one test of the deaths takes longer than any other test may.
    private static readonly string Patience = Environment.GetEnvironmentVariable("GATEWAY_CRASHES") == "whole" ? "2h" : "10m";

    private string Name => Path.GetFileNameWithoutExtension(project);

    public Tally Run()
    {
        var results = Repository.At("TestResults", Name);
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        var finished = new Command("dotnet", [.. Arguments(results)]) { Environment = environment }.Run();
        var files = Directory.Exists(results) ? Directory.GetFiles(results, "*.trx", SearchOption.AllDirectories) : [];
        return Judge(files.Select(Read).Aggregate(Tally.Nothing, (a, b) => a + b), finished);
    }

    private IEnumerable<string> Arguments(string results)
    {
        string[] always =
        [
            "test", project, "--no-build", "-c", "Release", "--nologo", "-v", "quiet", "--results-directory", results, "--logger", "trx",
            "--blame-hang-timeout", Patience, "--blame-hang-dump-type", "none",
        ];
        return filter is null ? always : [.. always, "--filter", filter];
    }

    // A run that says nothing, or dies after its last test, has not passed.
    private Tally Judge(Tally tally, Finished finished) => tally switch
    {
        { Failures.Count: 0 } when !finished.Ok => tally + Tally.Broken($"{Name} ended with code {finished.Code}", finished.Tail(40)),
        { Passed: 0, Skipped: 0, Failures.Count: 0 } when filter is null => Tally.Broken($"{Name} ran no test", finished.Tail(40)),
        _ => tally,
    };

    private Tally Read(string file)
    {
        var results = XDocument.Load(file).Descendants(Trx + "UnitTestResult").ToLookup(result => (string?)result.Attribute("outcome"));
        var failures = results.Where(outcome => outcome.Key is not ("Passed" or "NotExecuted")).SelectMany(outcome => outcome).Select(Explain).ToList();
        var skipped = results["NotExecuted"].Select(Explain).ToList();
        return skippedIsFailed
            ? new Tally(results["Passed"].Count(), 0, [.. failures, .. skipped.Select(test => test with { Message = "Skipped: " + test.Message })])
            : new Tally(results["Passed"].Count(), skipped.Count, failures);
    }

    private static Failure Explain(XElement result)
    {
        var error = result.Descendants(Trx + "ErrorInfo").FirstOrDefault();
        var where = ((string?)error?.Element(Trx + "StackTrace") ?? "").Split('\n').Take(6);
        return new Failure((string?)result.Attribute("testName") ?? "?", string.Join('\n', [(string?)error?.Element(Trx + "Message") ?? "", .. where]).Trim());
    }
}
