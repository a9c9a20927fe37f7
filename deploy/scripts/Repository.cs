namespace Gateway.Deploy;

internal static class Repository
{
    public static string Root { get; } = Find(Directory.GetCurrentDirectory());

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string? Program(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/sbin").Append("/usr/bin")
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static string Find(string folder)
    {
        var script = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? folder;
        for (var at = new DirectoryInfo(script); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Gateway.sln")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException("Gateway.sln was not found above this script.");
    }
}
