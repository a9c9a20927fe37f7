using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Weights;

/// <summary>How learned weights came to be: it stands in their file, and no answer depends on it.</summary>
/// <param name="Method">In words.</param>
/// <param name="From">The version whose caps, floors and limits they keep, and whose value stands wherever nothing was learned.</param>
/// <param name="TrainingSet">SHA-256 of what was learned from, in hexadecimal.</param>
/// <param name="LeftRecords">How many records the left file has.</param>
/// <param name="RightRecords">How many records the right file has.</param>
/// <param name="Sessions">The pairs that it was learned from.</param>
/// <param name="Weights">What became of each weight.</param>
/// <param name="NeverLearned">Members that are copied whatever the files say.</param>
public sealed record TrainingNote(
    string Method, string From, string TrainingSet, int LeftRecords, int RightRecords, ImmutableArray<TrainingSession> Sessions, ImmutableArray<WeightChange> Weights,
    ImmutableArray<string> NeverLearned);

/// <summary>One session of learning.</summary>
/// <param name="Fixed">On what its pairs agree.</param>
/// <param name="Rounds">How many rounds until nothing moved.</param>
public sealed record TrainingSession(string Fixed, long Pairs, long OneChild, long OneHousehold, int Rounds, bool Converged);

/// <summary>What became of one weight.</summary>
/// <param name="Member">Where it stands in the file.</param>
/// <param name="Published">What it was.</param>
/// <param name="Learned">What the files say; null where they say too little.</param>
/// <param name="Least">The least it may become.</param>
/// <param name="Most">The most it may become.</param>
/// <param name="Value">What it is in this file.</param>
/// <param name="Why">learned, at-its-bound, in-order, or too-few: then the published value stands.</param>
public sealed record WeightChange(string Member, double Published, double? Learned, double Least, double Most, double Value, string Why);
