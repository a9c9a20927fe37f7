namespace Gateway.Tests.Deploy;

internal static class Repository
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo at) => File.Exists(Path.Combine(at.FullName, "Gateway.sln"))
        ? at.FullName
        : Find(at.Parent ?? throw new InvalidOperationException("Gateway.sln was not found above the tests."));
}
