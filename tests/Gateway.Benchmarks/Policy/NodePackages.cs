using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Gateway.Benchmarks.Processes;

namespace Gateway.Benchmarks.Policy;

/// <summary>The peers' npm packages, at the versions of package-lock.json, installed where they are missing.</summary>
internal static class NodePackages
{
    public static bool Installed => File.Exists(Path.Combine(TenRules.Folder, "node_modules", ".package-lock.json"));

    public static async Task EnsureAsync()
    {
        if (Installed) return;
        await Console.Error.WriteLineAsync("Installing the peers' npm packages.");
        await RunAsync("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    }

    /// <summary>Names and versions, as package.json has them.</summary>
    public static string Versions()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TenRules.Folder, "package.json")));
        return string.Join(", ", document.RootElement.GetProperty("dependencies").EnumerateObject().Select(package => $"{package.Name} {package.Value}"));
    }

    private static async Task RunAsync(params string[] arguments)
    {
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", arguments) { WorkingDirectory = TenRules.Folder, RedirectStandardOutput = true });
            await npm!.WaitForExitAsync();
            if (npm.ExitCode != 0) throw new MeasureException($"npm ci ended with {npm.ExitCode} in {TenRules.Folder}.");
        }
        catch (Win32Exception)
        {
            throw new MeasureException("npm was not found: install Node.js 20 or later (Debian: apt-get install nodejs npm).");
        }
    }
}
