using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Gateway.Benchmarks.Unit;

/// <summary>The pure parts by BenchmarkDotNet, in this process: a benchmark process of its own would have to restore packages.</summary>
internal static class UnitRun
{
    public static int Run(string[] args)
    {
        var config = DefaultConfig.Instance.AddJob(Job.Default.WithWarmupCount(4).WithIterationCount(10).WithToolchain(InProcessEmitToolchain.Instance));
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(UnitRun).Assembly).Run(args is [] ? ["--filter", "*"] : args, config);
        return summaries.Any() && summaries.All(summary => !summary.HasCriticalValidationErrors) ? 0 : 1;
    }
}
