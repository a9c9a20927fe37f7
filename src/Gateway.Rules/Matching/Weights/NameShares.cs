using System.Collections.Frozen;

namespace Gateway.Rules.Matching.Weights;

/// <summary>Published shares of folded name tokens among children, from 0 to 1.</summary>
/// <param name="Given">Shares of given names.</param>
/// <param name="Surname">Shares of family names; there is no open list for England, so it is empty unless one is supplied.</param>
/// <param name="Weight">How many children a published share counts for beside those who are held.</param>
public sealed record NameShares(FrozenDictionary<string, double> Given, FrozenDictionary<string, double> Surname, int Weight)
{
    /// <summary>Nothing published: only those who are held count.</summary>
    public static readonly NameShares None = new(FrozenDictionary<string, double>.Empty, FrozenDictionary<string, double>.Empty, 0);

    /// <summary>The share of a given name, where so many of so many children who are held bear it.</summary>
    public double OfGiven(ReadOnlySpan<char> token, long bearing, long held) => Of(Given, token, bearing, held);

    /// <summary>The share of a family name, where so many of so many children who are held bear it.</summary>
    public double OfSurname(ReadOnlySpan<char> token, long bearing, long held) => Of(Surname, token, bearing, held);

    private double Of(FrozenDictionary<string, double> shares, ReadOnlySpan<char> token, long bearing, long held)
    {
        var weight = shares.Count == 0 ? 0 : Weight;
        if (held + weight == 0) return 0;
        var published = weight > 0 && shares.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(token, out var share) ? share : 0;
        return (bearing + published * weight) / (held + weight);
    }
}
