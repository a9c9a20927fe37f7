using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Benchmarks.Processes;

/// <summary>The gateway as its image carries it: published, and compiled ahead of time for this machine.</summary>
internal static class Deployed
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "deployed-gateway");

    public static string Gateway => Path.Combine(Folder, OperatingSystem.IsWindows() ? "Gateway.exe" : "Gateway");

    public static async Task PublishAsync()
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Programs.Repository, "src", "Gateway"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "-p:RunAnalyzers=false", "-o", Folder, "-v", "quiet", "-nologo",
        ])
        { RedirectStandardOutput = true };
        using var publish = Process.Start(start) ?? throw new MeasureException("dotnet did not start.");
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0) throw new MeasureException($"The gateway could not be published.\n{said}");
    }
}
