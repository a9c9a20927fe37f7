using System.Reflection;

namespace Gateway.Benchmarks.Processes;

/// <summary>Where the programs are that were built with this one.</summary>
internal static class Programs
{
    public static readonly string Repository = Above(AppContext.BaseDirectory);

    private static readonly string Configuration =
        typeof(Programs).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Release";

    public static bool Optimised => Configuration == "Release";

    public static string Gateway => Of("Gateway");

    public static string Simulator => Of("Gateway.Simulator");

    public static string Tool => Of("Gateway.Tool");

    public static string Self => typeof(Programs).Assembly.Location;

    public static string Contract(params string[] parts) => Path.Combine([Repository, "contracts", .. parts]);

    private static string Of(string project) => Path.Combine(Repository, "src", project, "bin", Configuration, "net10.0", project + ".dll");

    private static string Above(string folder)
    {
        for (var here = new DirectoryInfo(folder); here is not null; here = here.Parent)
            if (File.Exists(Path.Combine(here.FullName, "Gateway.sln"))) return here.FullName;
        throw new InvalidOperationException("Run this from the repository.");
    }
}
