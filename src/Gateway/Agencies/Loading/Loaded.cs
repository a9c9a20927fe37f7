using System.Collections.Immutable;

namespace Gateway.Agencies.Loading;

/// <summary>A file of data: accepted whole, or refused with every fault in it.</summary>
public abstract record Loaded<T>
{
    private Loaded() { }

    public sealed record Accepted(T Value) : Loaded<T>;

    /// <summary>Plain sentences, each naming the entry at fault.</summary>
    public sealed record Refused(ImmutableArray<string> Faults) : Loaded<T>;
}
