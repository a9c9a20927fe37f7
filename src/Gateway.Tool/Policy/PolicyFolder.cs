using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Tool.Policy;

/// <summary>What came of reading a policy.</summary>
internal abstract record PolicyRead
{
    private PolicyRead() { }

    public sealed record Ready(PolicyBundle Policy) : PolicyRead;

    /// <summary>There is no such folder, so what was typed is wrong.</summary>
    public sealed record Absent(string Why) : PolicyRead;

    /// <summary>It is there and may not be used, with every fault.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : PolicyRead;
}

/// <summary>Reads a policy from a folder, and finds the repository's own.</summary>
internal static class PolicyFolder
{
    public static readonly string Default = Path.Combine("contracts", "policy");

    public static PolicyRead Read(string? folder)
    {
        folder ??= Find(Environment.CurrentDirectory);
        if (folder is null) return new PolicyRead.Absent($"There is no {Default} here or in any folder above. Name the policy with --policy.");
        if (!Directory.Exists(folder)) return new PolicyRead.Absent($"There is no folder {Plain.Text(folder)}.");
        try
        {
            return PolicyReader.Read(PolicyFiles.From(name => File.ReadAllBytes(Path.Combine(folder, name)))) switch
            {
                PolicyReading.Valid valid => new PolicyRead.Ready(valid.Policy),
                PolicyReading.Faulty faulty => new PolicyRead.Faulty(faulty.Faults),
                _ => throw new InvalidOperationException("unknown reading"),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PolicyRead.Faulty([Plain.Text(e.Message)]);
        }
    }

    /// <summary>The policy, or the code to leave with once the error stream has said why not.</summary>
    public static (PolicyBundle? Policy, int Code) ReadOrSay(string? folder, TextWriter error)
    {
        switch (Read(folder))
        {
            case PolicyRead.Ready ready: return (ready.Policy, PolicyCommands.Passed);
            case PolicyRead.Absent absent:
                error.WriteLine(absent.Why);
                return (null, PolicyCommands.WrongUsage);
            case PolicyRead.Faulty faulty:
                error.WriteLine($"The policy in {Plain.Text(folder ?? Default)} cannot be used:");
                foreach (var fault in faulty.Faults) error.WriteLine($"  {Plain.Text(fault)}");
                return (null, PolicyCommands.Failed);
            default: throw new InvalidOperationException("unknown reading");
        }
    }

    private static string? Find(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, Default))) return Path.Combine(at.FullName, Default);
        return null;
    }
}
