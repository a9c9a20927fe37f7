namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>What a pair's agreement is worth in bits, the person's apart from the household's.</summary>
/// <param name="Person">Of what is one person's own.</param>
/// <param name="Household">Of what a household shares.</param>
/// <param name="Birth">The part of the person's that twins share too.</param>
/// <param name="SameGiven">True where the given names are the same, as those of brothers and sisters are not.</param>
/// <param name="IsSwapped">True where the given and the family name were read the other way round.</param>
internal readonly record struct PairEvidence(double Person, double Household, double Birth, bool SameGiven, bool IsSwapped);
