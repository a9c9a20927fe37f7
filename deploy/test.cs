#!/usr/bin/env dotnet
#:property PublishAot=false
#:include scripts/Children.cs
#:include scripts/Command.cs
#:include scripts/DebianPackages.cs
#:include scripts/Ports.cs
#:include scripts/PrivatePostgres.cs
#:include scripts/Repository.cs
#:include scripts/Signals.cs
#:include scripts/Steps.cs
#:include scripts/TestRun.cs

// dotnet run deploy/test.cs [-- --project NAME] [--filter EXPRESSION]
// Installs and starts what the tests need, checks the format, builds, runs every test project, and ends with "N passed, N failed".
using Gateway.Deploy;

var options = Options.Parse(args);
if (options is null)
{
    Console.Error.WriteLine("Usage: dotnet run deploy/test.cs -- [--project NAME] [--filter EXPRESSION]");
    return 2;
}

Environment.SetEnvironmentVariable("MSBUILDDISABLENODEREUSE", "1");
PrivatePostgres? postgres = null;
using var signals = new Signals(() =>
{
    Children.StopAll();
    postgres?.Dispose();
    Console.WriteLine("\nStopped.");
    Environment.Exit(130);
});

var total = Tally.Nothing;
try
{
    total = Prepare() is { Count: > 0 } broken ? new Tally(0, 0, broken) : total + Format() + Build();
}
catch (OperationCanceledException)
{
    Thread.Sleep(Timeout.Infinite);
}
finally
{
    postgres?.Dispose();
}

foreach (var failure in total.Failures)
{
    Console.WriteLine($"\nFAILED {failure.Test}\n{failure.Message}");
}

Console.WriteLine($"\n{total}");
return total.Failures.Count == 0 && total.Passed > 0 ? 0 : 1;

List<Failure> Prepare()
{
    var installed = Steps.Run("Debian packages", DebianPackages.Install);
    if (!installed.Passed)
    {
        return [new Failure("Debian packages", installed.Note)];
    }

    var started = Steps.Run("PostgreSQL", () => (postgres = new PrivatePostgres()).Start());
    return started.Passed ? [] : [new Failure("PostgreSQL", started.Note)];
}

// The rest of the style is checked by the build, where its rules are warnings and warnings are errors.
Tally Format() => Outcome("Format", new Command("dotnet", "format", "whitespace", ".", "--folder", "--verify-no-changes",
    "--include", "src/", "tests/", "deploy/", "--exclude", "**/obj/", "**/bin/", "**/node_modules/"));

Tally Build()
{
    // One compiler for all of the projects: loading the analysers costs more than compiling. It does not outlive the build.
    var built = Outcome("Build", new Command("dotnet", "build", "Gateway.sln", "-c", "Release", "-warnaserror", "-nologo", "-v", "quiet", "-clp:NoSummary", "-p:UseSharedCompilation=true"));
    _ = new Command("dotnet", "build-server", "shutdown", "--vbcscompiler").Run();
    return built.Failures.Count > 0 ? built : Projects().Select(Test).Aggregate(Tally.Nothing, (a, b) => a + b);
}

Tally Outcome(string name, Command command)
{
    var result = Steps.Run(name, () => command.Run() is { Ok: false } failed ? StepResult.Failed($"code {failed.Code}", failed.Tail(60)) : StepResult.Ok());
    return result.Passed ? Tally.Nothing : Tally.Broken(name, result.Note);
}

IEnumerable<string> Projects() => Directory.GetFiles(Repository.At("tests"), "*.csproj", SearchOption.AllDirectories)
    .Where(project => Path.GetFileNameWithoutExtension(project) is var name && (name.EndsWith("Tests", StringComparison.Ordinal) || name == "Gateway.Acceptance"))
    .Where(project => options.Project is null || Path.GetFileNameWithoutExtension(project) == options.Project)
    .OrderByDescending(project => project.Contains("Rules", StringComparison.Ordinal)).ThenByDescending(project => project, StringComparer.Ordinal);

Tally Test(string project)
{
    // A clone that stands alone has no folder of rulings and vectors beside it: what only that folder can show is skipped there, and counted.
    var mayNotSkip = Environment.GetEnvironmentVariable("CI") == "true" && Directory.Exists(Path.Combine(Repository.Root, "..", "shared"));
    var tally = Tally.Nothing;
    var needs = new Dictionary<string, string>
    {
        ["GATEWAY_TEST_POSTGRES"] = postgres!.Connection,
        ["GATEWAY_TEST_CHROMIUM"] = Repository.Program("chromium")!,
    };
    Steps.Run(Path.GetFileNameWithoutExtension(project), () =>
    {
        tally = new TestRun(project, options.Filter, mayNotSkip, needs).Run();
        return new StepResult(tally.Failures.Count == 0, tally.ToString());
    });
    return tally;
}

internal sealed record Options(string? Project, string? Filter)
{
    public static Options? Parse(string[] args)
    {
        var options = new Options(null, null);
        for (var at = 0; at < args.Length; at += 2)
        {
            var value = at + 1 < args.Length ? args[at + 1] : null;
            options = (args[at], value) switch
            {
                ("--project", not null) => options with { Project = value },
                ("--filter", not null) => options with { Filter = value },
                _ => null,
            };
            if (options is null)
            {
                return null;
            }
        }

        return options;
    }
}
