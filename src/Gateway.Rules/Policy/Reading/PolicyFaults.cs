using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Reading;

/// <summary>What is wrong with a policy, each fault with its file and line.</summary>
internal sealed class PolicyFaults
{
    private readonly List<string> _faults = [];

    public int Count => _faults.Count;

    public ImmutableArray<string> All => [.. _faults];

    public void Add(string file, int line, string what) => _faults.Add($"{file} line {line}: {what}");

    public void Add(string file, string what) => _faults.Add($"{file}: {what}");
}
