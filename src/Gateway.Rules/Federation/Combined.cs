using System.Collections.Immutable;

namespace Gateway.Rules.Federation;

/// <summary>One item across every custodian in scope (sharing rules, 5.1). There is no "no".</summary>
public abstract record Combined
{
    private Combined() { }

    /// <summary>At least one custodian holds something. Where others did not answer there may be more.</summary>
    public sealed record Yes(Coverage Coverage, ImmutableArray<string> Missing) : Combined;

    /// <summary>Every custodian in scope answered, fresh enough, and none holds anything.</summary>
    public sealed record NothingHeld(Coverage Coverage) : Combined;

    /// <summary>Nothing was found so far and at least one custodian did not settle it; every reason, in the words of the wire.</summary>
    public sealed record NotKnown(Coverage Coverage, ImmutableArray<string> Missing) : Combined;

    /// <summary>The item cannot apply to this child.</summary>
    public sealed record NotApplicable(Because Because) : Combined;

    /// <summary>
    /// Combines what each custodian in scope said. The order does not matter, and a further answer can never turn
    /// <see cref="Yes"/> into anything else.
    /// </summary>
    public static Combined Of(ReadOnlySpan<CustodianSaid> said)
    {
        if (said.IsEmpty) return new NotKnown(new Coverage(0, 0), [Because.NotAsked.Word()]);
        var (held, answered, notApplicable) = (false, 0, 0);
        foreach (var one in said)
        {
            held |= one.Said == Said.Held;
            if (one.IsAnswer) answered++;
            if (one.Said == Said.NotApplicable) notApplicable++;
        }

        var coverage = new Coverage(answered, said.Length);
        if (held) return new Yes(coverage, Reasons(said));
        if (answered < said.Length) return new NotKnown(coverage, Reasons(said));
        return notApplicable == said.Length ? new NotApplicable(said[0].Because) : new NothingHeld(coverage);
    }

    private static ImmutableArray<string> Reasons(ReadOnlySpan<CustodianSaid> said)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var one in said)
            if (!one.IsAnswer) words.Add(one.Said == Said.Withheld ? Said.Withheld.Word() : one.Because.Word());
        return [.. words];
    }
}

/// <summary>How many custodians settled the question, of how many in scope.</summary>
public readonly record struct Coverage(int Answered, int Asked)
{
    /// <summary>True where every custodian in scope answered.</summary>
    public bool IsWhole => Answered == Asked;
}
