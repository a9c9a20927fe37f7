using System.Diagnostics;
using System.Runtime.InteropServices;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Report;

/// <summary>Where and of what the figures are. A figure is compared with others of its own run only.</summary>
internal sealed record Machine(string Processor, int Cores, string System, string Framework, string Commit)
{
    public static Machine Here() => new(
        Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(), Environment.ProcessorCount,
        RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, CommitNow());

    /// <summary>The load averages of 1, 5 and 15 minutes.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private static string? Line(string file, string name) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;

    private static string CommitNow()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", Programs.Repository, "describe", "--always", "--dirty", "--abbrev=12"]) { RedirectStandardOutput = true });
            return git?.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } commit ? commit : "unknown";
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
