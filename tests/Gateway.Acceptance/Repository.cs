namespace Gateway.Acceptance;

/// <summary>Finds the repository's files from wherever the tests run.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Gateway.sln was not found above the tests.");
    }
}
