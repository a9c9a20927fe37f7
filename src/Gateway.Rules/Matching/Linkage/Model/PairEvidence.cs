namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>What a pair's agreement is worth in bits, the person's apart from the household's.</summary>
/// <param name="Person">Of what is one person's own.</param>
/// <param name="Household">Of what a household shares.</param>
/// <param name="Birth">The part of the person's that twins share too.</param>
internal readonly record struct PairEvidence(double Person, double Household, double Birth);
