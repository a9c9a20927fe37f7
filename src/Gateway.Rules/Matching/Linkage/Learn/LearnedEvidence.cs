using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Linkage.Learn;

/// <summary>What came of learning.</summary>
public abstract record LearningOutcome
{
    private LearningOutcome() { }

    /// <summary>Something was learned.</summary>
    public sealed record Learned(LearnedEvidence Evidence) : LearningOutcome;

    /// <summary>The files are not such as one may learn from; why, in words, with no value of theirs.</summary>
    public sealed record Refused(string Why) : LearningOutcome;
}

/// <summary>What agreement was found to be worth, and in which sessions.</summary>
public sealed record LearnedEvidence(ImmutableArray<LearnedLevel> Levels, ImmutableArray<LearnedSession> Sessions)
{
    /// <summary>One level; null where there was no such evidence in the files.</summary>
    public LearnedLevel? Of(EvidenceField field, string level) => Levels.FirstOrDefault(one => one.Field == field && one.Level == level);
}

/// <summary>One level of one kind of evidence.</summary>
/// <param name="Match">The share of true pairs at this level, m, from 0 to 1.</param>
/// <param name="Random">The share of random pairs at this level, u, from 0 to 1.</param>
/// <param name="Expected">How many true pairs are believed to have been seen at this level.</param>
public sealed record LearnedLevel(EvidenceField Field, string Level, double Match, double Random, double Expected)
{
    private const double Fewest = 20;

    /// <summary>False where too few were seen to learn from.</summary>
    public bool IsLearned => Expected >= Fewest;

    /// <summary>log2(m / u).</summary>
    public double Bits => Math.Log2(Match / Random);
}

/// <summary>Pairs that agree on these fields, and what they turned out to be.</summary>
/// <param name="Pairs">How many there were.</param>
/// <param name="Matches">How many of them are of one child, as far as can be told.</param>
/// <param name="Housemates">How many are of two of one household.</param>
/// <param name="Rounds">How many rounds it took.</param>
/// <param name="Converged">False where it was still moving in the last of them: nothing of it is used.</param>
public sealed record LearnedSession(ImmutableArray<EvidenceField> Keys, long Pairs, double Matches, double Housemates, int Rounds, bool Converged);
