using System.Diagnostics;
using System.Reflection;
using Gateway.Tests.Deploy;

namespace Gateway.Tests.Policy;

/// <summary>Before a decision's time is compared with that of other engines, its answer is.</summary>
public sealed class FourEnginesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Four_engines_give_the_same_answers_to_the_ten_rules()
    {
        var configuration = typeof(FourEnginesTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var program = Repository.At("tests", "Gateway.Benchmarks", "bin", configuration, "net10.0", "Gateway.Benchmarks.dll");
        using var run = Process.Start(new ProcessStartInfo("dotnet", [program, "policy", "--answers-only"]) { RedirectStandardError = true })!;
        var words = await run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, words);
        Assert.Contains("the same outcome, reason and obligations in all 4 engines", words, StringComparison.Ordinal);
    }
}
