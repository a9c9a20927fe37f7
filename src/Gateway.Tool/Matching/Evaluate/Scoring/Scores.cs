using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage;

namespace Gateway.Tool.Matching.Evaluate.Scoring;

/// <summary>How right the pairs are that are taken from a threshold on.</summary>
/// <param name="LogOdds">The threshold, as log-odds in bits.</param>
internal sealed record Score(string Name, double LogOdds, long Taken, long Right, long True)
{
    public double Precision => Taken == 0 ? 1 : (double)Right / Taken;

    public double Recall => True == 0 ? 0 : (double)Right / True;

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public long Wrong => Taken - Right;
}

/// <summary>Holds links to the truth.</summary>
internal sealed class Scores
{
    private readonly LinkedPair[] _pairs;
    private readonly Truth _truth;

    public Scores(LinkageResult result, Truth truth)
    {
        (_pairs, _truth) = ([.. result.Pairs.OrderByDescending(pair => pair.LogOdds)], truth);
        var found = 0L;
        for (var i = 0; i < result.Candidates.Left.Length; i++)
            if (truth.IsMatch(result.Candidates.Left[i], result.Candidates.Right[i])) found++;
        BlockingRecall = truth.Pairs == 0 ? 0 : (double)found / truth.Pairs;
    }

    /// <summary>The share of true pairs that were compared at all.</summary>
    public double BlockingRecall { get; }

    public ImmutableArray<Score> All() => [From("p >= 0.5", 0), From("p >= 0.99", Math.Log2(99)), Best(), WithoutError()];

    private Score From(string name, double logOdds)
    {
        var taken = _pairs.TakeWhile(pair => pair.LogOdds >= logOdds).ToArray();
        return new Score(name, logOdds, taken.Length, taken.Count(IsRight), _truth.Pairs);
    }

    private Score Best() => Steps("best F1").MaxBy(score => score.F1) ?? new Score("best F1", 0, 0, 0, _truth.Pairs);

    // Down to the last threshold above the first wrong link.
    private Score WithoutError() => Steps("no error").TakeWhile(score => score.Wrong == 0).LastOrDefault() ?? new Score("no error", double.PositiveInfinity, 0, 0, _truth.Pairs);

    // One for each threshold: links of the same odds are taken together.
    private IEnumerable<Score> Steps(string name)
    {
        var right = 0L;
        for (var i = 0; i < _pairs.Length; i++)
        {
            if (IsRight(_pairs[i])) right++;
            if (i + 1 == _pairs.Length || _pairs[i + 1].LogOdds < _pairs[i].LogOdds) yield return new Score(name, _pairs[i].LogOdds, i + 1, right, _truth.Pairs);
        }
    }

    private bool IsRight(LinkedPair pair) => _truth.IsMatch(pair.Left, pair.Right);
}
