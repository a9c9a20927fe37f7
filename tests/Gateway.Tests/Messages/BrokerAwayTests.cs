using System.Diagnostics;
using System.Reflection;
using Gateway.Tests.Deploy;

namespace Gateway.Tests.Messages;

/// <summary>The measurement of a broker that is away, for a few seconds of it: the whole takes ten minutes.</summary>
public sealed class BrokerAwayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Broker_that_is_away_refuses_no_referral_and_loses_none()
    {
        var configuration = typeof(BrokerAwayTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var program = Repository.At("tests", "Gateway.Benchmarks", "bin", configuration, "net10.0", "Gateway.Benchmarks.dll");
        using var run = Process.Start(new ProcessStartInfo("dotnet", [program, "messages", "--short", "--only", "outage", "--minutes", "0.05", "--rate", "20"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (report, words) = (run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await Task.WhenAll(report, words).WaitAsync(Patience, TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, await words + await report);
        Assert.Contains("referrals refused while the broker was away", await report, StringComparison.Ordinal);
    }
}
