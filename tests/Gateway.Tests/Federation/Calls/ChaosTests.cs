using System.Diagnostics;
using Gateway.Agencies;
using Gateway.CrashHost;
using Gateway.Federation.Calls;
using Gateway.Tests.Crash;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Calls;

/// <summary>Calls that are spoilt on purpose, in the whole service: what is known may become "not known", and nothing else.</summary>
public sealed class ChaosTests
{
    private const int Checks = 60;

    [Theory]
    [InlineData(0.02, 1)]
    [InlineData(0.15, 2)]
    public async Task G11_WhateverIsSpoilt_APlanIsNeverNothingHeld(double share, int seed)
    {
        var (planned, unknown) = (TestChild.Of(71, "ZB1 1AA"), TestChild.Of(72, "ZA1 1AA"));
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(planned, unknown)
        {
            Chaos = Chaos.At(share, seed),
            // A holder that is no longer asked is spoilt no further.
            More = new Dictionary<string, string> { ["Federation:Calls:BreakAfter"] = "100" },
        });
        foreach (var child in (TestChild[])[planned, unknown]) gateway.Attends(child, reference: child.Number);
        gateway.Holds("brackenford-csc", planned, Held.Plan);

        var (withPlan, without) = (await SaidAsync(gateway, planned), await SaidAsync(gateway, unknown));

        Assert.Subset(new HashSet<string> { "yes", "not-known" }, withPlan);
        Assert.Subset(new HashSet<string> { "nothing-held", "not-known" }, without);
        Assert.Contains("yes", withPlan);
        Assert.Contains("not-known", without);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("production")]
    [InlineData("Staging")]
    [InlineData("")]
    public void H1_BuildThatSpoilsCalls_DoesNotStartOutsideDevelopment(string environment) =>
        Assert.Equal([RefuseChaos.Words], Assert.Throws<StartRefusedException>(() => Program.Build(
            ["--environment", environment], builder => builder.Services.AddSingleton(Chaos.At(0.01, seed: 1)))).Reasons);

    [Fact]
    public async Task H1_ProcessThatSpoilsCalls_EndsInProductionAndSaysWhy()
    {
        var start = new ProcessStartInfo("dotnet", [SlimHostProcess.Program, "gateway", "--chaos", "0.01"]) { RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        using var process = Process.Start(start)!;

        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((StartRefusedException.ExitCode, RefuseChaos.Words), (process.ExitCode, said.Trim()));
    }

    // Where not even the asker's own agency can be heard the check is refused, which is no answer about the child.
    private static async Task<HashSet<string>> SaidAsync(GatewayHost gateway, TestChild child)
    {
        var said = new HashSet<string>();
        for (var check = 0; check < Checks; check++)
        {
            var answer = await gateway.CheckAsync(child, "plan-flag");
            if (answer.Status is 200 or 503) said.Add(answer.Says("plan-flag"));
        }

        return said;
    }
}
