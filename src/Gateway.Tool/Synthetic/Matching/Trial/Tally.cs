using Gateway.Tool.Synthetic.Matching.Questions;

namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>Counts of outcomes by origin and by kind of question, the child present or hidden. One for each thread, added up at the end.</summary>
internal sealed class Tally(int origins)
{
    private static readonly int Outcomes = Enum.GetValues<TrialOutcome>().Length;
    private static readonly int Kinds = Enum.GetValues<QuestionKind>().Length;

    private readonly long[] _counts = new long[2 * origins * Kinds * Outcomes];

    /// <summary>How many candidates were shown in answers of a few, one place for each length.</summary>
    public long[] Lengths { get; } = new long[6];

    /// <summary>What evidence promised, and what was so.</summary>
    public BandCounts Promised { get; } = new(origins);

    public List<WrongSingle> Wrong { get; } = [];

    public void Add(bool present, int origin, QuestionKind kind, TrialOutcome outcome) =>
        _counts[(((present ? 1 : 0) * origins + origin) * Kinds + (int)kind) * Outcomes + (int)outcome]++;

    public void Add(Tally other)
    {
        for (var at = 0; at < _counts.Length; at++) _counts[at] += other._counts[at];
        for (var at = 0; at < Lengths.Length; at++) Lengths[at] += other.Lengths[at];
        Promised.Add(other.Promised);
        Wrong.AddRange(other.Wrong);
    }

    /// <param name="present">Whether the child asked for was there to be found.</param>
    /// <param name="outcome">Null for all.</param>
    /// <param name="origin">Null for all.</param>
    /// <param name="kind">Null for all.</param>
    public long Count(bool present, TrialOutcome? outcome = null, int? origin = null, QuestionKind? kind = null)
    {
        var count = 0L;
        for (var o = 0; o < origins; o++)
            for (var k = 0; k < Kinds; k++)
                for (var r = 0; r < Outcomes; r++)
                    if ((origin ?? o) == o && (kind is null || (int)kind == k) && (outcome is null || (int)outcome == r)) count += _counts[(((present ? 1 : 0) * origins + o) * Kinds + k) * Outcomes + r];
        return count;
    }
}

/// <summary>Another child than the one asked for was opened alone: enough to ask again and to see why.</summary>
internal sealed record WrongSingle(long Question, bool Present, string Told);
