using System.Globalization;

namespace Gateway.Benchmarks.Children;

/// <summary>How many children, and where their files go.</summary>
internal sealed record ChildrenOptions
{
    public int Children { get; init; } = 1_000_000;
    public string Folder { get; init; } = Path.Combine(Path.GetTempPath(), "gateway-children");

    public string Source => Path.Combine(Folder, "children.ndjson");
    public string Snapshot => Path.Combine(Folder, "children.snapshot");

    public static ChildrenOptions? Read(string[] args)
    {
        var options = new ChildrenOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--folder") options = options with { Folder = Path.GetFullPath(args[i + 1]) };
            else if (args[i] == "--children" && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var children) && children is > 0 and <= 20_000_000) options = options with { Children = children };
            else return null;
        }

        return args.Length % 2 == 0 ? options : null;
    }
}
