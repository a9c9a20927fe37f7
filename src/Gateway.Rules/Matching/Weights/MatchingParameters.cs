using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Weights;

/// <summary>
/// One version of what evidence is worth, in thousandths of a bit (10 bits are odds of 1,024 to 1), and of what an answer needs. Read from
/// <c>contracts/matching/weights-*.json</c> by <see cref="ReadMatchingParameters"/>. Immutable; nothing is learned while it answers.
/// </summary>
/// <param name="Version">The version, as its publisher named it.</param>
/// <param name="Hash">SHA-256 of the file, 32 bytes.</param>
/// <param name="Population">How many children one answer is meant to be right among: the prior is one in so many, or in as many as are held where those are more.</param>
/// <param name="ServedYears">Completed years of age at which somebody is no longer looked for.</param>
public sealed record MatchingParameters(string Version, ImmutableArray<byte> Hash, int Population, int ServedYears)
{
    /// <summary>The date of birth, by how far it agrees.</summary>
    public required BirthWeights Birth { get; init; }

    /// <summary>The given name.</summary>
    public required NameWeights Given { get; init; }

    /// <summary>The family name.</summary>
    public required NameWeights Surname { get; init; }

    /// <summary>Sex, postcode, numbers.</summary>
    public required OtherWeights Other { get; init; }

    /// <summary>What an answer needs.</summary>
    public required AnswerLimits Limits { get; init; }

    /// <summary>Published shares of names, for as long as too few children are held to count them.</summary>
    public NameShares Published { get; init; } = NameShares.None;
}

/// <summary>What the date of birth is worth.</summary>
/// <param name="Exact">The same day, at most: a day on which more are recorded than on others is worth less.</param>
/// <param name="HeapSmoothing">Children added to a day's count and to the usual count before they are compared.</param>
/// <param name="AgeWithin">An age that agrees, where no date was known.</param>
/// <param name="AgeNear">An age of one year more or less.</param>
public sealed record BirthWeights(int Exact, int Swapped, int OneSlip, int TwoParts, int Different, int HeapSmoothing, int AgeWithin, int AgeNear);

/// <summary>What a name is worth: log2(share / frequency) where a token is the same.</summary>
/// <param name="ExactShare">The share of true pairs that agree exactly, m.</param>
/// <param name="Typical">What agreement on a name of ordinary frequency is worth.</param>
/// <param name="NearLoss">What a near agreement is worth less.</param>
/// <param name="NearTerm">The share, in thousandths, in which a near agreement takes part in a name's own frequency.</param>
/// <param name="SimilarMost">What a mere likeness is worth at most.</param>
/// <param name="Different">Two names that differ.</param>
/// <param name="Floor">No name counts as rarer than this: an unknown spelling is no proof.</param>
public sealed record NameWeights(double ExactShare, int Typical, int NearLoss, int NearTerm, int SimilarMost, int Different, double Floor);

/// <summary>What the rest is worth.</summary>
/// <param name="Crosswise">Given name and surname agree the other way round; added once.</param>
/// <param name="UnitShare">The share of true pairs with the same postcode unit, m.</param>
/// <param name="UnitMost">The same unit, at most.</param>
/// <param name="HouseholdMost">Surname and postcode together, at most.</param>
/// <param name="Number">The NHS number, or a local number with its authority.</param>
public sealed record OtherWeights(
    int SexSame, int SexDifferent, int Crosswise, double UnitShare, int UnitMost, int Sector, int District, int Elsewhere, int HouseholdMost,
    int Number, int Upn, int TemporaryUpn);

/// <summary>What an answer needs.</summary>
/// <param name="Total">G1, where postcode district or a number agrees.</param>
/// <param name="TotalUnplaced">G1, where neither the postcode unit nor a number agrees and the whole population is held: names and a date that agree by chance are found among millions, and less among fewer.</param>
/// <param name="Lead">G2.</param>
/// <param name="Person">G3.</param>
/// <param name="Possible">The line of the possible.</param>
/// <param name="AtMost">How many may be shown.</param>
/// <param name="ListMost">How many children a list may name before it is passed over.</param>
public sealed record AnswerLimits(int Total, int TotalUnplaced, int Lead, int Person, int Possible, int AtMost, int ListMost);
