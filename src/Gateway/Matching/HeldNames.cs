using System.Collections.Frozen;

namespace Gateway.Matching;

/// <summary>Present names, by place; each text is kept once.</summary>
internal sealed class HeldNames(string[] given, string[] family, FrozenSet<long> canaries)
{
    public FrozenSet<long> Canaries => canaries;

    public string Given(int at) => given[at];

    public string Family(int at) => family[at];
}
