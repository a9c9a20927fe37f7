using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Rules.Matching.Decide;

/// <summary>What agreement on a token is worth as a given name and as a family name, by how many bear it.</summary>
internal sealed class NameWorth(IndexState state, MatchingParameters parameters)
{
    private const double CountsBesideFew = 1000;

    public NameWeights Given => parameters.Given;

    public NameWeights Surname => parameters.Surname;

    /// <summary>True of what others are called: published as a given name, or borne by more of those held than an unknown spelling would be.</summary>
    public bool IsBorne(string token) => parameters.Published.Given.ContainsKey(token) || FirstBits(token) < Exact(parameters.Given, 0);

    /// <summary>Agreement of first names.</summary>
    public int FirstBits(ReadOnlySpan<char> token) =>
        Exact(parameters.Given, parameters.Published.OfGiven(token, state.First(token), state.Names));

    /// <summary>Agreement where either stands further back: more children bear a name somewhere than bear it first.</summary>
    public int GivenBits(ReadOnlySpan<char> token) =>
        Exact(parameters.Given, parameters.Published.OfGiven(token, state.Given(token), state.Names));

    // Two of four children say little of how common a name is: where few are held the usual share counts beside them.
    public int SurnameBits(ReadOnlySpan<char> token)
    {
        var (held, usual) = (state.Names, parameters.Surname.ExactShare / Math.Pow(2, parameters.Surname.Typical / 1000.0));
        var share = parameters.Published.OfSurname(token, state.Surnames(token), held);
        return Exact(parameters.Surname, (share * held + usual * CountsBesideFew) / (held + CountsBesideFew));
    }

    /// <summary>A near agreement takes part in the name's own frequency only so far, and never more than the exact one less the loss.</summary>
    public static int Near(NameWeights weights, int exact)
    {
        var ordinary = weights.Typical - weights.NearLoss;
        return Math.Min(exact - weights.NearLoss, ordinary + (exact - weights.Typical) * weights.NearTerm / 1000);
    }

    private static int Exact(NameWeights weights, double share) => Bits.Ratio(weights.ExactShare, Math.Max(share, weights.Floor));
}
