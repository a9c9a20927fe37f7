using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Cases;

/// <summary>Either what was read, or everything that is wrong with it.</summary>
/// <typeparam name="T">A case, or a request alone.</typeparam>
public abstract record CaseReading<T>
{
    private CaseReading() { }

    /// <summary>It reads.</summary>
    public sealed record Valid(T Value) : CaseReading<T>;

    /// <summary>Every fault, each naming the member and the word.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : CaseReading<T>;
}
