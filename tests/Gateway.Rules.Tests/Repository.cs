using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests;

/// <summary>Finds the repository's data from wherever the tests run.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of rulings, cases and labelled data beside the repository.</summary>
    public static string Shared => Path.Combine(Root, "..", "shared");

    /// <summary>A place in it. Where a clone stands alone the test that needs it is skipped, and says so.</summary>
    public static string SharedOrSkip(params ReadOnlySpan<string> path)
    {
        Assert.SkipUnless(Directory.Exists(Shared), "The folder 'shared' is not beside this clone.");
        return Path.Combine([Shared, .. path]);
    }

    public static PolicyFiles PolicyFiles() =>
        Rules.Policy.PolicyFiles.From(name => File.ReadAllBytes(Path.Combine(Root, "contracts", "policy", name)));

    public static PolicyBundle Policy { get; } = PolicyReader.Read(PolicyFiles()) switch
    {
        PolicyReading.Valid valid => valid.Policy,
        PolicyReading.Faulty faulty => throw new InvalidOperationException(string.Join("; ", faulty.Faults)),
        _ => throw new InvalidOperationException(),
    };

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gateway.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("Gateway.sln was not found above the tests.");
    }
}
