using System.Text.Json;

namespace Gateway.Tests.Simulator;

/// <summary>The published documents, found from wherever the tests run.</summary>
internal static class Contracts
{
    private static readonly string Folder = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(string path) => Path.Combine(Folder, path);

    public static string Text(string path) => File.ReadAllText(PathOf(path));

    public static JsonElement Json(string path) => JsonDocument.Parse(Text(path)).RootElement;

    private static string Find(DirectoryInfo? from)
    {
        while (from is not null && !File.Exists(Path.Combine(from.FullName, "Gateway.sln"))) from = from.Parent;
        return Path.Combine(from?.FullName ?? throw new DirectoryNotFoundException("No Gateway.sln above the tests."), "contracts");
    }
}
